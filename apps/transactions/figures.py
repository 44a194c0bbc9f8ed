"""Sums over sales: orders that are not cancelled, and completed legacy sales.

Amounts of two currencies are never added.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from apps.platforms.choices import OrderStatus
from apps.transactions.models import LegacyTransaction, Order
from apps.transactions.models.legacy_transaction import TransactionStatus

# Times outside of the calendar, such as infinity, belong to no month.
FIRST = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)
LAST = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)

Period = tuple[datetime.datetime, datetime.datetime]  # from the first moment, up to before the second


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


def sold_by_platform(**periods: Period) -> dict[str, dict[tuple[str, str], Sold]]:
    """What was sold in each period, by (platform, currency).

    The profit is the one that was booked, else payout less cost as known at the sale, as in analytics.monthly_sales.
    """
    profit = Coalesce("net_profit", F("net_proceeds") - F("original_buy_price"))
    found: dict[str, dict[tuple[str, str], Sold]] = {name: defaultdict(Sold) for name in periods}
    for sales, moment, currency, gain in (
        (_orders(), "sold_at", F("currency"), profit),
        (_legacy_sales(), "transaction_date", Value("EUR"), F("net_profit")),
    ):
        for row in _sums(sales, moment, currency, gain, periods):
            for name in periods:
                sold = Sold(*(row[f"{name}_{part}"] or 0 for part in ("sales", "revenue", "known_profits", "profit")))
                if sold.sales:
                    found[name][row["platform__name"], row["in_currency"]] += sold
    return found


def _sums(sales, moment: str, currency, gain, periods: dict[str, Period]):
    begin, end = min(p[0] for p in periods.values()), max(p[1] for p in periods.values())
    sums = {}
    for name, (since, until) in periods.items():
        within = Q(**{f"{moment}__gte": since, f"{moment}__lt": until})
        sums |= {
            f"{name}_sales": Count("pk", filter=within),
            f"{name}_revenue": Sum("sale_price", filter=within),
            f"{name}_known_profits": Count("gain", filter=within),
            f"{name}_profit": Sum("gain", filter=within),
        }
    rows = sales.filter(**{f"{moment}__gte": begin, f"{moment}__lt": end})
    return (
        rows.annotate(in_currency=currency, gain=gain)
        .order_by()
        .values("platform__name", "in_currency")
        .annotate(**sums)
    )


def number_of_sales() -> int:
    """All sales that belong to a month."""
    orders = _orders().filter(sold_at__gte=FIRST, sold_at__lt=LAST)
    return orders.count() + _legacy_sales().filter(transaction_date__gte=FIRST, transaction_date__lt=LAST).count()


def _orders() -> QuerySet[Order]:
    return Order.objects.exclude(order_status=OrderStatus.CANCELLED)


def _legacy_sales() -> QuerySet[LegacyTransaction]:
    return LegacyTransaction.objects.filter(status=TransactionStatus.COMPLETED)
