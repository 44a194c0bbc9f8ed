"""Currencies are never mixed, what is not known is never zero, and the highest net profit comes first."""

import pytest

from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import Opportunity, ProfitOpportunity
from tests.opportunities.market import day, fees_today, opportunity, pair, rate
from tests.support.sql import query

pytestmark = pytest.mark.django_db
IN_DOLLARS = {"currency": "USD"}


@pytest.mark.parametrize(
    ("retail", "resale"), [({}, IN_DOLLARS), (IN_DOLLARS, {})], ids=["sold-in-usd", "bought-in-usd"]
)
class TestTwoCurrencies:
    @pytest.mark.parametrize(("days_ago", "is_there"), [(-1, False), (0, True), (7, True), (8, False)])
    def test_a_pair_takes_a_rate_of_the_last_7_days(self, retail, resale, days_ago, is_there):
        rate("USD", "1.1", days_ago)
        assert (opportunity(pair(1_000, 90_000, retail, resale)) is not None) == is_there

    def test_without_a_rate_there_is_no_pair_however_wide_the_span(self, retail, resale):
        rate("GBP", "0.9")
        assert opportunity(pair(1, 2_000_000_000, retail, resale)) is None

    def test_the_latest_rate_counts_and_that_of_tomorrow_does_not(self, retail, resale):
        for days_ago, units in ((-1, "3"), (2, "1.25"), (5, "2")):
            rate("USD", units, days_ago)
        row = opportunity(pair(1_000, 90_000, retail, resale))
        assert row.resale_price_cents == (72_000 if resale else 112_500)

    def test_a_pair_is_dearer_by_the_rate_and_not_by_the_number(self, retail, resale):
        rate("USD", "2")
        cheaper = (10_000, 15_000) if resale else (10_000, 5_000)
        assert opportunity(pair(*cheaper, retail, resale)) is None


def test_a_rate_that_names_the_euro_last_is_one_too():
    rate("EUR", "0.8", base="USD")
    assert opportunity(pair(1_000, 10_000, resale=IN_DOLLARS)).resale_price_cents == 8_000


class TestUnknownFees:
    def test_a_marketplace_whose_fees_nobody_knows_has_no_net_profit(self):
        row = opportunity(pair(1_000, 9_000, resale={"source_type": "restocks"}))
        assert row.profit_cents == 8_000
        unknown = (
            row.fees_cents,
            row.net_profit_cents,
            row.net_profit_percentage,
            row.net_profit_eur,
            row.payout_cents,
        )
        assert unknown == (None,) * 5
        assert row.platform_fee is None

    def test_fees_that_ended_are_not_known(self):
        fee = fees_today()
        fee.valid_to = fee.valid_from
        fee.save()
        assert opportunity(pair(1_000, 9_000)).net_profit_cents is None

    def test_they_come_last_behind_a_loss(self):
        fees_today(seller_percent=50)
        unknown = pair(1_000, 90_000, resale={"source_type": "restocks"})
        loss, profit = pair(8_000, 9_000), pair(1_000, 9_000)
        found = list(ProfitOpportunity.objects.values_list("retail_price_source", flat=True))
        assert found == [prices[0].pk for prices in (profit, loss, unknown)]


def test_the_rank_is_by_euro_whatever_the_currency():
    fees_today()
    rate("JPY", "160")
    most, least = pair(1_000, 9_000), pair(1_000, 2_000)
    between = pair(10_000, 490_000, retail={"currency": "JPY"}, resale={"currency": "JPY"})
    without_a_rate = pair(10_000, 9_000_000, retail={"currency": "KRW"}, resale={"currency": "KRW"})
    found = list(ProfitOpportunity.objects.values_list("retail_price_source", flat=True))
    assert found == [prices[0].pk for prices in (most, between, least, without_a_rate)]


def test_of_two_ways_the_newer_rate_counts():
    rate("GBP", "0.90", 6, base="USD")
    rate("USD", "1.25", 1)
    rate("GBP", "0.80", 1)
    row = opportunity(pair(1_000, 10_000, retail={"currency": "GBP"}, resale=IN_DOLLARS))
    assert row.resale_price_cents == 6_400  # 100 / 1.25 * 0.80


def test_a_rate_that_cannot_be_takes_its_pair_out_and_no_other():
    rate("ZWL", "0.00000001")
    rate("XAA", "9999999999")
    absurd = pair(1_000, 2_000_000_000, retail={"currency": "XAA"}, resale={"currency": "ZWL"})
    right = pair(3_000, 4_894)
    assert opportunity(absurd) is None
    assert opportunity(right).net_profit_cents == 797
    assert query("SELECT count(*) FROM integration.profit_opportunities_v2") == [(1,)]


def test_a_rate_that_cannot_be_leaves_the_sum_in_euro_unknown_and_is_no_obstacle():
    rate("USD", "0.00000001")
    rate("USD", "9000000000", base="JPY")
    absurd = pair(6_000, 10_000, retail=IN_DOLLARS, resale={"currency": "JPY"})
    right = pair(3_000, 4_894)
    OPPORTUNITIES.refresh()
    assert [row.retail_price_source_id for row in Opportunity.objects.all()] == [right[0].pk, absurd[0].pk]
    assert Opportunity.objects.get(retail_price_source=absurd[0]).net_profit_eur is None


def test_a_rate_that_is_no_number_is_none():
    query("INSERT INTO pricing.exchange_rates (date, base, quote, rate) VALUES (%s, 'EUR', 'USD', 'NaN')", day(0))
    row = opportunity(pair(6_000, 10_000, retail=IN_DOLLARS, resale=IN_DOLLARS))
    assert (row.net_profit_eur, row.retail_price_eur) == (None, None)
