"""The best opportunities: those that the whole view would put first, one for each product."""

import datetime
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.integration.figures import best_opportunities
from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import ProfitOpportunity
from tests.opportunities.market import LEVEL_OF_2023, fees_today, pair, price, rate
from tests.support.rows import make

pytestmark = pytest.mark.django_db


def best_of_the_whole_view(number):
    best = {}
    for row in ProfitOpportunity.objects.filter(net_profit_eur__gt=0):
        best.setdefault(row.product_id, row)
    return [(row.net_profit_eur, row.net_profit_cents) for row in list(best.values())[:number]]


@pytest.mark.parametrize("seed", range(4))
def test_as_the_whole_view_has_it(seed):
    dice = random.Random(seed)
    fees_today(**LEVEL_OF_2023)
    rate("USD", "1.0876")
    sizes = [None, *(make("products.Size", value=value, region="EU") for value in ("40", "42"))]
    for _ in range(12):
        shoe = make("products.Product")
        for number in range(dice.randint(2, 7)):
            kind = dice.choice(["retail", "resale"])
            cents = dice.randint(5_000, 15_000) + (4_000 if kind == "resale" else 0)
            values = {"size": dice.choice(sizes), "currency": dice.choice(["EUR", "EUR", "USD", "CHF"])}
            price(shoe, cents, kind, source_product_id=f"{number}", in_stock=dice.random() < 0.8, **values)
    found = [(row.net_profit_eur, row.net_profit_cents) for row in best_opportunities(3)]
    assert found == best_of_the_whole_view(3)
    assert found


def test_a_resale_price_that_is_older_than_a_month_is_none_of_them():
    fees_today()
    pair(3_000, 90_000, resale={"last_updated": timezone.now() - datetime.timedelta(31)})
    fresh = pair(3_000, 8_000, resale={"last_updated": timezone.now() - datetime.timedelta(29)})
    unknown = pair(3_000, 7_000)
    found = [row.resale_price_source for row in best_opportunities(5)]
    assert found == [fresh[1], unknown[1]]


def test_what_leaves_nothing_and_what_nobody_knows_is_none_of_them():
    fees_today(seller_percent=50)
    pair(5_000, 9_999)
    pair(5_000, 10_000)
    pair(1_000, 90_000, resale={"source_type": "restocks"})
    pair(1_000, 90_000, {"currency": "KRW"}, {"currency": "KRW"})
    assert best_opportunities(5) == []
    pair(5_000, 10_002)
    assert [row.net_profit_cents for row in best_opportunities(5)] == [1]


def test_a_product_with_many_of_them_is_not_read_as_a_whole():
    fees_today()
    popular = make("products.Product")
    for number in range(10):
        price(popular, 1_000, source_product_id=f"{number}")
        price(popular, 9_000 + number, "resale", source_product_id=f"{number}")
    pair(1_000, 5_000)
    pair(1_000, 4_000)
    OPPORTUNITIES.refresh()
    with CaptureQueriesContext(connection) as asked:
        found = best_opportunities(3)
    assert [row.net_profit_cents for row in found] == [8_009, 4_000, 3_000]
    limits = [query["sql"].rpartition("LIMIT ")[2] for query in asked if "LIMIT" in query["sql"]]
    assert limits == ["60", "60"]
