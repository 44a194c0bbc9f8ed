"""The history of prices: one day of it, and a month that is thrown away."""

import time

from django.db import connection

from apps.system.dropping import drop
from apps.system.month_partitions import month_partitions
from scale.case import Case, Way
from scale.reading import reads, whole
from scale.targets import AtMost, TimesBetter
from scale.units import SECONDS
from scale.writing import Writes, execute, settle, value

OURS, NAIVE = "integration.price_history", "naive.price_history"
DAY = "SELECT * FROM {table} WHERE recorded_at >= '{day}' AND recorded_at < '{day}'::date + 1"
# As in a table whose history is found by its price alone: the planner may read nothing but the table.
NO_INDEX = "SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_indexonlyscan = off"


class OneDay(Case):
    name = "one-day"
    about = "one day of price history out of 24 months"
    targets = (TimesBetter(10),)

    def ways(self):
        day = value(f"SELECT (max(recorded_at) - interval '300 days')::date FROM {NAIVE}")
        self.counts["rows of the day"] = value(f"SELECT count(*) FROM ({DAY.format(table=OURS, day=day)}) day")
        self.counts["rows of all days"] = value(f"SELECT count(*) FROM {NAIVE}")
        ours, naive = (whole(f"({DAY.format(table=table, day=day)})") for table in (OURS, NAIVE))
        self.notes.append("The naive table is read without its index on the time, then with it.")
        return [
            Way("ours", reads(ours), ours),
            Way("naive", reads(naive, before=NO_INDEX)),
            Way("naive with an index on the time", reads(naive), naive),
        ]


class DroppedMonth(Case):
    name = "dropped-month"
    about = "dropping a month of price history"
    targets = (AtMost(0.050, SECONDS),)

    def ways(self):
        self.month = value(f"SELECT date_trunc('month', min(recorded_at) + interval '32 days')::date FROM {NAIVE}")
        self.earlier = value(f"SELECT ('{self.month}'::date - interval '1200 months')::date")
        self.partition = f"{OURS}_{self.earlier:%Y_%m}"
        month = f"WHERE recorded_at >= '{self.month}' AND recorded_at < '{self.month}'::date + interval '1 month'"
        self.counts["rows of the month"] = value(f"SELECT count(*) FROM {NAIVE} {month}")
        delete = f"DELETE FROM {NAIVE} {month}"
        return [
            Way("ours", lambda: self.drop(month)),
            Way("naive", lambda: Writes(NAIVE).statement(delete), delete),
        ]

    def drop(self, month: str) -> float:
        """Make a month like that of a hundred years earlier, and drop it for good, as `partitions drop-old` does."""
        self.make_month(month)
        (partition,) = [known for known in month_partitions(connection) if known.name == self.partition]
        settle()
        began = time.perf_counter()
        drop(connection, partition, on_wait=lambda: self.notes.append("It had to wait for a lock."))
        return time.perf_counter() - began

    def make_month(self, month: str) -> None:
        execute(f"CREATE TABLE {self.partition} (LIKE {OURS} INCLUDING ALL)")
        execute(
            f"INSERT INTO {self.partition} SELECT id, price_source_id, price_cents, in_stock, stock_quantity,"
            f"       recorded_at - interval '1200 months' FROM {OURS} {month}"
        )
        execute(
            f"ALTER TABLE {OURS} ATTACH PARTITION {self.partition} FOR VALUES FROM ('{self.earlier} 00:00Z')"
            f" TO ('{value(f'''SELECT ('{self.earlier}'::date + interval '1 month')::date''')} 00:00Z')"
        )
