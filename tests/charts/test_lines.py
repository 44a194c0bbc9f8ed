"""Lines go from value to value and break where one is unknown."""

import re

import pytest

from soleflip.charts import LineChart, Series
from tests.charts.drawn import Drawn

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri"]


def test_places_are_proportional():
    (path,) = Drawn(LineChart("Ask", DAYS, [Series("StockX", [100, 150, 200, 175, 100])])).paths()
    places = [tuple(map(float, place.split())) for place in re.split("[ML]", path)[1:]]
    assert places == [(100, 100), (300, 50), (500, 0), (700, 25), (900, 100)]


def test_a_gap_breaks_the_line_and_a_value_alone_keeps_its_marker():
    drawn = Drawn(LineChart("Ask", DAYS, [Series("StockX", [100, 150, None, None, 200])]))
    (path,) = drawn.paths()
    assert re.findall("[ML]", path) == ["M", "L", "M"]
    assert drawn.titles("mark") == ["Mon, StockX: 100", "Tue, StockX: 150", "Fri, StockX: 200"]


def test_markers_lie_on_the_line():
    mark = Drawn(LineChart("Ask", DAYS, [Series("StockX", [100, 150, 200, 175, 100])])).of_class("mark")[1]
    assert (mark.get("x"), mark.get("y")) == ("30%", "120")


def test_the_axis_begins_near_the_lowest_value():
    assert Drawn(LineChart("Ask", DAYS, [Series("StockX", [180, 190, 185, 181, 183])])).ticks()[0] == "180"


def test_of_a_crowd_only_values_that_stand_alone_are_marked():
    values = [1, None, *range(48)]
    marks = Drawn(LineChart("Ask", list(map(str, range(50))), [Series("StockX", values)])).of_class("mark")
    assert ["quiet" in mark.get("class") for mark in marks] == [False] + [True] * 48


def test_series_differ_by_marker_and_class():
    drawn = Drawn(LineChart("Ask", DAYS, [Series(str(number), [number] * 5) for number in range(6)]))
    assert len({line.get("class") for line in drawn.of_class("line")}) == 6
    assert len({path.get("d") for mark in drawn.of_class("mark") for path in mark}) == 6


@pytest.mark.parametrize("values", [[10**9, 10**9 + 1], [-(10**9), 10**9], [5, 5], [0, 0], [None, 7]])
def test_any_values_are_inside_the_ground(values):
    for mark in Drawn(LineChart("Ask", DAYS[:2], [Series("StockX", values)])).of_class("mark"):
        assert 10 <= float(mark.get("y")) <= 230
