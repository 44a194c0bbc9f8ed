"""Matches offers with products, in one transaction."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from psycopg import sql
from psycopg.errors import ForeignKeyViolation

from apps.integration.imports.turn import turn
from apps.integration.matching.deciding import decide
from apps.integration.matching.linking import link
from apps.integration.matching.mirroring import Mirrored, mirror
from apps.integration.matching.offers import lay_out
from apps.integration.matching.questions import ask, obey
from apps.integration.matching.sizes import find_sizes
from apps.integration.models.import_batch import ImportSource
from apps.products.size_charts.rows import SizeRows
from apps.system.kept_tables import bring_all_up_to_date
from soleflip.intake.errors import IntakeError

# Sorting and hashing a million narrow rows fits; the server's default of 4 MB writes them to files.
SETTINGS = "SET LOCAL work_mem = '128MB'; SET LOCAL gin_pending_list_limit = '256MB'"
VERDICTS = "SELECT verdict, count(*) FROM match_decisions GROUP BY verdict"
UNKNOWN = "SELECT split_part(code, ' / ', 1), count(*) FROM match_decisions WHERE verdict = 'not known' GROUP BY 1"
QUESTIONS = "SELECT count(DISTINCT question_id) FROM match_asked"
LINKED = """
CREATE TEMP TABLE match_offers ON COMMIT DROP AS
SELECT id, awin_product_id FROM integration.awin_products WHERE id = ANY (%(ids)s);
CREATE TEMP TABLE match_links ON COMMIT DROP AS
SELECT id, matched_product_id AS product_id FROM integration.awin_products WHERE id = ANY (%(ids)s)"""
GONE = "A product or a size was deleted or merged while offers were matched with it, so nothing was done: try again."
OURS = "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r' AND relname ~ '^match_'"


@dataclass(frozen=True)
class Outcome:
    """What matching found. `verdicts` counts offers by how they were decided."""

    verdicts: Counter[str]
    unknown_codes: Counter[str]  # offers by the style code that no product has
    relinked: int  # offers whose match differs from before
    questions: int
    unclear_sizes: Counter[str]  # matched offers by the label that means no size for certain
    sizes_made: int
    prices: Mirrored


def match(*, dry_run: bool = False, progress: Callable[[str], None] = lambda step: None) -> Outcome:
    """Match all offers. A dry run does the same and takes it back, so that both count the same.

    Raises IntakeError, and then nothing was changed, while a feed is being imported, and where staff delete or merge a
    product that was being linked.
    """
    try:
        with turn(ImportSource.AWIN), transaction.atomic():
            transaction.on_commit(bring_all_up_to_date)
            outcome = _match(progress)
            transaction.set_rollback(dry_run)
    except IntegrityError as error:
        if not isinstance(error.__cause__, ForeignKeyViolation):
            raise
        raise IntakeError(GONE) from error
    return outcome


def follow_links(ids: Sequence[UUID]) -> Mirrored:
    """Bring the prices of these offers in step with the products that they are linked to, as they stand."""
    with transaction.atomic():
        _execute(LINKED, {"ids": list(ids)})
        find_sizes(SizeRows())
        mirrored = mirror(all_offers=False)
        _clear_away()
    return mirrored


def _match(progress: Callable[[str], None]) -> Outcome:
    _execute(SETTINGS)
    progress("reading offers")
    lay_out()
    progress("comparing codes")
    decide()
    obey()
    verdicts, unknown = (Counter(dict(_execute(query))) for query in (VERDICTS, UNKNOWN))
    ask()
    questions = _execute(QUESTIONS)[0][0]
    progress("linking offers")
    relinked = link()
    progress("finding sizes")
    rows = SizeRows()
    unclear = find_sizes(rows)
    progress("mirroring prices")
    prices = mirror(all_offers=True)
    _clear_away()
    return Outcome(verdicts, unknown, relinked, questions, unclear, len(rows.made), prices)


def _clear_away() -> None:
    """The tables of this work go, so that it can be done again in the same transaction."""
    names = [sql.Identifier(name) for (name,) in _execute(OURS)]
    _execute(sql.SQL("DROP TABLE {}").format(sql.SQL(", ").join(names)))


def _execute(query: str | sql.Composed, values: dict | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else []
