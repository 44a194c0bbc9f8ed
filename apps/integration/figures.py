"""What imports and prices say at a glance."""

import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import ImportBatch, Opportunity, StaleProduct
from apps.integration.models.import_batch import BatchStatus, ImportSource

# How long after the last import of a source its figures are too old, in days: feeds come daily, sales reports monthly.
STALE_AFTER = {
    ImportSource.AWIN: 7,
    ImportSource.PRICES: 7,
    ImportSource.RATES: 7,
    ImportSource.STOCKX: 35,
    ImportSource.ALIAS: 35,
}
# Of a best opportunity, and nothing more: to plan a query over all that the view could say takes longer than to run it.
SHOWN = (
    *("product", "product_name", "retail_size_value", "retail_size_region", "retail_price_cents", "currency"),
    *("sale_price_cents", "resale_currency", "net_profit_cents", "net_profit_percentage", "net_profit_eur"),
    *(f"retail_price_source__{name}" for name in ("source_name", "source_type", "affiliate_link", "source_url")),
    *(f"resale_price_source__{name}" for name in ("source_name", "source_type")),
    *(f"{price}_price_source__last_updated" for price in ("retail", "resale")),
)
FRESH = datetime.timedelta(days=30)  # of a resale price that the first page recommends


def best_opportunities(number: int) -> list[Opportunity]:
    """The best opportunity of each of the products that leave most after fees, in euro.

    None that leaves nothing, and none whose resale price is known to be older than a month.
    """
    OPPORTUNITIES.bring_up_to_date()
    old = timezone.now() - FRESH
    fresh = ~Q(resale_price_source__last_updated__lt=old)
    profitable = Opportunity.objects.filter(fresh, net_profit_eur__gt=0)
    rows = profitable.order_by(*Opportunity._meta.ordering, "product_id", "pk")
    best: dict[UUID, tuple] = {}  # the first of each product, from the top
    at_once = 20 * number  # adding up all products would read all opportunities
    while len(best) < number:
        # Without the products that are known by now: one alone may have a million opportunities.
        found = list(rows.exclude(product_id__in=list(best)).values_list("product_id", "pk")[:at_once])
        for product, key in found:
            best.setdefault(product, key)
        if len(found) < at_once:
            break
    products, keys = list(best)[:number], list(best.values())[:number]
    chosen = Opportunity.objects.filter(product__in=products, pk__in=keys).order_by()
    with_prices = chosen.select_related("retail_price_source", "resale_price_source").only(*SHOWN)
    return sorted(with_prices, key=lambda row: keys.index(row.pk))


def opportunities_are_behind() -> bool:
    """Whether prices have changed whose opportunities nobody has computed anew yet."""
    return StaleProduct.objects.exists()


def imports_with_errors(since: datetime.datetime) -> QuerySet[ImportBatch]:
    """The imports since then that failed, or in which rows were refused, newest first."""
    wrong = Q(status=BatchStatus.FAILED) | Q(error_records__gt=0)
    return ImportBatch.objects.filter(wrong, created_at__gte=since).order_by("-created_at")


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
