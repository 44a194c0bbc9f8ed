"""Prices that are written in many cases: the same ones for every way and every run, from all over the table."""

from scale.case import Case
from scale.kept import NOTES
from scale.writing import Writes, execute, settle

OURS, NAIVE = "integration.price_sources", "naive.price_sources"
HISTORY = {OURS: "integration.price_history", NAIVE: "naive.price_history"}
CHOSEN = "public.benchmark_chosen"  # their copies


class PriceCase(Case):
    """A case that writes prices which were chosen before."""

    def choose(self, rows: int, condition: str = "true") -> None:
        """Keep copies of so many prices that fulfil a condition."""
        execute(f"DROP TABLE IF EXISTS {CHOSEN}")
        execute(
            f"CREATE TABLE {CHOSEN} AS SELECT * FROM {OURS} WHERE {condition}"
            f" ORDER BY hashtextextended(id::text, 0) LIMIT {rows}"
        )
        execute(f"ANALYZE {CHOSEN}")

    def written(self, prices: str) -> Writes:
        """Writes of a price table: what they touch is vacuumed before."""
        return Writes(prices, HISTORY[prices], *(NOTES if prices == OURS else ()))

    def leave(self) -> None:
        execute(f"DROP TABLE IF EXISTS {CHOSEN}")
        settle(OURS, NAIVE)
