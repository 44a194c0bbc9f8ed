"""Rows of somebody's own that name demo rows: without these they would be lost, or lose what they say."""

from collections.abc import Iterator

from psycopg import sql

from apps.demo.copying import identifier
from apps.demo.demo_rows import is_demo, names_a_demo_row
from apps.demo.foreign_keys import ForeignKey

# What only tells of another row, whoever wrote it: it goes with that row.
FOLLOWING = (
    "analytics.monthly_sales",
    "core.supplier_performance",
    "integration.awin_price_history",
    "integration.match_candidates",
    "integration.match_question_offers",
    "integration.price_history",
    "platforms.pricing_history",
    "public.django_admin_log",  # what a demo person did
)
# Facts of the world: those that rows of somebody's own name stay, as do rates that an import or somebody has put right.
# The next load takes them as they are.
SHARED = ("core.brands", "pricing.exchange_rates", "public.sizes")


class InTheWay(Exception):
    """Rows of somebody's own name demo rows. The text is a sentence for each table and column."""


def refuse_what_is_in_the_way(cursor, keys: list[ForeignKey]) -> None:
    """Raise InTheWay where rows of somebody's own name demo rows."""
    if sentences := list(_sentences(cursor, keys)):
        raise InTheWay(" ".join(sentences))


def _sentences(cursor, keys: list[ForeignKey]) -> Iterator[str]:
    for key in keys:
        if key.table in FOLLOWING or key.parent in SHARED:
            continue
        query = sql.SQL("SELECT count(*), min({example}::text) FROM {table} child WHERE {names} AND NOT {own}").format(
            example=sql.Identifier("child", key.told_by),
            table=identifier(key.table),
            names=names_a_demo_row(key),
            own=is_demo(key.table, "child"),
        )
        cursor.execute(query)
        count, example = cursor.fetchone()
        if count:
            yield (
                f"{count:,} of your own rows in {key.table} ({example}{' and others' if count > 1 else ''}) name demo "
                f"rows of {key.parent} as {key.column}: delete them or let them name others, then try again."
            )
