"""How the brands develop."""

from collections import defaultdict
from decimal import Decimal

from django.urls import reverse

from apps.analytics.first_page.sales import NO_BRAND, Sales
from soleflip.admin import Card
from soleflip.admin.formats import money
from soleflip.charts import LineChart, Series

SHOWN = 5  # lines that can be told apart


def brand_trend(sales: Sales) -> Card | None:
    """The revenue of the brands that brought most in twelve months, in the first currency."""
    if not sales.currencies():
        return None
    currency = sales.currencies()[0]
    chart = LineChart(
        f"Revenue of the {SHOWN} largest brands by month, in {currency}",
        labels=sales.months,
        series=[
            Series(brand or NO_BRAND, [sales.of_brand(brand, month, currency).revenue for month in sales.months])
            for brand in _largest(sales, currency)
        ],
        show=lambda amount: money(amount, currency),
    )
    more = reverse("admin:analytics_brandmonth_changelist")
    return Card("Brand trend", "admin/cards/charts.html", {"charts": [chart]}, more=more)


def _largest(sales: Sales, currency: str) -> list[str | None]:
    revenue: dict[str | None, Decimal] = defaultdict(Decimal)
    for row in sales.brands:
        if row.currency == currency and row.month <= sales.months[-1]:
            revenue[row.brand] += row.sold.revenue
    return sorted(revenue, key=lambda brand: (-revenue[brand], brand or ""))[:SHOWN]
