"""What imports and prices say at a glance."""

import datetime
from uuid import UUID

from django.db.models import Case, Max, Min, Q, QuerySet, When, prefetch_related_objects
from django.utils import timezone

from apps.integration.choices import PriceType
from apps.integration.matching.answers import OPEN
from apps.integration.models import ImportBatch, MatchQuestion, PriceSource, ProfitOpportunity
from apps.integration.models.import_batch import BatchStatus, ImportSource

# How long after the last import of a source its figures are too old, in days: feeds come daily, sales reports monthly.
STALE_AFTER = {
    ImportSource.AWIN: 7,
    ImportSource.PRICES: 7,
    ImportSource.RATES: 7,
    ImportSource.STOCKX: 35,
    ImportSource.ALIAS: 35,
}
AT_ONCE = 50  # spans whose products the view is asked about
EURO = "EUR"
WIDEST = 1_000  # spans that are looked at, at most
_DEAREST = ProfitOpportunity._meta.ordering


def best_opportunities(number: int) -> list[ProfitOpportunity]:
    """The best opportunity of each of the best products, dearest profit first.

    The view looks at every pair of prices. It is asked about the products with the widest spans alone: what a product
    brings is at most its span, so once the last of the best brings as much as the next span, no other can be better.
    """
    spans, best, found, looked_at = _spans(), {}, [], 0
    while looked_at < len(spans):
        batch = {product for product, _, _ in spans[looked_at : looked_at + AT_ONCE]} - best.keys()
        looked_at += AT_ONCE
        rows = ProfitOpportunity.objects.filter(product__in=batch).order_by("product_id", *_DEAREST)
        best |= {row.product_id: row for row in rows.distinct("product_id")}
        found = sorted(best.values(), key=_rank)[:number]
        if len(found) == number and spans[looked_at:] and _rank(found[-1]) <= _bound(*spans[looked_at]):
            break
    else:
        if len(spans) == WIDEST:  # all of them of sizes that do not match, men's and women's say: the view has to tell
            for row in ProfitOpportunity.objects.exclude(product__in=best)[:AT_ONCE]:
                best.setdefault(row.product_id, row)
            found = sorted(best.values(), key=_rank)[:number]
    prefetch_related_objects(found, "retail_price_source")
    return found


def _spans() -> list[tuple[UUID, str, int]]:
    """Product, currency and span in cents, from the lowest shop price to the highest resale price of a size.

    The widest first, those in euro before all others; sizes of one standardized value are one size. A product stands
    there for each of its sizes.
    """
    prices = PriceSource.objects.filter(in_stock=True, price_type__in=(PriceType.RETAIL, PriceType.RESALE)).order_by()
    other_size = Case(When(size__standardized_value=None, then="size_id"))
    retail, resale = (Q(price_type=kind) for kind in (PriceType.RETAIL, PriceType.RESALE))
    span = Max("price_cents", filter=resale) - Min("price_cents", filter=retail)
    one_size = ("product", "currency", "size__standardized_value", "other_size")
    sizes = prices.annotate(other_size=other_size).values(*one_size).annotate(span=span)
    euro_first = Case(When(currency=EURO, then=0), default=1)
    widest = sizes.filter(span__gt=0).order_by(euro_first, "-span", "product")[:WIDEST]
    return [(row["product"], row["currency"], row["span"]) for row in widest]


def _bound(product, currency: str, span: int) -> tuple[bool, int]:
    """The best rank that the product can have."""
    return currency != EURO, -span


def _rank(row: ProfitOpportunity) -> tuple[bool, int]:
    return row.profit_eur is None, -row.profit_cents


def open_questions() -> int:
    """How many match questions wait for an answer."""
    return MatchQuestion.objects.filter(OPEN).count()


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
