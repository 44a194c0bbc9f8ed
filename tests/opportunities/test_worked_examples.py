"""What arrives, to the cent, in examples that were worked out by hand."""

from decimal import Decimal

import pytest

from tests.opportunities.market import LEVEL_OF_2023, day, fees_today, opportunity, pair, rate
from tests.support.sql import query

pytestmark = pytest.mark.django_db


def lines(slug, cents, currency, sold_on):
    """Seller fee, payment, fixed fee, shipping and what arrives, in cents."""
    found = query(
        "SELECT seller_fee_cents, payment_fee_cents, fixed_fee_cents, shipping_cents"
        " FROM pricing.fees_of_sale(%s, %s, %s, %s)",
        slug, cents, currency, sold_on,
    )  # fmt: skip
    return [(*row, None if None in row else cents - sum(row)) for row in found]


@pytest.mark.parametrize(
    ("slug", "cents", "currency", "sold_on", "expected"),
    [
        pytest.param("stockx", 4894, "EUR", "2023-06-01", (500, 147, 0, 450, 3797), id="stockx-2023-below-the-floor"),
        pytest.param("stockx", 6250, "EUR", "2023-06-01", (500, 188, 0, 450, 5112), id="share-equals-the-floor"),
        pytest.param("stockx", 6256, "EUR", "2023-06-01", (500, 188, 0, 450, 5118), id="share-rounds-to-the-floor"),
        pytest.param("stockx", 6257, "EUR", "2023-06-01", (501, 188, 0, 450, 5118), id="share-above-the-floor"),
        pytest.param("stockx", 10000, "EUR", "2022-12-31", (850, 300, 0, 450, 8400), id="stockx-2022-last-day"),
        pytest.param("stockx", 10000, "EUR", "2023-01-01", (800, 300, 0, 450, 8450), id="stockx-2023-first-day"),
        pytest.param("stockx", 100, "EUR", "2022-06-01", (9, 3, 0, 450, -362), id="half-a-cent-up"),
        pytest.param("alias", 20000, "USD", "2024-06-01", (1900, 580, 0, 0, 17520), id="alias-in-dollars"),
        pytest.param("alias", 4950, "USD", "2024-06-01", (470, 144, 0, 0, 4336), id="two-halves-and-more"),
        pytest.param("ebay", 9999, "EUR", "2026-06-01", (1200, 0, 45, 0, 8754), id="ebay-fixed-fee"),
        pytest.param("klekt", 9999, "EUR", "2026-06-01", (0, 0, 0, 0, 9999), id="klekt-keeps-nothing"),
        pytest.param("kleinanzeigen", 1, "EUR", "2026-06-01", (0, 0, 0, 0, 1), id="kleinanzeigen-keeps-nothing"),
    ],
)
def test_what_a_platform_keeps_by_the_seed(slug, cents, currency, sold_on, expected):
    assert lines(slug, cents, currency, sold_on) == [expected]


@pytest.mark.parametrize(
    ("slug", "sold_on"), [("ebay", "2025-12-31"), ("stockx", "2021-12-31"), ("laced", "2026-06-01")]
)
def test_fees_that_nobody_knows_are_no_row_and_not_zero(slug, sold_on):
    assert lines(slug, 10000, "EUR", sold_on) == []


def test_a_floor_in_another_currency_takes_the_rate_and_is_not_known_without_one():
    assert lines("stockx", 4894, "USD", "2023-06-01") == [(None, 147, 0, None, None)]
    rate("USD", "1.1")
    assert lines("stockx", 4894, "USD", "2023-06-01") == [(550, 147, 0, 495, 3702)]


def test_shares_need_no_rate():
    fees_today("alias", seller_percent=10, payment_percent=2, currency="USD")
    assert lines("alias", 5000, "EUR", "2026-06-01") == [(500, 100, 0, 0, 4400)]


class TestTheView:
    def test_the_example_of_2023_bought_for_30(self):
        fees_today(**LEVEL_OF_2023)
        row = opportunity(pair(3000, 4894))
        assert (row.sale_price_cents, row.seller_fee_cents, row.payment_fee_cents) == (4894, 500, 147)
        assert (row.fixed_fee_cents, row.shipping_cents, row.payout_cents) == (0, 450, 3797)
        assert (row.fees_cents, row.net_profit_cents, row.net_profit_eur) == (1097, 797, Decimal("7.97"))
        assert row.net_profit_percentage == Decimal("26.6")
        assert (row.profit_cents, row.currency, row.resale_currency) == (1894, "EUR", "EUR")
        assert (row.exchange_rate, row.exchange_rate_date) == (None, None)

    def test_a_profit_that_fees_eat_up_is_shown_as_the_loss_that_it_is(self):
        fees_today(**LEVEL_OF_2023)
        row = opportunity(pair(4500, 4894))
        assert (row.profit_cents, row.net_profit_cents, row.net_profit_percentage) == (394, -703, Decimal("-15.6"))

    def test_bought_in_euro_and_sold_in_dollars(self):
        fees_today("alias", seller_percent=Decimal("9.5"), payment_percent=Decimal("2.9"), currency="USD")
        rate("USD", "1.0876", days_ago=1)
        row = opportunity(pair(10000, 20000, resale={"currency": "USD", "source_type": "goat"}))
        assert (row.sale_price_cents, row.payout_cents, row.resale_currency) == (20000, 17520, "USD")
        assert row.resale_price_cents == 18389  # 200 / 1.0876 = 183.891
        assert row.net_profit_cents == 6109  # 175.20 / 1.0876 = 161.088, to the cent 161.09
        assert row.fees_cents == 2280  # what is missing between both
        assert (row.exchange_rate, row.exchange_rate_date) == (Decimal("0.91945568"), day(1))

    def test_bought_in_dollars_and_sold_in_euro_and_told_in_euro(self):
        fees_today(seller_percent=10)
        rate("USD", "1.25")
        row = opportunity(pair(10000, 10000, retail={"currency": "USD"}))
        assert (row.resale_price_cents, row.net_profit_cents, row.currency) == (12500, 1250, "USD")
        assert (row.retail_price_eur, row.resale_price_eur, row.net_profit_eur) == (80, 100, 10)

    def test_two_currencies_meet_by_way_of_the_euro(self):
        fees_today()
        rate("USD", "1.2")
        rate("GBP", "0.9")
        row = opportunity(pair(10000, 20000, retail={"currency": "GBP"}, resale={"currency": "USD"}))
        assert (row.resale_price_cents, row.net_profit_cents) == (15000, 5000)

    def test_half_a_cent_of_a_conversion_goes_up(self):
        """3 cents / 1.2 are 2.5 cents; a factor that is rounded first makes 2.4999 of it."""
        fees_today()
        rate("USD", "1.2")
        row = opportunity(pair(9903, 19806, retail={"currency": "USD"}, resale={"currency": "USD"}))
        assert (row.retail_price_eur, row.resale_price_eur) == (Decimal("82.53"), Decimal("165.05"))
        row = opportunity(pair(1, 9903, resale={"currency": "USD"}))
        assert row.resale_price_cents == 8253
