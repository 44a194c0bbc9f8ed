"""What people look at in the morning, in the order in which they ask."""

from functools import cached_property, partial

from apps.analytics.first_page.begin import begin
from apps.analytics.first_page.brand_trend import brand_trend
from apps.analytics.first_page.find import find
from apps.analytics.first_page.imports import imports
from apps.analytics.first_page.opportunities import opportunities
from apps.analytics.first_page.sales import Sales
from apps.analytics.first_page.stock import longest_on_the_shelf, stock_by_age
from apps.analytics.first_page.summary import summary
from apps.analytics.first_page.to_do import to_do
from apps.products.figures import Stock, stock
from soleflip.admin import Card
from soleflip.admin.cards import some


class Morning:
    """What several cards look at, read once."""

    @cached_property
    def sales(self) -> Sales:
        return Sales.read()

    @cached_property
    def lots(self) -> list[Stock]:
        return stock()


def cards(request) -> list[Card]:
    """The cards of the first page; one that has nothing to say is left out."""
    read = Morning()
    return some(
        [
            partial(begin, request),
            find,
            partial(to_do, request),
            lambda: summary(read.sales, read.lots),
            lambda: read.sales.by_month(),
            lambda: brand_trend(read.sales),
            lambda: read.sales.by_brand(),
            lambda: read.sales.by_platform(),
            lambda: stock_by_age(read.lots),
            longest_on_the_shelf,
            opportunities,
            imports,
        ]
    )
