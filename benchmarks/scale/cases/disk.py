"""What prices take on the disk: freshly loaded, and after some use."""

from scale.case import Case, Result, Way
from scale.targets import TimesMore
from scale.units import BYTES
from scale.writing import Writes, value

OURS, NAIVE = "integration.price_sources", "naive.price_sources"
# As long as autovacuum lets dead rows gather before it comes: a fifth of the table.
PARTS, PARTS_BEFORE_VACUUM = 10, 2
USE = """
UPDATE {prices} SET price_cents = price_cents + 1, last_updated = now(), updated_at = now()
 WHERE abs(hashtextextended(id::text, 0) % {parts}) = {part}"""
WITHOUT_TRIGGERS = "ALTER TABLE {prices} DISABLE TRIGGER USER"


def size(prices: str) -> float:
    """Of a table with all its indexes."""
    return value(f"SELECT pg_total_relation_size('{prices}')")


class Disk(Case):
    """As packed as the tables were made, whatever has run since."""

    name = "disk"
    about = "disk: price_sources with indexes, fresh"
    unit = BYTES
    targets = (TimesMore(0.6, "naive"),)

    def ways(self):
        for name, prices in (("ours", OURS), ("naive", NAIVE)):
            indexes = value(f"SELECT count(*) FROM pg_index WHERE indrelid = '{prices}'::regclass")
            self.counts[f"indexes, {name}"] = indexes
        return [Way(name, lambda name=name: self.fresh(name)) for name in ("ours", "naive")]

    def fresh(self, name: str) -> float:
        return value(f"SELECT {name} FROM public.benchmark_made_from")


class DiskAfterUse(Case):
    name = "disk-after-use"
    about = "disk: price_sources with indexes, after use"
    unit = BYTES
    targets = (TimesMore(0.6, "naive"),)

    def measure(self, rounds: int) -> Result:
        """Once: what was used cannot be made new."""
        return super().measure(1)

    def ways(self):
        return [Way("ours", lambda: self.used(OURS)), Way("naive", lambda: self.used(NAIVE))]

    def used(self, prices: str) -> float:
        """Change each price once, part by part. It is taken back, which leaves as many dead rows as if it were not."""
        for part in range(PARTS):
            vacuumed = (prices,) if part % PARTS_BEFORE_VACUUM == 0 else ()
            use = USE.format(prices=prices, parts=PARTS, part=part)
            Writes(*vacuumed).statement(use, before=WITHOUT_TRIGGERS.format(prices=prices))
        return size(prices)
