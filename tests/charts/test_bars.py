"""Bars are as high as their values, stand beside each other, and go down below zero."""

import datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from soleflip.charts import BarChart, Series
from tests.charts.drawn import UNKNOWN, Drawn

QUARTER = [datetime.date(2026, 11, 1), datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)]


def euros(value):
    return f"{value:,.2f} EUR"


def test_heights_are_proportional():
    drawn = Drawn(BarChart("Profit", QUARTER, [Series("Profit", [100, 250, -50])], show=euros))
    first, second, third = drawn.rectangles("bar")
    assert second.height == pytest.approx(2.5 * first.height, abs=0.05)
    assert third.height == pytest.approx(first.height / 2, abs=0.05)
    assert first.y + first.height == pytest.approx(second.y + second.height) == pytest.approx(third.y), "the zero line"
    assert drawn.ticks() == ["-50", "0", "50", "100", "150", "200", "250"]
    assert first.height == pytest.approx(220 * 100 / 300, abs=0.01)


@pytest.mark.parametrize("values", [[180, 190, 185], [-180, -190, -185]])
def test_zero_is_on_the_axis(values):
    assert "0" in Drawn(BarChart("Profit", QUARTER, [Series("Profit", values)])).ticks()


def test_each_bar_has_its_own_place():
    drawn = Drawn(BarChart("Sold", ["StockX", "eBay"], [Series(name, [1, 2]) for name in ("2024", "2025", "2026")]))
    bars = sorted(drawn.rectangles("bar"), key=lambda bar: bar.x)
    assert [bar.title for bar in bars] == [
        f"{place}, {name}: {value}"
        for place, value in (("StockX", 1), ("eBay", 2))
        for name in ("2024", "2025", "2026")
    ]
    for left, right in pairwise(bars):
        assert left.x + left.width < right.x
    assert bars[2].x + bars[2].width < 50 < bars[3].x


def test_what_is_unknown_has_no_bar():
    drawn = Drawn(BarChart("Sold", QUARTER, [Series("Pairs", [1, None, Decimal("NaN")])]))
    assert drawn.titles("bar") == ["Nov 2026, Pairs: 1"]
    assert drawn.table() == [["Month", "Pairs"], ["Nov 2026", "1"], ["Dec 2026", UNKNOWN], ["Jan 2027", UNKNOWN]]


def test_zeros_are_shown_as_zeros():
    drawn = Drawn(BarChart("Sold", QUARTER, [Series("Pairs", [0, 0, 0])]))
    assert [bar.height for bar in drawn.rectangles("bar")] == [0, 0, 0]
    assert drawn.ticks()[0] == "0"


def test_a_single_bar_is_not_as_wide_as_the_page():
    (bar,) = Drawn(BarChart("Sold", ["StockX"], [Series("Pairs", [10**9])])).rectangles("bar")
    assert bar.width <= 10
    assert bar.x + bar.width / 2 == pytest.approx(50)


def test_the_year_stands_where_it_changes():
    drawn = Drawn(BarChart("Sold", QUARTER, [Series("Pairs", [1, 2, 3])]))
    assert drawn.below() == [("Nov", "2026"), ("Dec", ""), ("Jan", "2027")]


@pytest.mark.parametrize("count", [13, 24, 36, 120])
def test_of_many_months_no_more_are_named_than_a_phone_has_room_for(count):
    months = [datetime.date(2020 + place // 12, place % 12 + 1, 1) for place in range(count)]
    names = Drawn(BarChart("Sold", months, [Series("Pairs", [1] * count)])).below()
    assert 4 <= len(names) <= 12
    assert names[0] == ("Jan", "2020")


@pytest.mark.parametrize(
    ("labels", "style"),
    [
        (QUARTER, "whole"),
        (["StockX", "eBay", "Local classifieds"], "wrapped"),
        (["StockX", "Kleinanzeigen"] * 5, "upright"),
        ([f"Week {number}" for number in range(1, 53)], "whole"),
    ],
)
def test_long_names_stand_upright_on_a_phone(labels, style):
    (row,) = Drawn(BarChart("Sold", labels, [Series("Pairs", [1] * len(labels))])).of_class("below")
    assert row.get("class") == f"below {style}"


def test_the_gist():
    chart = BarChart("Profit", QUARTER, [Series("Net", [100, 250, -50]), Series("Gross", [None] * 3)], show=euros)
    assert Drawn(chart).gist() == (
        "Profit, Nov 2026 to Jan 2027. Net: first 100.00 EUR, last -50.00 EUR, lowest -50.00 EUR, highest 250.00 EUR. "
        "Gross: nothing known."
    )


def test_a_series_needs_a_value_for_each_label():
    with pytest.raises(ValueError, match="shorter"):
        BarChart("Profit", QUARTER, [Series("Net", [100])]).render()
