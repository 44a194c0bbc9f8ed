"""How old kept figures are: from the commit of many changes until a reader sees them, his own query included."""

import time

from scale.case import Case, Way
from scale.kept import BRAND_TREND, OPPORTUNITIES, brand_trend, first_opportunities
from scale.targets import AtMost
from scale.units import SECONDS
from scale.writing import another_connection, execute, settle

PATIENCE = 60  # seconds, before what is not seen counts as never seen
NEW_SALES = """
INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at, external_id)
SELECT inventory_id, platform_id, 100, now(), 'benchmark-' || row_number() OVER ()
  FROM transactions.orders WHERE inventory_id IS NOT NULL LIMIT {rows}"""
NO_NEW_SALES = "DELETE FROM transactions.orders WHERE external_id LIKE 'benchmark-%'"
# Every so manieth price, and of those that are in stock: what is not changes no opportunity.
OTHER_PRICES = """
UPDATE integration.price_sources SET price_cents = price_cents {sign} 100, updated_at = now()
 WHERE id IN (SELECT id FROM integration.price_sources WHERE in_stock AND price_cents > 1000
               ORDER BY hashtextextended(id::text, 0) LIMIT {rows})"""


class Freshness(Case):
    """A case that writes for good and waits until what is kept says what the plain view says."""

    def seen(self, change: str, undo: str, truth: str, read: str) -> float:
        """Seconds from the commit until a read of another connection says the truth."""
        from django.db import connection, transaction

        settle()
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
            changed = cursor.rowcount
            written = time.perf_counter()
            cursor.execute(truth)
            expected = cursor.fetchone()
            looked = time.perf_counter()
        committed = time.perf_counter()
        self.counts["changes"] = changed
        self.counts["seconds to write them"] = round(committed - began - (looked - written), 3)
        try:
            return self.wait(expected, read, committed)
        finally:
            execute(undo)

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
    about = "brand figures at most 1 s old after 10,000 changes"
    targets = (AtMost(1, SECONDS),)

    def ways(self):
        gist = "SELECT sum(transaction_count), sum(total_revenue) FROM ({}) trend"
        change = NEW_SALES.format(rows=self.rows(10_000))
        truth, read = gist.format(f"SELECT * FROM {BRAND_TREND}"), gist.format(brand_trend())
        return [Way("ours", lambda: self.seen(change, NO_NEW_SALES, truth, read))]


class FreshOpportunities(Freshness):
    name = "fresh-opportunities"
    about = "opportunities at most 1 s old after 10,000 changes"
    targets = (AtMost(1, SECONDS),)

    def ways(self):
        gist = "SELECT count(*), sum(net_profit_cents), min(profit_cents) FROM ({}) best"
        change, undo = (OTHER_PRICES.format(sign=sign, rows=self.rows(10_000)) for sign in "-+")
        every = first_opportunities().partition(" LIMIT ")[0]
        truth, read = gist.format(f"SELECT * FROM {OPPORTUNITIES}"), gist.format(every)
        return [Way("ours", lambda: self.seen(change, undo, truth, read))]
