"""A worn pair is no new one: prices are compared within a condition."""

import pytest

from tests.opportunities.market import opportunity, pair

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("retail", "resale", "is_there"),
    [
        ("new", "new", True),
        ("new", "deadstock", True),
        ("deadstock", "new", True),
        ("used_good", "used_good", True),
        (None, None, True),
        ("used_fair", "new", False),
        ("like_new", "deadstock", False),
        ("new", "used_fair", False),
        ("used_fair", "used_good", False),
        (None, "new", False),
        ("new", None, False),
    ],
)
def test_both_prices_are_of_a_pair_in_the_same_condition(retail, resale, is_there):
    prices = pair(1_000, 9_000, {"condition": retail}, {"condition": resale})
    assert (opportunity(prices) is not None) == is_there
