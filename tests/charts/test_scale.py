"""Ticks are round, evenly spaced and few, and cover the values."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip.charts.axis import tick_labels
from soleflip.charts.scale import Scale, number, share, ticks
from tests.charts.drawn import MINUS

amounts = st.decimals(-(10**12), 10**12, places=2)


@given(amounts, amounts)
def test_ticks(one, other):
    lowest, highest = sorted((one, other))
    found = ticks(lowest, highest)
    assert 4 <= len(found) <= 7
    assert found[0] <= lowest
    assert highest <= found[-1]
    (step,) = {second - first for first, second in pairwise(found)}
    assert step.normalize().as_tuple().digits in ((1,), (2,), (5,))
    assert not any(tick % step for tick in found)


@given(amounts, amounts)
def test_no_two_ticks_are_written_alike(one, other):
    labels = tick_labels(ticks(*sorted((one, other))))
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([0, Decimal("1234.5")], "0 500 1,000 1,500"),
        ([0, 3], "0 1 2 3 4"),
        ([0, 0], "0 1 2 3 4"),
        ([-1, 0], "-1 0 1 2 3"),
        ([Decimal("0.10"), Decimal("0.25")], "0.10 0.15 0.20 0.25"),
        ([0, 48_000], "0 10k 20k 30k 40k 50k"),
        ([-2_500_000, 2_500_000], "-3M -2M -1M 0 1M 2M 3M"),
        ([0, 10**9], "0 0.2bn 0.4bn 0.6bn 0.8bn 1.0bn"),
        ([Decimal(150)], "135 140 145 150 155 160 165"),
    ],
)
def test_what_stands_at_the_axis(values, labels):
    assert " ".join(tick_labels(Scale.over(values).ticks)).replace(MINUS, "-") == labels


def test_nothing_known_has_no_scale():
    assert Scale.over([]) is None
    assert Scale.over([None, Decimal("NaN"), Decimal("Infinity")]) is None


def test_a_way_of_no_length_has_one_place():
    assert share(5, 5, 5) == 0


@pytest.mark.parametrize(
    ("value", "text"), [(12.5, "12.5"), (100, "100"), (1 / 3, "0.33"), (-0.001, "0"), (1e6, "1000000")]
)
def test_numbers_in_attributes(value, text):
    assert number(value) == text
