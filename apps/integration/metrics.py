"""What /metrics says of imports and prices."""

from collections.abc import Iterator

from django.db.models import Count, Sum
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from apps.integration.figures import newest_price
from apps.integration.models.import_batch import BatchStatus, ImportBatch, ImportSource

ROWS = {"processed": "processed_records", "skipped": "skipped_records", "refused": "error_records"}


def imports_and_prices() -> Iterator[Metric]:
    """All imports that are known, what became of their rows, and how old the newest price is.

    Each source and state is there before its first import: of a figure that appears Prometheus knows no increase.
    """
    runs = GaugeMetricFamily("soleflip_imports", "Imports, by what became of them", labels=["source", "status"])
    rows = GaugeMetricFamily(
        "soleflip_import_rows", "Rows of imports, by what became of them", labels=["source", "result"]
    )
    age = GaugeMetricFamily("soleflip_newest_price_age_seconds", "Age of the newest price; missing without prices")
    sums = {result: Sum(column) for result, column in ROWS.items()}
    found = ImportBatch.objects.order_by().values("source", "status").annotate(number=Count("pk"), **sums)
    known = {(row["source"], row["status"]): row for row in found}
    for source in ImportSource.values:
        of_source = {status: known.get((source, status), {}) for status in BatchStatus.values}
        for status, row in of_source.items():
            runs.add_metric([source, status], row.get("number", 0))
        for result in ROWS:
            rows.add_metric([source, result], sum(row.get(result, 0) for row in of_source.values()))
    if newest := newest_price():
        age.add_metric([], max((timezone.now() - newest).total_seconds(), 0))
    yield runs
    yield rows
    yield age
