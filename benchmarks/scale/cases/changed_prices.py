"""Many prices change, as with every feed."""

from scale.case import Way
from scale.chosen import CHOSEN, HISTORY, NAIVE, OURS, PriceCase
from scale.targets import TimesBetter, TimesMore
from scale.writing import rows_added, versions_written

CHANGE = f"""
UPDATE {{prices}} price
   SET price_cents = chosen.price_cents + 1, last_updated = now(), updated_at = now()
  FROM {CHOSEN} chosen
 WHERE price.id = chosen.id"""
WITHOUT_TRIGGERS = "ALTER TABLE {prices} DISABLE TRIGGER USER"
# What any design writes that remembers each change and holds it to its price by a foreign key.
REMEMBER = f"""
INSERT INTO {HISTORY[OURS]} (price_source_id, price_cents, in_stock, stock_quantity, recorded_at)
SELECT id, price_cents + 1, in_stock, stock_quantity, clock_timestamp() FROM {CHOSEN}"""


class ChangedPrices(PriceCase):
    name = "changed-prices"
    about = "change 100,000 prices (history included)"
    targets = (TimesBetter(5), TimesMore(1.8, "the bare update"))

    def ways(self):
        self.choose(self.rows(100_000))
        return [
            Way("ours", lambda: self.change(OURS, after=self.look), CHANGE.format(prices=OURS)),
            Way("the bare update", lambda: self.change(OURS, before=WITHOUT_TRIGGERS)),
            Way("the bare update, and its history", lambda: self.change(OURS, before=WITHOUT_TRIGGERS, then=REMEMBER)),
            Way("naive", lambda: self.change(NAIVE), CHANGE.format(prices=NAIVE)),
            Way("naive without its trigger", lambda: self.change(NAIVE, before=WITHOUT_TRIGGERS)),
        ]

    def change(self, prices: str, *, before: str = "", then: str = "", after=None) -> float:
        change, before = (text.format(prices=prices) for text in (CHANGE, before))
        return self.written(prices).statement(f"{change}; {then}", before=before, after=after)

    def look(self) -> None:
        updated, hot = versions_written(OURS)
        self.counts |= {"prices changed": updated, "share of HOT updates": round(hot / updated, 3)}
        self.counts["rows of history"] = rows_added(HISTORY[OURS])
