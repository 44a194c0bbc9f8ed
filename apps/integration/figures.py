"""What imports and prices say at a glance."""

import datetime

from django.db.models import Max, Q, prefetch_related_objects
from django.utils import timezone

from apps.integration.models import ImportBatch, ProfitOpportunity
from apps.integration.models.import_batch import BatchStatus, ImportSource

# How long after the last import of a source its figures are too old, in days: feeds come daily, sales reports monthly.
STALE_AFTER = {
    ImportSource.AWIN: 7,
    ImportSource.PRICES: 7,
    ImportSource.RATES: 7,
    ImportSource.STOCKX: 35,
    ImportSource.ALIAS: 35,
}
LOOKED_AT = 100  # the best pairs of prices, among which a product may stand many times


def best_opportunities(number: int) -> list[ProfitOpportunity]:
    """The best opportunity of each product, dearest profit first."""
    best: dict = {}
    for row in ProfitOpportunity.objects.all()[:LOOKED_AT]:
        best.setdefault(row.product_id, row)
    rows = list(best.values())[:number]
    prefetch_related_objects(rows, "retail_price_source")  # afterwards: joined to all rows it doubles the time
    return rows


def imports_with_errors(since: datetime.datetime) -> list[ImportBatch]:
    """The imports since then that failed, or in which rows were refused, newest first."""
    wrong = Q(status=BatchStatus.FAILED) | Q(error_records__gt=0)
    return list(ImportBatch.objects.filter(wrong, created_at__gte=since).order_by("-created_at"))


def stale_sources(now: datetime.datetime | None = None) -> dict[ImportSource, datetime.datetime]:
    """When the sources were imported last whose figures are too old by now. A source that never was is none of them."""
    now = now or timezone.now()
    done = ImportBatch.objects.filter(status=BatchStatus.COMPLETED).order_by()
    last = dict(done.values_list("source").annotate(Max("created_at")))
    return {
        source: last[source]
        for source, days in STALE_AFTER.items()
        if source in last and last[source] < now - datetime.timedelta(days)
    }
