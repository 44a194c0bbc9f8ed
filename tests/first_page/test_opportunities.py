"""The best opportunities: those that the whole view would put first, one for each product."""

import random

import pytest

from apps.integration import figures
from apps.integration.figures import best_opportunities
from apps.integration.models import ProfitOpportunity
from tests.support.rows import make

pytestmark = pytest.mark.django_db


def best_of_the_whole_view(number):
    best = {}
    for row in ProfitOpportunity.objects.all():
        best.setdefault(row.product_id, row)
    return [(row.profit_eur, row.profit_cents) for row in list(best.values())[:number]]


@pytest.mark.parametrize("seed", range(4))
def test_as_the_whole_view_has_it(seed, monkeypatch):
    """With sizes that do not match, spans are wider than what can be earned, so the first look is not enough."""
    monkeypatch.setattr(figures, "AT_ONCE", 2)
    dice = random.Random(seed)
    sizes = [None, *(make("products.Size", value=value, region="EU") for value in ("40", "42"))]
    for _ in range(12):
        shoe = make("products.Product")
        for number in range(dice.randint(2, 7)):
            kind = dice.choice(["retail", "resale"])
            make(
                "integration.PriceSource",
                product=shoe,
                size=dice.choice(sizes),
                source_product_id=f"{number}",
                price_type=kind,
                price_cents=dice.randint(5_000, 15_000) + (4_000 if kind == "resale" else 0),
                currency=dice.choice(["EUR", "EUR", "EUR", "USD"]),
                in_stock=dice.random() < 0.8,
            )
    found = [(row.profit_eur, row.profit_cents) for row in best_opportunities(5)]
    assert found == best_of_the_whole_view(5)
    assert found


def test_many_spans_of_sizes_that_do_not_match_hide_nothing(monkeypatch):
    monkeypatch.setattr(figures, "WIDEST", 3)
    men, women = (
        make("products.Size", value="42", region="EU", gender=g, standardized_value=42) for g in ("men", "women")
    )

    def offer(size, other, resale):
        common = {"product": make("products.Product"), "in_stock": True, "currency": "EUR"}
        make("integration.PriceSource", **common, size=size, price_type="retail", price_cents=1_000)
        make("integration.PriceSource", **common, size=other, price_type="resale", price_cents=resale)

    for _ in range(4):
        offer(men, women, 9_000)
    offer(men, men, 3_000)
    assert [row.profit_cents for row in best_opportunities(5)] == [2_000]
