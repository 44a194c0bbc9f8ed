"""Sums over sales: orders that are not cancelled, and completed legacy sales.

Amounts of two currencies are never added.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Aggregate, Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from apps.platforms.choices import OrderStatus
from apps.transactions.models import LegacyTransaction, Order
from apps.transactions.models.legacy_transaction import TransactionStatus
from soleflip.calendar import Period, Span

# Times outside of the calendar, such as infinity, belong to no month.
FIRST = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)
LAST = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)

# As analytics.platform_days has it: what is no number, as another program may write, counts as unknown.
NOT_A_NUMBER = Cast(Value("NaN"), DecimalField(max_digits=10, decimal_places=2))


@dataclass(frozen=True)
class Sold:
    """How much was sold, in one currency. The profit is that of the sales whose profit is known."""

    sales: int = 0
    revenue: Decimal = Decimal(0)
    known_profits: int = 0
    profit: Decimal = Decimal(0)

    def __add__(self, other: "Sold") -> "Sold":
        return Sold(
            self.sales + other.sales,
            self.revenue + other.revenue,
            self.known_profits + other.known_profits,
            self.profit + other.profit,
        )

    @property
    def unknown_profits(self) -> int:
        return self.sales - self.known_profits


ByPlatform = dict[str, dict[tuple[str, str], Sold]]  # by the name of the period, platform and currency
PARTS = ("sales", "revenue", "known_profits", "profit")


def sold_within(periods: dict[str, list[Period]]) -> ByPlatform:
    """What was sold in some periods together, added up from the sales themselves: for hours and days.

    Of months apps.analytics.figures.sold_by_platform says the same at once. The profit is the one that was booked, else
    payout less cost as known at the sale, as in analytics.monthly_sales.
    """
    found: ByPlatform = {name: defaultdict(Sold) for name in periods}
    profit = Coalesce("net_profit", F("net_proceeds") - F("original_buy_price"))
    for sales, moment, currency, gain in (
        (_orders(), "sold_at", F("currency"), profit),
        (_legacy_sales(), "transaction_date", Value("EUR"), F("net_profit")),
    ):
        rows = sales.annotate(
            in_currency=currency, price=NullIf("sale_price", NOT_A_NUMBER), gain=NullIf(gain, NOT_A_NUMBER)
        )
        add_by_platform(found, rows, "in_currency", moment, periods, _amounts)
    return found


def _amounts(within: Q | None) -> list[Aggregate]:
    return [
        Count("pk", filter=within),
        Sum("price", filter=within),
        Count("gain", filter=within),
        Sum("gain", filter=within),
    ]


def add_by_platform(
    found: ByPlatform,
    rows: QuerySet,
    currency: str,
    moment: str,
    periods: Mapping[str, list[Span]],
    amounts: Callable[[Q | None], list[Aggregate]],
) -> None:
    """Add what rows say of some periods, by the moment or day of each, to what was found.

    `amounts` are the aggregates of PARTS over the rows within a period.
    """
    within = {name: _within(moment, spans) for name, spans in periods.items() if spans}
    if not within:
        return
    rows = rows.filter(reduce(or_, within.values()))
    sums = {
        f"{name}_{part}": amount
        for name, condition in within.items()
        # Of one period alone all rows are, and asking each again for each sum would take as long as adding it.
        for part, amount in zip(PARTS, amounts(condition if len(within) > 1 else None), strict=True)
    }
    for row in rows.order_by().values("platform__name", currency).annotate(**sums):
        for name in within:
            sold = Sold(*(row[f"{name}_{part}"] or 0 for part in PARTS))
            if sold.sales:
                found[name][row["platform__name"], row[currency]] += sold


def _within(moment: str, spans: list[Span]) -> Q:
    return reduce(or_, (Q(**{f"{moment}__gte": since, f"{moment}__lt": until}) for since, until in spans))


def number_of_sales() -> int:
    """All sales that belong to a month."""
    orders = _orders().filter(sold_at__gte=FIRST, sold_at__lt=LAST)
    return orders.count() + _legacy_sales().filter(transaction_date__gte=FIRST, transaction_date__lt=LAST).count()


def _orders() -> QuerySet[Order]:
    return Order.objects.exclude(order_status=OrderStatus.CANCELLED)


def _legacy_sales() -> QuerySet[LegacyTransaction]:
    return LegacyTransaction.objects.filter(status=TransactionStatus.COMPLETED)
