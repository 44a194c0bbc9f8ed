"""This month against the last, at the ends of months and beside other clocks."""

import datetime
from decimal import Decimal

import pytest

from apps.analytics.first_page.sales import Sales
from apps.analytics.first_page.summary import summary
from tests.support.rows import make

pytestmark = pytest.mark.django_db


def at(text):
    return datetime.datetime.fromisoformat(text)


def sold(*moments, **values):
    for moment in moments:
        make("transactions.Order", sold_at=at(moment), sale_price=100, **values)


def number_of(period):
    return sum(sales.sales for sales in period.values())


@pytest.mark.parametrize(
    ("now", "this", "last", "by_now"),
    [
        ("2026-03-31T12:00Z", 2, 3, 3),  # there is no 31 February: all of it
        ("2026-03-15T12:00Z", 2, 3, 2),
        ("2026-03-01T00:30Z", 2, 3, 0),
        ("2026-02-28T12:00Z", 3, 1, 1),
        ("2026-03-31T22:30-05:00", 1, 2, 1),  # by UTC it is April already
    ],
)
def test_the_same_stretch_of_the_month_before(now, this, last, by_now):
    sold("2026-01-28T11:00Z", "2026-02-01T08:00Z", "2026-02-15T11:00Z", "2026-02-28T23:00Z", "2026-03-01T00:10Z")
    sold("2026-03-31T11:00Z", "2026-04-01T03:15Z")
    sales = Sales.read(at(now))
    assert (number_of(sales.this), number_of(sales.last), number_of(sales.last_so_far)) == (this, last, by_now)


def test_the_twelve_months_end_with_this_one():
    sold("2025-03-31T11:00Z", "2025-04-01T11:00Z", "2026-03-01T11:00Z", "2026-04-02T11:00Z")
    sales = Sales.read(at("2026-03-15T12:00Z"))
    assert [f"{month:%Y-%m}" for month in sales.months][::11] == ["2025-04", "2026-03"]
    assert sum(sales.of_month(month, "EUR").sales for month in sales.months) == 2


def test_a_currency_of_later_months_alone_is_none_of_them():
    sold("2026-03-01T11:00Z")
    sold("2026-04-02T11:00Z", currency="USD")
    assert Sales.read(at("2026-03-15T12:00Z")).currencies() == ["EUR"]


def test_profits_that_nobody_knows_yet_are_not_zero():
    sold("2026-03-01T11:00Z", "2026-03-02T11:00Z")
    sold("2026-02-01T11:00Z", net_profit=Decimal(20))
    profit = summary(Sales.read(at("2026-03-15T12:00Z")), []).context["figures"][-1]
    assert profit.value == "not known"
    assert profit.beside == "of 0 of 2 sales; 20 EUR by this day of last month"


def test_a_month_whose_profits_nobody_knows_has_a_gap_in_the_chart():
    sold("2026-03-01T11:00Z")
    sold("2026-02-01T11:00Z", net_profit=Decimal(20))
    (chart,) = Sales.read(at("2026-03-15T12:00Z")).by_month().context["charts"]
    assert chart.series[1].values[-3:] == [0, 20, None]


def test_brands_beyond_the_largest_are_added_up():
    for number in range(25):
        shoe = make("products.Product", brand=make("core.Brand", name=f"Brand {number:02}"))
        lot = make("products.InventoryItem", product=shoe)
        make("transactions.Order", inventory=lot, sold_at=at("2026-03-01T11:00Z"), sale_price=100 + number)
    context = Sales.read(at("2026-03-15T12:00Z")).by_brand().context
    ((lines, all_brands),) = context["groups"]
    assert [line.name for line in lines][-2:] == ["Brand 05", "others"]
    assert lines[-1].this.revenue == 100 + 101 + 102 + 103 + 104
    assert all_brands.this.sales == 25
