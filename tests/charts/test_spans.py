"""The parts of a bar are as long as the days that they took."""

import pytest

from soleflip.charts import SpanBar
from tests.charts.drawn import UNKNOWN, Drawn

LIFE = [("Bought to listed", 4), ("Listed to sold", 30), ("Sold to paid out", 6)]


def test_parts_follow_each_other_and_are_proportional():
    parts = Drawn(SpanBar("A pair's life", LIFE)).rectangles("bar")
    assert [(part.x, part.width) for part in parts] == [(0, 10), (10, 75), (85, 15)]
    assert [part.title for part in parts][1] == "Listed to sold: 30 days"


def test_every_part_is_named_with_its_days():
    drawn = Drawn(SpanBar("A pair's life", [*LIFE, ("Paid out to withdrawn", 1)]))
    assert [" ".join("".join(item.itertext()).split()) for item in drawn.all("li")] == [
        "Bought to listed 4 days",
        "Listed to sold 30 days",
        "Sold to paid out 6 days",
        "Paid out to withdrawn 1 day",
    ]


def test_the_table_adds_them_up():
    assert Drawn(SpanBar("A pair's life", LIFE)).table()[-1] == ["In all", "40 days"]


def test_what_is_not_over_takes_no_room():
    drawn = Drawn(SpanBar("A pair's life", [*LIFE[:2], ("Sold to paid out", None)]))
    assert len(drawn.rectangles("bar")) == 2
    assert ["Sold to paid out", UNKNOWN] in drawn.table()


@pytest.mark.parametrize("days", [0, -3])
def test_no_days_are_said_but_not_drawn(days):
    drawn = Drawn(SpanBar("A pair's life", [("Bought to listed", days)]))
    assert not drawn.rectangles("bar")
    assert f"{days} days" in drawn.words()


def test_narrow_parts_have_no_number_above():
    drawn = Drawn(SpanBar("A pair's life", [("Bought to listed", 1), ("Listed to sold", 99)]))
    assert [text.text for text in drawn.all("text")] == ["99 d"]
