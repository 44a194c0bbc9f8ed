"""The European Central Bank names some thirty currencies, most of which no price is in."""

import json

import pytest

from tests.opportunities.market import fees_today, opportunity, pair, rate
from tests.support.sql import value

pytestmark = pytest.mark.django_db
PLAN = "EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM integration.profit_opportunities_v2"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def taken(node: dict) -> int | None:
    """How many rates the plan takes."""
    if node.get("Subplan Name") == "CTE rate":
        return node["Actual Rows"]
    return next((rows for child in node.get("Plans", ()) if (rows := taken(child)) is not None), None)


def test_only_rates_between_currencies_that_occur_are_held_against_each_pair():
    for letter in LETTERS:
        rate(f"X{letter}Z", "2")
    fees_today(minimum_fee=1, currency="XBZ")
    prices = pair(1_000, 9_000, {"currency": "XCZ"}, {"currency": "XDZ"})
    assert opportunity(prices).net_profit_eur is not None
    plan = value(PLAN)
    plan = json.loads(plan) if isinstance(plan, str) else plan
    occurring = len(("EUR", "XBZ", "XCZ", "XDZ"))  # no rate is of the dollar, in which the seed has fees
    assert taken(plan[0]["Plan"]) == occurring * (occurring - 1)
