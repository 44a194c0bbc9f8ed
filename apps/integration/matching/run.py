"""Matches offers with products, in one transaction."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from apps.integration.imports.turn import turn
from apps.integration.matching.deciding import decide
from apps.integration.matching.learning import learn_gtins
from apps.integration.matching.linking import link
from apps.integration.matching.mirroring import Mirrored, mirror
from apps.integration.matching.offers import lay_out
from apps.integration.matching.questions import ask, obey
from apps.integration.matching.sizes import find_sizes
from apps.integration.models.import_batch import ImportSource
from apps.products.size_charts.rows import SizeRows

# Sorting and hashing a million narrow rows fits; the server's default of 4 MB writes them to files.
SETTINGS = "SET LOCAL work_mem = '128MB'; SET LOCAL gin_pending_list_limit = '256MB'"
VERDICTS = "SELECT verdict, count(*) FROM match_decisions GROUP BY verdict"
QUESTIONS = "SELECT count(DISTINCT question_id) FROM match_asked"
TABLES = (
    "match_makers, match_offers, match_codes, match_written, match_gtins, match_styles, match_fitting, match_coded, "
    "match_decisions, match_asked, match_links, match_changes, match_sizes, match_prices, match_known"
)


@dataclass(frozen=True)
class Outcome:
    """What matching found. `verdicts` counts offers by how they were decided."""

    verdicts: Counter[str]
    relinked: int  # offers whose match differs from before
    questions: int
    unclear_sizes: Counter[str]  # matched offers by the label that means no size for certain
    sizes_made: int
    prices: Mirrored
    gtins: int  # that were learnt


def match(
    ids: Sequence[UUID] | None = None, *, dry_run: bool = False, progress: Callable[[str], None] = lambda step: None
) -> Outcome:
    """Match all offers, or these. A dry run does the same and takes it back, so that both count the same.

    Raises IntakeError, and then nothing was changed, while a feed is being imported.
    """
    with turn(ImportSource.AWIN), transaction.atomic():
        outcome = _match(ids, progress)
        transaction.set_rollback(dry_run)
    return outcome


def _match(ids: Sequence[UUID] | None, progress: Callable[[str], None]) -> Outcome:
    all_offers = ids is None
    _execute(SETTINGS)
    progress("reading offers")
    lay_out(ids)
    progress("comparing codes")
    decide()
    obey()
    verdicts = Counter(dict(_execute(VERDICTS)))
    ask(all_offers=all_offers)
    questions = _execute(QUESTIONS)[0][0]
    progress("linking offers")
    relinked = link()
    progress("finding sizes")
    rows = SizeRows()
    unclear = find_sizes(rows)
    progress("mirroring prices")
    prices = mirror(all_offers=all_offers)
    gtins = learn_gtins()
    _execute(f"DROP TABLE {TABLES}")
    return Outcome(verdicts, relinked, questions, unclear, len(rows.made), prices, gtins)


def _execute(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else []
