"""What is in stock: pairs, the money in them, and how long they have been there."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.products.kept import STOCK_DAYS
from apps.products.models import InventoryItem
from apps.products.models.inventory_item import StockStatus
from soleflip.calendar import FINEST, midnight
from soleflip.postgres.arrays import arrays

IN_STOCK = (StockStatus.IN_STOCK, StockStatus.LISTED, StockStatus.RESERVED, StockStatus.RETURNED)

# Of a lot that lies long, and nothing more: a product has texts that nobody reads here.
SHOWN = (
    *("status", "quantity", "purchase_price", "purchase_date", "location", "shelf_life_days"),
    *("product__name", "size__region", "size__value", "size__gender"),
)


class Age(NamedTuple):
    """A span of whole days since the purchase; `last` is None for one without an end, both for an unknown purchase."""

    name: str
    title: str
    first: int | None
    last: int | None

    def condition(self, now: datetime.datetime) -> Q:
        """Which lots are of this age."""
        if self.first is None:
            return Q(purchase_date=None)
        found = Q(purchase_date__gt=_before(now, self.last + 1)) if self.last is not None else Q()
        return found & Q(purchase_date__lte=_before(now, self.first)) if self.first else found


def _before(now: datetime.datetime, days: int) -> datetime.datetime:
    return now - datetime.timedelta(days)


AGES = (
    Age("30", "0 to 30 days", 0, 30),
    Age("60", "31 to 60 days", 31, 60),
    Age("90", "61 to 90 days", 61, 90),
    Age("over", "over 90 days", 91, None),
    Age("unknown", "unknown", None, None),
)
DAY = datetime.timedelta(1)
DEAD = "over"  # what nobody has bought in three months


# In plain SQL: to put the question together through the models took longer than its answer.
STOCK = """
SELECT stock.status, stock.age, sum(stock.lots)::integer, sum(stock.pairs)::bigint, sum(stock.cost),
       sum(stock.unpriced)::bigint
  FROM (
        SELECT coalesce(span.age, 'unknown') AS age, day.status, day.lots, day.pairs, day.cost, day.unpriced
          FROM products.stock_days day
          LEFT JOIN unnest(%(whole)s::text[], %(first)s::date[], %(last)s::date[]) span (age, first, last)
            ON day.day BETWEEN span.first AND span.last
         WHERE day.day IS NULL OR span.age IS NOT NULL
         UNION ALL
        SELECT span.age, part.status, part.lots, part.pairs, part.cost, part.unpriced
          FROM unnest(%(cut)s::text[], %(since)s::timestamptz[], %(until)s::timestamptz[]) span (age, since, until)
         CROSS JOIN LATERAL products.count_stock(span.since, span.until) part
       ) stock
 GROUP BY stock.status, stock.age"""


class Stock(NamedTuple):
    """Lots of one status and age, their pairs, and what these cost without VAT (EUR), but for the unpriced ones."""

    status: str
    age: str
    lots: int
    pairs: int
    cost: Decimal
    unpriced: int


def stock(now: datetime.datetime | None = None) -> list[Stock]:
    """What is there now, sold pairs and mistakes left out.

    As it is kept by the day of purchase; where an age ends within a day, by this time of it, as the lots are.
    """
    STOCK_DAYS.bring_up_to_date()
    with connection.cursor() as cursor:
        cursor.execute(STOCK, _spans(now or timezone.now()))
        return [Stock(*row) for row in cursor.fetchall()]


def _spans(now: datetime.datetime) -> dict[str, list]:
    """The arrays of STOCK: the whole days of each age, and the parts of the days within which it begins or ends.

    Both ends belong to a span.
    """
    whole, cut = [], []
    for age in AGES:
        if age.first is None:
            continue
        first, last = "-infinity", "infinity"  # an age without an end, and one with whatever is bought meanwhile
        if age.last is not None:
            moment = _before(now, age.last + 1)
            first = str(midnight(moment).date() + DAY)
            cut.append((age.name, moment + FINEST, midnight(moment) + DAY - FINEST))
        if age.first:
            moment = _before(now, age.first)
            last = str(midnight(moment).date() - DAY)
            cut.append((age.name, midnight(moment), moment))
        whole.append((age.name, first, last))
    return arrays("whole first last", whole) | arrays("cut since until", cut)


def in_stock() -> QuerySet[InventoryItem]:
    """The lots with pairs that are there."""
    return InventoryItem.objects.filter(status__in=IN_STOCK, quantity__gt=0)


def oldest(number: int) -> list[InventoryItem]:
    """The lots that were bought longest ago, the oldest first."""
    lots = in_stock().filter(purchase_date__isnull=False).select_related("product", "size").only(*SHOWN)
    return list(lots.order_by("purchase_date", "pk")[:number])


def days_on_the_shelf(lot: InventoryItem, now: datetime.datetime | None = None) -> int | None:
    """Whole days since the purchase, or from purchase to sale; None where the purchase is not known."""
    if lot.status == StockStatus.SOLD or lot.purchase_date is None:
        return lot.shelf_life_days
    return max(((now or timezone.now()) - lot.purchase_date).days, 0)
