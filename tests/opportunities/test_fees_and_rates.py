"""Fees hold one after the other, by the database and in the form; rates are looked after on a page of their own."""

import datetime

import pytest
from django.urls import reverse

from apps.core.models import Platform
from apps.pricing.models import ExchangeRate, PlatformFee
from tests.opportunities.market import FREE, LEVEL_OF_2023, day, fees_today, opportunity, pair
from tests.support.pages import errors, send, text
from tests.support.rows import make
from tests.support.violations import violates

pytestmark = pytest.mark.django_db
ADD = "/admin/pricing/platformfee/add/"
JANUARY, FEBRUARY, MARCH = (datetime.date(2020, month, 1) for month in (1, 2, 3))
OVERLAP = "Other fees of this platform hold on some of these days: end them before."


def fee(platform, valid_from, valid_to=None):
    return PlatformFee.objects.create(platform=platform, valid_from=valid_from, valid_to=valid_to, **FREE)


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(FEBRUARY, None), (FEBRUARY, MARCH), (JANUARY, FEBRUARY), (JANUARY, None), (MARCH, MARCH)],
    ids=["same-first-day", "same-days", "last-day-is-their-first", "around", "first-day-is-their-last"],
)
class TestFeesThatOverlap:
    def test_the_database_refuses_them(self, valid_from, valid_to):
        platform = make("core.Platform")
        fee(platform, FEBRUARY, MARCH)
        with violates("excl_platform_fees_platform_id_validity"):
            fee(platform, valid_from, valid_to)

    def test_the_form_says_so_in_a_sentence(self, clients, valid_from, valid_to):
        platform = make("core.Platform")
        fee(platform, FEBRUARY, MARCH)
        entered = {"platform": platform.pk, "valid_from": valid_from, "valid_to": valid_to or "", "seller_percent": "8"}
        assert errors(send(clients["user"], ADD, **entered)) == {"__all__": [OVERLAP]}
        assert platform.fees.count() == 1


def test_fees_of_other_platforms_and_of_the_days_before_and_after_are_welcome():
    platform = make("core.Platform")
    fee(platform, FEBRUARY, MARCH)
    fee(platform, JANUARY, FEBRUARY - datetime.timedelta(1))
    fee(platform, MARCH + datetime.timedelta(1))
    fee(make("core.Platform"), FEBRUARY, MARCH)


def test_ones_own_level_at_stockx_is_entered_as_the_guide_says(clients):
    """End the row that holds, add one from today on: the net profits follow."""
    prices = pair(3000, 10000)
    seeded = Platform.objects.get(slug="stockx").fees.get(valid_to=None)
    before = opportunity(prices)
    assert (before.platform_fee_id, before.seller_fee_cents) == (seeded.pk, 800)
    change = reverse("admin:pricing_platformfee_change", args=[seeded.pk])
    assert send(clients["user"], change, valid_to=str(day(1))).status_code == 302
    own = {**LEVEL_OF_2023, "platform": seeded.platform_id, "valid_from": str(day(0)), "seller_percent": "7"}
    assert send(clients["user"], ADD, **own).status_code == 302
    assert opportunity(prices).seller_fee_cents == 700
    assert opportunity(prices).net_profit_cents == before.net_profit_cents + 100


class TestPages:
    def test_the_list_says_which_fees_hold_today(self, reader):
        platform = make("core.Platform", name="Depot")
        for first, last in ((3, 2), (1, 0), (-1, None)):
            fee(platform, day(first), day(last) if last is not None else None)
        page = text(reader.get("/admin/pricing/platformfee/?q=Depot"))
        assert page.count('alt="True"') == 1
        assert page.count('alt="False"') == 2

    def test_the_platform_leads_to_its_fees(self, reader):
        row = fees_today(**LEVEL_OF_2023)
        response = reader.get(reverse("admin:core_platform_change", args=[row.platform_id]))
        (link,) = (link for link in response.context["neighbours"] if link.title == "Fees")
        assert link.count == "1"
        assert reader.get(link.address).context["cl"].result_list == [row]

    def test_amounts_are_in_the_currency_of_the_row(self, reader):
        fees_today("alias", fixed_fee="1.50", currency="USD")
        assert "1.50 USD" in text(reader.get("/admin/pricing/platformfee/?q=alias"))

    def test_rates_are_listed_by_day_the_newest_first(self, reader):
        for days_ago, units in ((3, "1.1"), (1, "1.0876"), (2, "1.05")):
            ExchangeRate.objects.create(date=day(days_ago), base="EUR", quote="USD", rate=units)
        response = reader.get("/admin/pricing/exchangerate/")
        assert [row.date for row in response.context["cl"].result_list] == [day(1), day(2), day(3)]
        assert ">1.0876<" in text(response)
        assert len(reader.get("/admin/pricing/exchangerate/?q=USD").context["cl"].result_list) == 3

    def test_a_rate_is_entered_by_hand(self, clients):
        entered = {"date": str(day(0)), "base": "EUR", "quote": "USD", "rate": "1.0876"}
        assert send(clients["user"], "/admin/pricing/exchangerate/add/", **entered).status_code == 302
        again = send(clients["user"], "/admin/pricing/exchangerate/add/", **entered)
        assert errors(again)
        assert ExchangeRate.objects.count() == 1
