"""Sums over the sales of all products, from the tables that are kept of them."""

import datetime
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection
from django.db.models import Sum

from apps.analytics.kept import BRAND_MONTHS
from apps.analytics.models import MonthlySales
from apps.transactions.figures import Sold, number_of_sales

MISCOUNTED, MINUTES = "miscounted_sales", 10


# A query of the model takes three times as long for its several hundred rows.
SOLD = """
SELECT sold.month, brand.name, sold.currency, sold.sales, sold.revenue, sold.known_profits, sold.profit
  FROM analytics.brand_months sold
  LEFT JOIN core.brands brand ON brand.id = sold.brand_id
 WHERE sold.month >= %s
 ORDER BY sold.month, brand.name, sold.currency"""


class BrandMonth(NamedTuple):
    """What was sold of a brand in a month (UTC) and currency; `brand` is None for products without one."""

    month: datetime.date
    brand: str | None
    currency: str
    sold: Sold


def sold_by_brand(since: datetime.date) -> list[BrandMonth]:
    """The sales of each brand in each month since then, oldest month first."""
    BRAND_MONTHS.bring_up_to_date()
    with connection.cursor() as cursor:
        cursor.execute(SOLD, [since])
        return [BrandMonth(month, brand, currency, Sold(*sold)) for month, brand, currency, *sold in cursor.fetchall()]


def miscounted_sales() -> int:
    """By how many sales analytics.monthly_sales is too high, or too low: 0 unless triggers were switched off.

    Remembered for some minutes: counting all sales costs more than all else that the first page asks for.
    """
    return cache.get_or_set(MISCOUNTED, _miscounted_sales, MINUTES * 60)


def forget_miscounted_sales() -> None:
    """They have just been counted anew."""
    cache.delete(MISCOUNTED)


def _miscounted_sales() -> int:
    return (MonthlySales.objects.aggregate(sales=Sum("sales"))["sales"] or 0) - number_of_sales()
