"""How old kept figures are: from the commit of many changes until a reader sees them.

Who writes much brings what is kept up to date at its end, as imports do, and a reader what is left.
"""

import time

from apps.analytics.kept import BRAND_MONTHS
from apps.integration.kept import OPPORTUNITIES
from apps.system.kept_tables import bring_all_up_to_date
from scale.case import Case, Way
from scale.chosen import CHOSEN, OURS, PriceCase
from scale.kept import NOTES, TRUE_BRAND_TREND, TRUE_OPPORTUNITIES
from scale.targets import AtMost
from scale.units import SECONDS
from scale.writing import another_connection, execute, settle, value

PATIENCE = 60  # seconds, after which what is not seen counts as never seen
NEW_SALES = """
INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at, external_id)
SELECT inventory_id, platform_id, 100, now(), 'benchmark-' || row_number() OVER ()
  FROM transactions.orders WHERE inventory_id IS NOT NULL LIMIT {rows}"""
NO_NEW_SALES = "DELETE FROM transactions.orders WHERE external_id LIKE 'benchmark-%'"
OTHER_PRICES = f"""
UPDATE {OURS} price SET price_cents = price.price_cents - 100, updated_at = now()
  FROM {CHOSEN} chosen WHERE price.id = chosen.id"""
PRICES_AS_THEY_WERE = f"""
UPDATE {OURS} price SET price_cents = chosen.price_cents, updated_at = chosen.updated_at
  FROM {CHOSEN} chosen WHERE price.id = chosen.id;
DELETE FROM integration.price_history WHERE recorded_at >= '{{began}}'"""


class Freshness(Case):
    """A case that writes for good, and waits until what is kept says what the plain view says."""

    def seen(self, change: str, undo: str, truth: str, read: str) -> float:
        """Seconds from the commit until a read of another connection says the truth."""
        from django.db import connection, transaction

        settle(*NOTES)
        undo = undo.format(began=value("SELECT clock_timestamp()"))
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
            self.counts["changes"] = cursor.rowcount
            written = time.perf_counter()
            cursor.execute(truth)
            expected = cursor.fetchone()
            looked = time.perf_counter()
        committed = time.perf_counter()
        bring_all_up_to_date()
        self.counts["seconds to bring all up to date"] = round(time.perf_counter() - committed, 3)
        self.counts["seconds to write them"] = round(committed - began - (looked - written), 3)
        try:
            return self.wait(expected, read, committed)
        finally:
            execute(undo)
            bring_all_up_to_date()

    def wait(self, expected: tuple, read: str, since: float) -> float:
        reads = 0
        with another_connection() as reader:
            while time.perf_counter() - since < PATIENCE:
                found, reads = reader.execute(read).fetchone(), reads + 1
                if found == expected:
                    self.counts["reads until seen"] = max(reads, self.counts.get("reads until seen", 0))
                    return time.perf_counter() - since
        self.notes.append(f"Not seen within {PATIENCE} s.")
        return PATIENCE


class FreshBrands(Freshness):
    name = "fresh-brands"
    about = "brand figures seen after 10,000 changes"
    targets = (AtMost(1, SECONDS),)

    def ways(self):
        change = NEW_SALES.format(rows=self.rows(10_000))
        truth = f"SELECT sum(transaction_count), sum(total_revenue) FROM {TRUE_BRAND_TREND}"
        read = f"SELECT sum(sales), sum(revenue) FROM {BRAND_MONTHS.name} WHERE brand_id IS NOT NULL"
        return [Way("ours", lambda: self.seen(change, NO_NEW_SALES, truth, read))]


class FreshOpportunities(PriceCase, Freshness):
    name = "fresh-opportunities"
    about = "opportunities seen after 10,000 changes"
    targets = (AtMost(1, SECONDS),)

    def ways(self):
        self.choose(self.rows(10_000), "in_stock AND price_cents > 1000")
        gist = "SELECT count(*), sum(net_profit_cents), min(profit_cents) FROM {}"
        truth, read = gist.format(TRUE_OPPORTUNITIES), gist.format(OPPORTUNITIES.name)
        return [Way("ours", lambda: self.seen(OTHER_PRICES, PRICES_AS_THEY_WERE, truth, read))]
