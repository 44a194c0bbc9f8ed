"""What /metrics says of imports and prices."""

from collections.abc import Iterator

from django.db.models import Count, Sum
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from apps.integration.figures import newest_price
from apps.integration.models import ImportBatch

ROWS = {"processed": "processed_records", "skipped": "skipped_records", "refused": "error_records"}


def imports_and_prices() -> Iterator[Metric]:
    """All imports that are known, what became of their rows, and how old the newest price is."""
    runs = GaugeMetricFamily("soleflip_imports", "Imports, by what became of them", labels=["source", "status"])
    rows = GaugeMetricFamily(
        "soleflip_import_rows", "Rows of imports, by what became of them", labels=["source", "result"]
    )
    age = GaugeMetricFamily("soleflip_newest_price_age_seconds", "Age of the newest price; missing without prices")
    sums = {result: Sum(column) for result, column in ROWS.items()}
    of_source: dict[str, dict[str, int]] = {}
    for row in ImportBatch.objects.order_by().values("source", "status").annotate(number=Count("pk"), **sums):
        runs.add_metric([row["source"], row["status"]], row["number"])
        known = of_source.setdefault(row["source"], dict.fromkeys(ROWS, 0))
        for result in ROWS:
            known[result] += row[result]
    for source, known in of_source.items():
        for result, number in known.items():
            rows.add_metric([source, result], number)
    if newest := newest_price():
        age.add_metric([], max((timezone.now() - newest).total_seconds(), 0))
    yield runs
    yield rows
    yield age
