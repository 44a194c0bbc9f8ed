"""What people look at in the morning, in the order in which they ask."""

from apps.analytics.first_page.brand_trend import brand_trend
from apps.analytics.first_page.imports import imports
from apps.analytics.first_page.opportunities import opportunities
from apps.analytics.first_page.sales import Sales
from apps.analytics.first_page.stock import longest_on_the_shelf, stock_by_age
from apps.analytics.first_page.summary import summary
from apps.analytics.first_page.to_do import to_do
from apps.products.figures import stock
from soleflip.admin import Card


def cards(request) -> list[Card]:
    """The cards of the first page; one that has nothing to say is left out."""
    sales, lots = Sales.read(), stock()
    shown = [
        to_do(request),
        summary(sales, lots),
        sales.by_month(),
        brand_trend(sales),
        sales.by_brand(),
        sales.by_platform(),
        stock_by_age(lots),
        longest_on_the_shelf(),
        opportunities(),
        imports(),
    ]
    return [card for card in shown if card is not None]
