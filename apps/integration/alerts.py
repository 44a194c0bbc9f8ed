"""What `alerts check` can find wrong with imports and prices."""

import datetime
from collections.abc import Iterator

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.integration.figures import last_imports, newest_price
from apps.integration.imports.turn import is_at_work
from apps.integration.models import ImportBatch
from apps.integration.models.import_batch import BatchStatus, ImportSource

Findings = Iterator[tuple[str, str | None]]

ENDED = (BatchStatus.COMPLETED, BatchStatus.FAILED)
# Not by created_at: the row of a try that failed is used again for the same file.
BEGAN = Coalesce("started_at", "created_at")


def failed_imports() -> Findings:
    """Sources whose last import failed, or was killed: it clears with one that does not."""
    for batch in _latest(*ENDED, BatchStatus.PROCESSING):
        if batch.status == BatchStatus.PROCESSING:
            begin = f"The import from {_name(batch)} that began at {_began(batch)}"
            yield batch.source, f"{begin} was killed: import the file again." if _was_killed(batch) else None
        elif batch.status == BatchStatus.FAILED:
            reason = batch.error_message or "no reason is known."
            yield batch.source, f"The import from {_name(batch)} of {_began(batch)} failed: {reason}"


def refused_rows(*, percent: float, rows: int) -> Findings:
    """Sources whose last import refused many rows."""
    for batch in _latest(*ENDED):
        refused, total = batch.error_records, batch.total_records
        if batch.status == BatchStatus.COMPLETED and refused >= rows and refused * 100 >= total * percent:
            yield (
                batch.source,
                f"The import from {_name(batch)} of {_began(batch)} refused {refused:,} of {total:,} rows.",
            )


def late_imports(*, days: dict[str, float]) -> Findings:
    """Sources that were imported before and should have been again. One that never was is none of them."""
    for source, last in sorted(last_imports().items()):
        if source in days and last < timezone.now() - datetime.timedelta(days=days[source]):
            label = ImportSource(source).label
            yield (
                source,
                f"The last import from {label} is of {_day(last)}; one every {days[source]:g} days is expected.",
            )


def old_prices(*, hours: float) -> Findings:
    """Whether the newest price is too old. Without any price there is nothing to say."""
    newest = newest_price()
    if newest and newest < timezone.now() - datetime.timedelta(hours=hours):
        yield "", f"The newest price is of {_day(newest)}: run manage.py import_prices or import_awin."


def _latest(*statuses: BatchStatus) -> QuerySet[ImportBatch]:
    """The last import of each source; of one whose last was taken back, the one before says how it stands."""
    return ImportBatch.objects.filter(status__in=statuses).order_by("source", BEGAN.desc()).distinct("source")


def _was_killed(batch: ImportBatch) -> bool:
    """Whether an import under way is under way no longer."""
    return not is_at_work(batch.source) and (
        ImportBatch.objects.filter(pk=batch.pk, status=BatchStatus.PROCESSING).exists()  # it may just have ended
    )


def _name(batch: ImportBatch) -> str:
    return batch.get_source_display()


def _began(batch: ImportBatch) -> str:
    return _day(batch.started_at or batch.created_at)


def _day(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
