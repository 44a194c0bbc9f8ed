"""Sums over sales: orders that are not cancelled, and completed legacy sales.

Amounts of two currencies are never added.
"""

import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from apps.platforms.choices import OrderStatus
from apps.transactions.models import LegacyTransaction, Order
from apps.transactions.models.legacy_transaction import TransactionStatus

# Times outside of the calendar, such as infinity, belong to no month.
FIRST = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)
LAST = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC)


class Sold(NamedTuple):
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


def number_of_sales() -> int:
    """All sales that belong to a month."""
    orders = _orders().filter(sold_at__gte=FIRST, sold_at__lt=LAST)
    return orders.count() + _legacy_sales().filter(transaction_date__gte=FIRST, transaction_date__lt=LAST).count()


def _orders() -> QuerySet[Order]:
    return Order.objects.exclude(order_status=OrderStatus.CANCELLED)


def _legacy_sales() -> QuerySet[LegacyTransaction]:
    return LegacyTransaction.objects.filter(status=TransactionStatus.COMPLETED)
