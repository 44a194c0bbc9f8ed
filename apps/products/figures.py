"""What is in stock: pairs, the money in them, and how long they have been there."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, DecimalField, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, NullIf
from django.utils import timezone

from apps.products.kept import STOCK_DAYS
from apps.products.models import InventoryItem, StockDay
from apps.products.models.inventory_item import StockStatus
from soleflip.calendar import midnight

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
        return self._bought("purchase_date", lambda days: now - datetime.timedelta(days))

    def of_whole_days(self, now: datetime.datetime) -> Q:
        """Which days of purchase are of this age, but for those within which an age ends."""
        return self._bought("day", lambda days: _day(now, days).date())

    def _bought(self, moment: str, before: Callable[[int], datetime.date]) -> Q:
        if self.first is None:
            return Q(**{moment: None})
        found = Q(**{f"{moment}__gt": before(self.last + 1)}) if self.last is not None else Q()
        return found & Q(**{f"{moment}__lte": before(self.first)}) if self.first else found


def _day(now: datetime.datetime, days: int) -> datetime.datetime:
    """The beginning of the day (UTC) so many days before now."""
    return midnight(now - datetime.timedelta(days))


AGES = (
    Age("30", "0 to 30 days", 0, 30),
    Age("60", "31 to 60 days", 31, 60),
    Age("90", "61 to 90 days", 61, 90),
    Age("over", "over 90 days", 91, None),
    Age("unknown", "unknown", None, None),
)
LAST_OF_DAY = datetime.timedelta(days=1, microseconds=-1)  # a moment has no finer parts
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
    """What is there now, sold pairs and mistakes left out.

    As it is kept by the day of purchase; where an age ends within a day, by this time of it, as the lots are.
    """
    now = now or timezone.now()
    STOCK_DAYS.bring_up_to_date()
    cut = [_day(now, age.first) for age in AGES if age.first]
    days = StockDay.objects.exclude(day__in=[day.date() for day in cut])
    # Each day by itself: for all of them at once the planner would go through the index of all lots in stock.
    lots = [_anew(in_stock().filter(purchase_date__range=(day, day + LAST_OF_DAY)), now) for day in cut]
    found: dict[tuple[str, str], list] = defaultdict(lambda: [0, 0, Decimal(0), 0])
    for status, age, *amounts in [*_kept(days, now), *lots[0].union(*lots[1:], all=True)]:
        so_far = found[status, age]
        so_far[:] = [amount + (more or 0) for amount, more in zip(so_far, amounts, strict=True)]
    return [
        Stock(status, age, lots, int(pairs), cost, int(unpriced))
        for (status, age), (lots, pairs, cost, unpriced) in found.items()
    ]


def _kept(days: QuerySet[StockDay], now: datetime.datetime) -> QuerySet:
    ages = Case(*(When(age.of_whole_days(now), then=Value(age.name)) for age in AGES))
    rows = days.annotate(age=ages).order_by().values_list("status", "age")
    return rows.annotate(Sum("lots"), Sum("pairs"), Sum("cost"), Sum("unpriced"))


def _anew(lots: QuerySet[InventoryItem], now: datetime.datetime) -> QuerySet:
    ages = Case(*(When(age.condition(now), then=Value(age.name)) for age in AGES))
    # A price that is no number, as another program may write, is as unknown as one that is missing.
    price = NullIf("purchase_price", Cast(Value("NaN"), DecimalField(max_digits=10, decimal_places=2)))
    rows = lots.annotate(age=ages, price=price).order_by().values_list("status", "age")
    return rows.annotate(
        lots=Count("quantity"),
        pairs=Sum("quantity"),
        cost=Sum(F("quantity") * F("price")),
        unpriced=Sum("quantity", filter=Q(price=None)),
    )


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
