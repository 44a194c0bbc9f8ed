"""A value holds from its moment to the next; what lies outside the time shown is cut."""

import datetime
import re
from itertools import pairwise

import pytest

from soleflip.charts import Dots, Span, StepChart, Steps
from tests.charts.drawn import UNKNOWN, Drawn

MARCH = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


def after(days: float) -> datetime.datetime:
    return MARCH + datetime.timedelta(days=days)


def chart(*points, days=10, **more) -> StepChart:
    """The first ten days of March with an ask at these days: chart((0, 180), (2, 190))."""
    steps = [Steps("Ask", [(after(day), value) for day, value in points])]
    return StepChart("Lowest ask", MARCH, after(days), steps, **more)


def path(*points, **more) -> str:
    (found,) = Drawn(chart(*points, **more)).paths()
    return found


def test_places_are_proportional_to_time():
    assert path((0, 100), (2, 200), (5, 150)) == "M0 100H200L200 0H500L500 50H1000"


def test_the_order_of_points_does_not_matter():
    assert path((5, 150), (0, 100), (2, 200)) == path((0, 100), (2, 200), (5, 150))


def test_none_breaks_the_line():
    assert path((0, 100), (2, None), (5, 200)) == "M0 100H200M500 0H1000"


def test_what_held_at_the_beginning_is_drawn_from_the_edge():
    assert path((-30, 500), (-3, 100), (5, 200)) == "M0 100H500L500 0H1000"


def test_what_comes_after_the_end_is_left_out():
    drawn = Drawn(chart((0, 100), (5, 200), (11, 900)))
    assert drawn.paths() == ["M0 100H500L500 0H1000"]
    assert "900" not in drawn.html


def test_each_stay_says_what_it_is():
    drawn = Drawn(chart((0, 180), (2, 190), show=lambda value: f"{value} EUR"))
    assert drawn.titles("hold") == ["1 Mar 2026, Ask: 180 EUR", "3 Mar 2026, Ask: 190 EUR"]


def test_dots_are_where_they_were_seen():
    dots = [Dots("Sold", [(after(2.5), 150), (after(-1), 1), (after(11), 1)])]
    mark = Drawn(chart((0, 100), (1, 200), dots=dots)).of_class("mark")[-1]
    assert (mark.get("x"), mark.get("y"), mark[0].findtext("title")) == ("25%", "120", "3 Mar 2026, Sold: 150")


def test_bands_are_cut_to_the_time_shown():
    spans = [("Out of stock", -5, 1), ("Out of stock", 4, 6), ("Sale", 9, 20), ("Sale", 12, 20)]
    bands = [Span(name, after(begin), after(end)) for name, begin, end in spans]
    drawn = Drawn(chart((0, 100), bands=bands))
    assert [(band.x, band.width) for band in drawn.rectangles("shade")] == [(0, 10), (40, 20), (90, 10)]
    assert drawn.titles("shade")[0] == "Out of stock: 24 Feb 2026 to 2 Mar 2026"
    assert len({band.get("fill") for band in drawn.of_class("shade")}) == 2, "those of one name look alike"


def test_the_table_has_the_changes_newest_first():
    dots = [Dots("Sold", [(after(3), 150)])]
    bands = [Span("Out of stock", after(5), after(7))]
    drawn = Drawn(chart((0, 180), (5, None), (7, 190), dots=dots, bands=bands, show=lambda value: f"{value} EUR"))
    assert drawn.table() == [
        ["When", "What", "Value"],
        ["8 Mar 2026", "Ask", "190 EUR"],
        ["6 Mar 2026", "Out of stock", "until 8 Mar 2026"],
        ["6 Mar 2026", "Ask", UNKNOWN],
        ["4 Mar 2026", "Sold", "150 EUR"],
        ["1 Mar 2026", "Ask", "180 EUR"],
    ]


def test_a_long_table_says_what_it_leaves_out():
    drawn = Drawn(chart(*((place / 100, place) for place in range(201))))
    assert len(drawn.table()) == 1 + 200
    assert drawn.table()[1][2] == "200"
    assert "1 more row left out." in drawn.words()


def test_days_are_those_of_the_time_zone(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    assert Drawn(chart((0.9, 180))).table()[1][0] == "2 Mar 2026"


def test_no_time_at_all():
    drawn = Drawn(chart((0, 180), days=0))
    assert [mark.get("x") for mark in drawn.of_class("mark")] == ["0%"]


def test_an_end_before_the_beginning_shows_nothing():
    assert "Nothing to show yet." in Drawn(chart((-20, 180), days=-1)).words()


def test_of_a_crowd_no_step_is_marked_but_every_dot():
    dots = [Dots("Sold", [(after(3), 150)])]
    drawn = Drawn(chart(*((place / 10, place) for place in range(50)), dots=dots))
    assert drawn.titles("mark") == ["4 Mar 2026, Sold: 150"]
    assert len(drawn.titles("hold")) == 50


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (10 / 24, "00:00 1_Mar 02:00 04:00 06:00 08:00 10:00"),
        (2, "00:00 1_Mar 12:00 00:00 2_Mar 12:00 00:00 3_Mar"),
        (3, "1_Mar 2026 2_Mar 3_Mar 4_Mar"),
        (30, "1_Mar 2026 8_Mar 15_Mar 22_Mar 29_Mar"),
        (183, "Mar 2026 Apr May Jun Jul Aug"),
        (365, "Apr 2026 Jul Oct Jan 2027"),
        (6 * 365, "2027 2028 2029 2030 2031 2032"),
        (0, "00:00 1_Mar"),
    ],
)
def test_labels_of_time(days, labels):
    assert [text.replace(" ", "_") for text in Drawn(chart((0, 180), days=days)).times()] == labels.split()


@pytest.mark.parametrize("days", [0.01, *range(1, 800, 7), 2000, 5000, 20000])
def test_labels_of_time_keep_their_distance(days):
    drawn = Drawn(chart((0, 180), days=days))
    places = [
        float(text.get("x").rstrip("%")) for text in drawn.all("text") if "%" in text.get("x") and text.get("y") == "12"
    ]
    assert 1 <= len(places) <= 6
    assert all(0 <= place <= 100 for place in places)
    assert all(right - left > 12 for left, right in pairwise(places)), "36 of 290 pixels"


def test_the_line_is_never_outside():
    numbers = list(map(float, re.findall(r"[\d.]+", path((-1, 10**9), (3, -(10**9)), (4, 0)))))
    assert min(numbers) >= 0
    assert max(numbers) <= 1000
