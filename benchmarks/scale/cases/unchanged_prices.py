"""Many prices come again as they are: most of what a feed says."""

from apps.integration.matching import mirroring
from scale.case import Way
from scale.chosen import CHOSEN, HISTORY, NAIVE, OURS, PriceCase
from scale.targets import AtMost, TimesBetter
from scale.writing import execute, rows_added, value, versions_written

# Prices that match_products brought in from a feed.
MIRRORED = """
source_type = 'awin' AND price_type = 'retail' AND size_id IS NOT NULL
AND metadata @> '{"mirror_of": "integration.awin_products"}'"""
# What match_products makes of a feed, made of the prices themselves: they say the same.
FEED = f"""
CREATE TEMP TABLE match_prices ON COMMIT DROP AS SELECT *, metadata AS mark FROM {CHOSEN};
ANALYZE match_prices"""
MIRROR = (mirroring.KNOWN, mirroring.CHANGE, mirroring.ADD)
# What nearly every design does with a feed: each of its rows is written, whether it says something new or not.
COLUMNS = """
product_id, size_id, source_type, source_product_id, source_name, price_type, price_cents, currency, stock_quantity,
in_stock, source_url, affiliate_link, last_updated, metadata"""
UPSERT = f"""
INSERT INTO {{prices}} AS price ({COLUMNS})
SELECT {COLUMNS} FROM {CHOSEN}
    ON CONFLICT (product_id, source_type, source_product_id, size_id) WHERE size_id IS NOT NULL
    DO UPDATE SET price_cents = EXCLUDED.price_cents, in_stock = EXCLUDED.in_stock,
       stock_quantity = EXCLUDED.stock_quantity, last_updated = EXCLUDED.last_updated, updated_at = now()"""
ONLY_CHANGED = """
 WHERE (price.price_cents, price.in_stock, price.stock_quantity, price.last_updated)
       IS DISTINCT FROM (EXCLUDED.price_cents, EXCLUDED.in_stock, EXCLUDED.stock_quantity, EXCLUDED.last_updated)"""


class UnchangedPrices(PriceCase):
    name = "unchanged-prices"
    about = "100,000 unchanged prices written again"
    targets = (TimesBetter(15), AtMost(0, "", "rows of history"), AtMost(0, "", "dead rows"))

    def ways(self):
        self.choose(self.rows(100_000), MIRRORED)
        self.counts["prices"] = value(f"SELECT count(*) FROM {CHOSEN}")
        ours, naive = self.written(OURS), self.written(NAIVE)
        careful, upsert = UPSERT.format(prices=OURS) + ONLY_CHANGED, UPSERT.format(prices=NAIVE)
        return [
            Way("ours", lambda: ours.time(self.mirror, before=FEED, after=self.look)),
            Way("an upsert that leaves equal rows", lambda: ours.statement(careful), careful),
            Way("naive", lambda: naive.statement(upsert), upsert),
        ]

    def mirror(self) -> None:
        """As match_products brings prices in step with a feed."""
        for statement in MIRROR:
            execute(statement)

    def look(self) -> None:
        self.counts |= {"dead rows": versions_written(OURS)[0], "rows of history": rows_added(HISTORY[OURS])}
