"""The page that explains an opportunity says what the command says, to whoever may see opportunities."""

import html
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.integration.explanation import explain
from tests.opportunities.market import LEVEL_OF_2023, fees_today, pair, rate
from tests.support.pages import text

pytestmark = pytest.mark.django_db


def address(prices):
    return reverse("admin:integration_opportunity_explain", args=[one.pk for one in prices])


def sum_of(page: str) -> list[tuple[str, str]]:
    """The lines of the first table."""
    rows = re.findall(
        r'<th scope="row">(.*?)</th><td>(.*?)</td>', page.split('class="figures"')[1].split("</table>")[0]
    )
    return [(html.unescape(words), amount) for words, amount in rows]


def test_it_shows_the_lines_of_the_command(reader):
    fees_today(**LEVEL_OF_2023)
    rate("USD", "1.0876")
    prices = pair(3000, 9000, resale={"currency": "USD"})
    lines = explain(*(str(one.pk) for one in prices)).lines
    page = text(reader.get(address(prices)))
    assert sum_of(page) == [(line.words[0].upper() + line.words[1:], line.amount) for line in lines]


def test_it_leads_to_the_prices_the_fees_and_the_offers(reader):
    fee = fees_today(**LEVEL_OF_2023)
    prices = pair(3000, 9000, {"affiliate_link": "https://shop.example/1"}, {"source_url": "javascript:alert(1)"})
    page = text(reader.get(address(prices)))
    for row, name in [*((one, "integration_pricesource") for one in prices), (fee, "pricing_platformfee")]:
        assert f'href="{reverse(f"admin:{name}_change", args=[row.pk])}"' in page
    assert '<a href="https://shop.example/1" target="_blank" rel="noopener noreferrer">' in page
    assert "javascript:" not in page


def test_what_is_not_known_is_said(reader):
    page = text(reader.get(address(pair(3000, 9000, resale={"source_type": "restocks"}))))
    assert dict(sum_of(page))["Net profit"] == "not known"


def test_names_of_feeds_are_no_markup(reader):
    prices = pair(3000, 9000, {"source_name": "<script>alert(1)</script>"}, name="<script>alert(2)</script>")
    assert "<script>alert" not in text(reader.get(address(prices)))


def test_prices_that_are_no_opportunity_any_more_are_a_sentence(reader):
    prices = pair(3000, 9000)
    prices[0].in_stock = False
    prices[0].save()
    response = reader.get(address(prices))
    assert response.status_code == 200
    assert "is out of stock." in text(response)


def test_a_price_that_is_not_there_is_not_found(reader):
    unknown = reverse("admin:integration_opportunity_explain", args=[uuid.uuid4(), uuid.uuid4()])
    assert reader.get(unknown).status_code == 404


@pytest.mark.parametrize("who", [*Role, "anonymous"])
def test_who_may_see_opportunities_may_see_the_sum(clients, who):
    response = clients[who].get(address(pair(3000, 9000)))
    assert response.status_code == (302 if who == "anonymous" else 200)


def test_it_takes_few_queries(reader):
    rate("USD", "1.0876")
    prices = pair(3000, 9000, resale={"currency": "USD"})
    with CaptureQueriesContext(connection) as captured:
        reader.get(address(prices))
    assert len(captured) <= 8
