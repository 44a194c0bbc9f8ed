"""The list of opportunities: what it shows, how it is narrowed and ordered, and what it costs."""

import datetime
import html
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.integration.models import ProfitOpportunity
from tests.opportunities.market import LEVEL_OF_2023, fees_today, pair, rate
from tests.support.pages import text
from tests.support.rows import make
from tests.support.sql import asked

pytestmark = pytest.mark.django_db
LISTING = "/admin/integration/opportunity/"
MOST_QUERIES = 8


def names(client, query=""):
    response = client.get(f"{LISTING}?{query}")
    assert response.status_code == 200
    return [row.product_name for row in response.context["cl"].result_list]


def cells(client, query="") -> dict[str, str]:
    """The cells of the first row by column, without markup."""
    page = text(client.get(f"{LISTING}?{query}"))
    row = page.split("<tbody>")[1].split("</tr>")[0]
    found = re.findall(r'<t[dh] class="field-(\w+)[^"]*">(.*?)</t[dh]>', row, re.DOTALL)
    return {name: html.unescape(re.sub(r"<[^>]+>", "", cell)) for name, cell in found}


def choices(client, title, query="") -> list[str]:
    changelist = client.get(f"{LISTING}?{query}").context["cl"]
    (found,) = [spec for spec in changelist.filter_specs if spec.title == title]
    return [choice["display"] for choice in found.choices(changelist)]


@pytest.fixture
def market():
    """Three opportunities: of 70, 30 and 4 euro before fees of 10 percent."""
    fees_today(seller_percent=10)
    eu, us = (
        make("products.Size", value=value, standardized_value=Decimal("42.5"), region=region, gender=gender)
        for value, region, gender in (("42.5", "EU", "unisex"), ("9", "US", "men"))
    )
    nike, asics = (make("core.Brand", name=name) for name in ("Nike of tests", "Asics of tests"))
    afew, outlet = {"source_name": "Afew"}, {"source_name": "Outlet"}
    pair(3000, 10000, {**afew, "size": eu}, {"size": us}, name="Dunk", sku="DD1", brand=nike)
    pair(6000, 9000, outlet, name="Samba", sku="B75806", brand=None)
    pair(9600, 10000, afew, {"source_type": "ebay"}, name="Kayano", sku="K14", brand=asics)


class TestColumns:
    def test_the_sum_of_a_row(self, reader):
        fees_today(**LEVEL_OF_2023)
        offer = {"source_name": "size?", "affiliate_link": "https://shop.example/1"}
        pair(3000, 4894, offer, {"source_name": "StockX"}, name="Dunk Low")
        shown = cells(reader)
        assert (shown["product_link"], shown["buy_at"], shown["sell_at"]) == ("Dunk Low", "size?", "StockX")
        assert (shown["retail_price"], shown["resale_price"]) == ("30.00 EUR", "48.94 EUR")
        assert (shown["fees"], shown["net_profit"], shown["net_percentage"]) == ("10.97 EUR", "7.97 EUR", "26.60 %")

    def test_both_labels_of_a_size(self, reader, market):
        assert cells(reader)["size"] == "EU 42.5 = US 9 (men)"

    def test_amounts_in_the_currency_of_the_shop(self, reader):
        fees_today()
        rate("USD", "1.25")
        pair(3000, 8000, {"currency": "USD"})
        shown = cells(reader)
        amounts = (shown["retail_price"], shown["resale_price"], shown["net_profit"])
        assert amounts == ("30.00 USD", "100.00 USD", "70.00 USD")

    def test_fees_that_nobody_knows_are_not_zero(self, reader):
        pair(3000, 8000, resale={"source_type": "restocks"})
        shown = cells(reader)
        assert (shown["fees"], shown["net_profit"], shown["net_percentage"]) == ("not known",) * 3

    @pytest.mark.parametrize(
        ("offer", "link"),
        [
            ({"affiliate_link": "https://a.example/", "source_url": "https://s.example/"}, "https://a.example/"),
            ({"source_url": "https://s.example/"}, "https://s.example/"),
            ({"affiliate_link": "javascript:alert(1)"}, None),
        ],
        ids=["affiliate", "source", "no-address-of-the-web"],
    )
    def test_the_offer_opens_in_a_new_tab_that_knows_nothing_of_us(self, reader, offer, link):
        pair(3000, 8000, offer)
        page = text(reader.get(LISTING))
        opened = re.findall(r'<a href="([^"]+)" target="_blank" rel="noopener noreferrer">open offer', page)
        assert opened == ([link] if link else [])
        assert "javascript:" not in page

    def test_a_row_leads_to_product_prices_and_explanation(self, reader):
        retail, resale = pair(3000, 8000)
        page = text(reader.get(LISTING))
        for name, keys in [
            ("products_product_change", [retail.product_id]),
            ("integration_pricesource_change", [retail.pk]),
            ("integration_pricesource_change", [resale.pk]),
            ("integration_opportunity_explain", [retail.pk, resale.pk]),
        ]:
            address = reverse(f"admin:{name}", args=keys)
            assert f'href="{address}"' in page
            assert reader.get(address).status_code == 200


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["Dunk", "Samba", "Kayano"]),
            ("brand=Nike+of+tests", ["Dunk"]),
            ("brand=-", ["Samba"]),
            ("brand=Puma", []),
            ("eu_size=42.50", ["Dunk"]),
            ("eu_size=42.5", ["Dunk"]),
            ("eu_size=-", ["Samba", "Kayano"]),
            ("eu_size=nonsense", []),
            ("shop=Afew", ["Dunk", "Kayano"]),
            ("shop=Afew&brand=Nike+of+tests", ["Dunk"]),
            ("resale_source__exact=ebay", ["Kayano"]),
            ("money=EUR", ["Dunk", "Samba", "Kayano"]),
            ("money=USD", []),
            ("net_from=20", ["Dunk", "Samba"]),
            ("net_from=21", ["Dunk", "Samba"]),
            ("net_from=21.01", ["Dunk"]),
            ("net_from=0.01", ["Dunk", "Samba"]),
            ("net_from=nonsense", ["Dunk", "Samba", "Kayano"]),
            ("net_from=NaN", ["Dunk", "Samba", "Kayano"]),
            ("net_from=1e999999", ["Dunk", "Samba", "Kayano"]),
            ("brand=%00", []),
            ("q=dunk", ["Dunk"]),
            ("q=asics", ["Kayano"]),
            ("q=b75806", ["Samba"]),
        ],
    )
    def test_it_shows_what_is_asked_for(self, reader, market, query, expected):
        assert names(reader, query) == expected

    def test_a_product_is_found_by_each_of_its_codes(self, reader, market):
        dunk = ProfitOpportunity.objects.get(product_name="Dunk").product
        make("products.ProductStyleCode", product=dunk, code="DZ5485-612")
        make("products.ProductGTIN", product=dunk, gtin="4006381333931")
        assert names(reader, "q=dz5485") == names(reader, "q=4006381333931") == ["Dunk"]

    def test_a_word_that_names_many_products_finds_them_all(self, reader, monkeypatch, market):
        monkeypatch.setattr("apps.integration.admin.opportunity.FEW", 1)
        assert names(reader, "q=of+tests") == ["Dunk", "Kayano"]

    def test_they_offer_what_occurs_and_count_it(self, reader, market):
        assert choices(reader, "brand") == ["All", "Asics of tests (1)", "Nike of tests (1)", "Not known (1)"]
        assert choices(reader, "EU size") == ["All", "42.5 (1)", "No EU size (2)"]
        assert choices(reader, "buy at") == ["All", "Afew (2)", "Outlet (1)"]
        assert "20 EUR or more (2)" in choices(reader, "net profit")
        assert "eBay (1)" in choices(reader, "resale source")

    def test_the_age_of_the_resale_price(self, reader):
        fees_today()
        for days, name in ((3, "Fresh"), (20, "Older"), (90, "Old"), (None, "Unknown")):
            seen = days and timezone.now() - datetime.timedelta(days)
            pair(3000, 8000, resale={"last_updated": seen}, name=name)
        assert (names(reader, "seen=7"), set(names(reader, "seen=30"))) == (["Fresh"], {"Fresh", "Older"})
        assert choices(reader, "resale price seen") == ["All", "in the last 7 days (1)", "in the last 30 days (2)"]
        assert names(reader, "seen=8") == []

    def test_they_count_with_the_other_filters_as_they_are(self, reader, market):
        shown = choices(reader, "brand", "shop=Afew")
        assert shown == ["All", "Asics of tests (1)", "Nike of tests (1)", "Not known (0)"]

    def test_an_amount_of_ones_own_is_a_choice_while_it_is_chosen(self, reader, market):
        assert "35 EUR or more (1)" in choices(reader, "net profit", "net_from=35")

    def test_a_filter_with_nothing_to_choose_is_not_shown(self, reader, market):
        titles = [spec.title for spec in reader.get(LISTING).context["cl"].filter_specs]
        assert "currency" not in titles
        fees_today()
        pair(3000, 8000, {"currency": "USD"}, {"currency": "USD"})
        assert [name[:3] for name in choices(reader, "currency")] == ["All", "EUR", "USD"]


class TestOrder:
    POSITIONS = {"product": 0, "net profit": 2, "net %": 3, "price": 5}

    @pytest.mark.parametrize(
        ("column", "expected"),
        [("product", ["Dunk", "Kayano", "Samba"]), ("price", ["Dunk", "Samba", "Kayano"])],
    )
    def test_by_columns_both_ways(self, reader, market, column, expected):
        assert names(reader, f"o={self.POSITIONS[column]}") == expected
        assert names(reader, f"o=-{self.POSITIONS[column]}") == expected[::-1]

    @pytest.mark.parametrize("column", ["net profit", "net %"])
    def test_the_highest_first_with_what_is_not_known_last(self, reader, market, column):
        pair(100, 8000, resale={"source_type": "restocks"}, name="Unknown")
        assert names(reader, f"o=-{self.POSITIONS[column]}") == ["Dunk", "Samba", "Kayano", "Unknown"]

    def test_prices_of_two_currencies_are_ordered_by_their_euro(self, reader):
        fees_today()
        rate("JPY", "160")
        pair(3000, 90_000, name="30 EUR")
        pair(160_000, 990_000, {"currency": "JPY"}, {"currency": "JPY"}, name="10 EUR")
        assert names(reader, f"o={self.POSITIONS['price']}") == ["10 EUR", "30 EUR"]

    def test_pages_lead_through_all_of_them_once(self, reader):
        fees_today()
        for number in range(205):
            source = "restocks" if number % 3 == 0 else "stockx"
            pair(1000, 2000 + number % 7, resale={"source_type": source}, name=f"Shoe {number}")
        seen = [name for page in range(1, 6) for name in names(reader, f"p={page}")]
        assert len(seen) == len(set(seen)) == 205
        ordered = ProfitOpportunity.objects.order_by(*ProfitOpportunity._meta.ordering, "-pk")
        assert seen == list(ordered.values_list("product_name", flat=True))


@pytest.mark.parametrize(
    "query", ["", "brand=x", "net_from=10&brand=x&eu_size=42&shop=y&money=EUR&resale_source__exact=stockx"]
)
def test_more_opportunities_are_no_more_queries(reader, query):
    fees_today()
    for number in range(40):
        brand, size = make("core.Brand"), make("products.Size", value=str(number), region="EU")
        pair(1000, 2000, {"size": size, "source_name": f"Shop {number}"}, {"size": size}, brand=brand)
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(f"{LISTING}?{query}").status_code == 200
    assert len(asked(captured)) <= MOST_QUERIES


def test_choices_are_those_that_occur_most(reader):
    fees_today()
    often = make("core.Brand", name="ZZ often")
    for number in range(35):
        pair(1000, 2000, brand=make("core.Brand", name=f"Rare {number:02}"))
    for _ in range(2):
        pair(1000, 2000, brand=often)
    shown = choices(reader, "brand")
    assert "ZZ often (2)" in shown
    assert len(shown) == 31
