"""What imports and prices say at a glance."""

import datetime
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Max, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils import timezone

from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import ImportBatch, Opportunity
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
# Of an opportunity in a list, which looks up its prices and their sizes: of the seven tables that the view joins
# PostgreSQL then reads three, and plans for no more.
LISTED = (
    *("product", "product_name", "brand_name", "retail_price_source", "resale_price_source", "currency"),
    *("retail_price_cents", "resale_price_cents", "profit_cents", "fees_cents", "net_profit_cents"),
    *("net_profit_percentage", "net_profit_eur"),
    *("retail_price_eur", "resale_price_eur"),  # to sort by
)
FRESH = datetime.timedelta(days=30)  # of a resale price that the first page recommends
# Opportunities that leave something, and whose resale price is not known to be old. NOT EXISTS, since most are fresh:
# for a join PostgreSQL prepares more than it takes to look up the few that are asked for.
FROM_THE_TOP = """
SELECT product_id, retail_price_source_id, resale_price_source_id
  FROM integration.opportunity_pairs
 WHERE net_profit_eur_cents * 0.01 > 0
   AND product_id <> ALL (%(known)s::uuid[])
   AND NOT EXISTS (SELECT FROM integration.price_sources resale
                    WHERE resale.id = resale_price_source_id AND resale.last_updated < %(old)s)
 ORDER BY net_profit_eur_cents * 0.01 DESC NULLS LAST, net_profit_cents DESC NULLS LAST, profit_cents DESC,
       product_id, retail_price_source_id, resale_price_source_id
 LIMIT %(at_once)s"""

ARE_BEHIND = """
SELECT EXISTS (SELECT FROM integration.stale_products)
    OR NOT EXISTS (SELECT FROM system.kept_tables
                    WHERE name = 'integration.opportunity_pairs' AND basis = integration.opportunity_terms())"""


# The index of the history's key answers the first; imports whose prices had not changed leave nothing there.
NEWEST_PRICE = """
SELECT greatest((SELECT max(recorded_at) FROM integration.price_history),
                (SELECT max(completed_at) FROM integration.import_batches
                  WHERE source = ANY (%s) AND status = 'completed' AND processed_records + skipped_records > 0))"""


def newest_price() -> datetime.datetime | None:
    """When a price was brought, changed or confirmed last; None without prices."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_PRICE, [[ImportSource.PRICES.value, ImportSource.AWIN.value]])
        return cursor.fetchone()[0]


def listed_opportunities() -> QuerySet[Opportunity]:
    """All opportunities, the best first, with what a list shows of them."""
    return Opportunity.objects.only(*LISTED)


def best_opportunities(number: int) -> list[Opportunity]:
    """The best opportunity of each of the products that leave most after fees, in euro.

    None that leaves nothing, and none whose resale price is known to be older than a month.
    """
    OPPORTUNITIES.bring_up_to_date()
    best: dict[UUID, tuple] = {}  # the first of each product, from the top
    at_once = 20 * number  # adding up all products would read all opportunities
    while len(best) < number:
        # Without the products that are known by now: one alone may have a million opportunities.
        asked = {"known": list(best), "old": timezone.now() - FRESH, "at_once": at_once}
        with connection.cursor() as cursor:
            cursor.execute(FROM_THE_TOP, asked)
            found = cursor.fetchall()
        for product, *key in found:
            best.setdefault(product, tuple(key))
        if len(found) < at_once:
            break
    products, keys = list(best)[:number], list(best.values())[:number]
    chosen = Opportunity.objects.filter(product__in=products, pk__in=keys).order_by()
    with_prices = chosen.select_related("retail_price_source", "resale_price_source").only(*SHOWN)
    return sorted(with_prices, key=lambda row: keys.index(row.pk))


def opportunities_are_behind() -> bool:
    """Whether prices, rates or fees have changed, and nobody has computed all their opportunities anew yet."""
    with connection.cursor() as cursor:
        cursor.execute(ARE_BEHIND)
        return cursor.fetchone()[0]


def imports_with_errors(since: datetime.datetime) -> QuerySet[ImportBatch]:
    """The imports since then that failed, or in which rows were refused, newest first."""
    wrong = Q(status=BatchStatus.FAILED) | Q(error_records__gt=0)
    return ImportBatch.objects.filter(wrong, created_at__gte=since).order_by("-created_at")


def last_imports() -> dict[str, datetime.datetime]:
    """When each source was last imported to its end, or was asked and had nothing new.

    Not when the row was made: that of a try that failed is used again for the same file.
    """
    asked = Cast(KeyTextTransform("asked_at", "fetched"), DateTimeField())
    done = ImportBatch.objects.filter(status=BatchStatus.COMPLETED).order_by()
    return dict(done.values_list("source").annotate(last=Max(Greatest(Coalesce("completed_at", "created_at"), asked))))


def stale_sources(now: datetime.datetime | None = None) -> dict[ImportSource, datetime.datetime]:
    """When the sources were imported last whose figures are too old by now. A source that never was is none of them."""
    now = now or timezone.now()
    last = last_imports()
    return {
        source: last[source]
        for source, days in STALE_AFTER.items()
        if source in last and last[source] < now - datetime.timedelta(days)
    }
