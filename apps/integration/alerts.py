"""What `alerts check` can find wrong with imports and prices."""

import datetime
from collections.abc import Iterator

from django.db.models import Max
from django.utils import timezone

from apps.integration.figures import newest_price
from apps.integration.models import ImportBatch
from apps.integration.models.import_batch import BatchStatus, ImportSource

Findings = Iterator[tuple[str, str]]

ENDED = (BatchStatus.COMPLETED, BatchStatus.FAILED)
# Of a source whose last import was taken back, the one before says how it stands.
LATEST = ImportBatch.objects.filter(status__in=ENDED).order_by("source", "-created_at").distinct("source")


def failed_imports() -> Findings:
    """Sources whose last import failed: it clears with one that does not."""
    for batch in LATEST.all():
        if batch.status == BatchStatus.FAILED:
            reason = batch.error_message or "no reason is known."
            yield batch.source, f"The import from {_name(batch)} of {_day(batch.created_at)} failed: {reason}"


def refused_rows(*, percent: float, rows: int) -> Findings:
    """Sources whose last import refused many rows."""
    for batch in LATEST.all():
        refused, total = batch.error_records, batch.total_records
        if batch.status == BatchStatus.COMPLETED and refused >= rows and refused * 100 >= total * percent:
            yield (
                batch.source,
                f"The import from {_name(batch)} of {_day(batch.created_at)} refused {refused:,} of {total:,} rows.",
            )


def late_imports(*, days: dict[str, float]) -> Findings:
    """Sources that were imported before and should have been again. One that never was is none of them."""
    done = ImportBatch.objects.filter(status=BatchStatus.COMPLETED, source__in=days).order_by()
    for source, last in sorted(done.values_list("source").annotate(Max("created_at"))):
        if last < timezone.now() - datetime.timedelta(days=days[source]):
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


def _name(batch: ImportBatch) -> str:
    return batch.get_source_display()


def _day(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
