"""What prices take on the disk."""

from scale.case import Case, Way
from scale.targets import TimesMore
from scale.units import BYTES
from scale.writing import value


class Disk(Case):
    name = "disk"
    about = "disk: price_sources with indexes"
    unit = BYTES
    targets = (TimesMore(0.6, "naive"),)

    def ways(self):
        return [Way("ours", lambda: self.size("integration")), Way("naive", lambda: self.size("naive"))]

    def size(self, schema: str) -> float:
        """Of the table with all its indexes; as packed as it was made, if no other case has run on it before."""
        prices = f"{schema}.price_sources"
        indexes = value(f"SELECT count(*) FROM pg_index WHERE indrelid = '{prices}'::regclass")
        self.counts[f"indexes, {'ours' if schema == 'integration' else 'naive'}"] = indexes
        return value(f"SELECT pg_total_relation_size('{prices}')")
