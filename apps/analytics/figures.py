"""Sums over the sales of all products, from the tables that are kept of them."""

import datetime
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Aggregate, Q, Sum

from apps.analytics.kept import BRAND_MONTHS, PLATFORM_DAYS
from apps.analytics.models import BrandMonth as Kept
from apps.analytics.models import MonthlySales, PlatformDay
from apps.transactions.figures import PARTS, ByPlatform, Sold, add_by_platform, number_of_sales, sold_within
from soleflip.calendar import Period, by_day

MISCOUNTED, MINUTES = "miscounted_sales", 10


class BrandMonth(NamedTuple):
    """What was sold of a brand in a month (UTC) and currency; `brand` is None for products without one."""

    month: datetime.date
    brand: str | None
    currency: str
    sold: Sold


def sold_by_brand(since: datetime.date) -> list[BrandMonth]:
    """The sales of each brand in each month since then, oldest month first."""
    BRAND_MONTHS.bring_up_to_date()
    rows = Kept.objects.filter(month__gte=since).order_by("month", "brand__name", "currency")
    sums = rows.values_list("month", "brand__name", "currency", "sales", "revenue", "known_profits", "profit")
    return [BrandMonth(month, brand, currency, Sold(*sold)) for month, brand, currency, *sold in sums]


def sold_by_platform(**periods: Period) -> ByPlatform:
    """What was sold in each period, by (platform, currency): whole days as they are kept, broken ones as they are."""
    PLATFORM_DAYS.bring_up_to_date()
    parts = {name: by_day(period) for name, period in periods.items()}
    found = sold_within({name: part.broken for name, part in parts.items()})
    whole = {name: part.whole for name, part in parts.items()}
    add_by_platform(found, PlatformDay.objects.all(), "currency", "day", whole, _kept_amounts)
    return found


def _kept_amounts(within: Q | None) -> list[Aggregate]:
    return [Sum(part, filter=within) for part in PARTS]


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
