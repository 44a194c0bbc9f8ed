"""What is in stock: pairs, the money in them, and how long they have been there."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.utils import timezone

from apps.products.models import InventoryItem
from apps.products.models.inventory_item import StockStatus

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
        found = Q(purchase_date__gt=now - datetime.timedelta(self.last + 1)) if self.last is not None else Q()
        return found & Q(purchase_date__lte=now - datetime.timedelta(self.first)) if self.first else found


AGES = (
    Age("30", "0 to 30 days", 0, 30),
    Age("60", "31 to 60 days", 31, 60),
    Age("90", "61 to 90 days", 61, 90),
    Age("over", "over 90 days", 91, None),
    Age("unknown", "unknown", None, None),
)
DEAD = "over"  # what nobody has bought in three months


class Stock(NamedTuple):
    """Lots of one status and age, their pairs, and what these cost without VAT (EUR), but for the unpriced ones."""

    status: str
    age: str
    lots: int
    pairs: int
    cost: Decimal
    unpriced: int


def stock(now: datetime.datetime | None = None) -> list[Stock]:
    """What is there now, sold pairs and mistakes left out."""
    now = now or timezone.now()
    ages = Case(*(When(age.condition(now), then=Value(age.name)) for age in AGES))
    rows = in_stock().annotate(age=ages).order_by().values_list("status", "age")
    rows = rows.annotate(
        lots=Count("quantity"),
        pairs=Sum("quantity"),
        cost=Sum(F("quantity") * F("purchase_price")),
        unpriced=Sum("quantity", filter=Q(purchase_price=None)),
    )
    return [
        Stock(status, age, lots, pairs, cost or Decimal(0), unpriced or 0)
        for status, age, lots, pairs, cost, unpriced in rows
    ]


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
