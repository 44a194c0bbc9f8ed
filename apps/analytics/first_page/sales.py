"""Sales and profit: this month against the last, by month, by brand and by platform."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from apps.analytics.currencies import in_order
from apps.analytics.figures import BrandMonth, sold_by_brand
from apps.analytics.platform_sales import sold_by_platform
from apps.transactions.figures import Sold
from soleflip.admin import Card
from soleflip.admin.formats import money
from soleflip.calendar import first_of_month, last_months
from soleflip.charts import BarChart, Series

MONTHS = 12
NO_BRAND = "no brand"
LINES = 20  # of a table; what sold less is added up
PLATFORMS = dict[tuple[str, str], Sold]  # by name and currency


class Line(NamedTuple):
    """A line of a table: what was sold of something in this month and in the last."""

    name: str
    currency: str
    this: Sold
    last: Sold


@dataclass(frozen=True)
class Sales:
    """The sales of the last twelve months, and of this month and the last in detail. Months are those of UTC."""

    months: list[datetime.date]  # oldest first, this month is the last
    brands: list[BrandMonth]
    this: PLATFORMS
    last: PLATFORMS
    last_so_far: PLATFORMS  # of the last month, what was sold by this day and hour of it

    @classmethod
    def read(cls, now: datetime.datetime | None = None) -> "Sales":
        """From the database."""
        now = now or timezone.now()
        this_month, last_month, next_month = (first_of_month(now, back) for back in (0, 1, -1))
        months = last_months(MONTHS, now)
        by_platform = sold_by_platform(
            this=(this_month, next_month),
            last=(last_month, this_month),
            last_so_far=(last_month, min(last_month + (now - this_month), this_month)),
        )
        return cls(months, sold_by_brand(months[0]), **by_platform)

    # --- sums ---

    def currencies(self) -> list[str]:
        """The currencies of the twelve months, the euro first."""
        return in_order({row.currency for row in self.brands if row.month <= self.months[-1]})

    def of_month(self, month: datetime.date, currency: str) -> Sold:
        """All that was sold in a month."""
        return self._by_month.get((month, currency), Sold())

    def of_brand(self, brand: str | None, month: datetime.date, currency: str) -> Sold:
        """What was sold of a brand in a month."""
        return self._by_key.get((brand, month, currency), Sold())

    @cached_property
    def _by_key(self) -> dict[tuple[str | None, datetime.date, str], Sold]:
        return {(row.brand, row.month, row.currency): row.sold for row in self.brands}

    @cached_property
    def _by_month(self) -> dict[tuple[datetime.date, str], Sold]:
        sums: dict[tuple[datetime.date, str], Sold] = defaultdict(Sold)
        for row in self.brands:
            sums[row.month, row.currency] += row.sold
        return sums

    # --- cards ---

    def by_month(self) -> Card | None:
        """A chart of the twelve months for each currency."""
        charts = [self._chart(currency) for currency in self.currencies()]
        if not charts:
            return None
        more = reverse("admin:transactions_order_changelist")
        return Card("Sales of twelve months", "admin/cards/charts.html", {"charts": charts}, more=more)

    def _chart(self, currency: str) -> BarChart:
        sold = [self.of_month(month, currency) for month in self.months]
        unknown = sum(month.unknown_profits for month in sold)
        return BarChart(
            f"Revenue and profit by month, in {currency}",
            labels=self.months,
            series=[
                Series("Revenue", [month.revenue for month in sold]),
                Series("Profit", [_known_profit(month) for month in sold]),
            ],
            show=lambda amount: money(amount, currency),
            note=_note(unknown),
        )

    def by_brand(self) -> Card | None:
        """What each brand brought in this month and in the last."""
        last, this = self.months[-2:]
        lines = [
            Line(brand or NO_BRAND, code, self.of_brand(brand, this, code), self.of_brand(brand, last, code))
            for brand, code in {(row.brand, row.currency) for row in self.brands if row.month in (last, this)}
        ]
        more = reverse("admin:analytics_brandmonth_changelist")
        return self._table("Sales by brand", "Brand", lines, more)

    def by_platform(self) -> Card | None:
        """What each platform brought in this month and in the last."""
        keys = {*self.this, *self.last}
        lines = [Line(*key, self.this.get(key, Sold()), self.last.get(key, Sold())) for key in keys]
        return self._table("Sales by platform", "Platform", lines, reverse("admin:transactions_order_changelist"))

    def _table(self, title: str, what: str, lines: list[Line], more: str) -> Card | None:
        if not lines:
            return None
        lines.sort(key=lambda line: (-(line.this + line.last).revenue, line.name))
        unknown = sum(line.this.unknown_profits + line.last.unknown_profits for line in lines)
        context = {
            "what": what,
            "groups": [_group(lines, currency) for currency in in_order({line.currency for line in lines})],
            "this": self.months[-1],
            "last": self.months[-2],
            "note": _note(unknown),
        }
        return Card(title, "first_page/sales.html", context, True, more)


def _group(lines: list[Line], currency: str) -> tuple[list[Line], Line]:
    """The lines of a currency, those beyond the largest as one, and all of them added up."""
    lines = [line for line in lines if line.currency == currency]
    shown, others = lines[:LINES], lines[LINES:]
    return [*shown, _together("others", others)] if others else shown, _together("All", lines)


def _together(name: str, lines: list[Line]) -> Line:
    this, last = (sum((getattr(line, month) for line in lines), Sold()) for month in ("this", "last"))
    return Line(name, lines[0].currency, this, last)


def _known_profit(sold: Sold) -> Decimal | None:
    """The profit; None where that of no sale is known."""
    return None if sold.sales and not sold.known_profits else sold.profit


def _note(unknown: int) -> str:
    """Why the profit may be too low."""
    if not unknown:
        return ""
    sales = "1 sale" if unknown == 1 else f"{unknown:,} sales"
    return f"The profit of {sales} is not known yet, for want of a payout or a cost, and is left out."
