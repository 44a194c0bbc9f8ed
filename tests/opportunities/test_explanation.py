"""The sum line by line, what it rests on, and in one sentence why two prices are no opportunity."""

import itertools
import random
import re
import uuid
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.integration.explanation import NoOpportunity, UnknownPrice, explain
from apps.integration.models import ProfitOpportunity
from apps.integration.no_opportunity import why_not
from apps.integration.price_names import seen
from tests.opportunities.market import LEVEL_OF_2023, day, fees_today, pair, price, rate
from tests.support.rows import make

pytestmark = pytest.mark.django_db


def explained(prices):
    return explain(*(str(one.pk) for one in prices))


def reason(prices) -> str:
    with pytest.raises(NoOpportunity) as caught:
        explained(prices)
    return str(caught.value)


def printed(prices) -> str:
    output = StringIO()
    call_command("explain_opportunity", *(str(one.pk) for one in prices), stdout=output)
    return output.getvalue()


def size(value, eu=None, gender="men", region="US"):
    return make("products.Size", value=value, standardized_value=eu, gender=gender, region=region)


SALE = {"source_name": "StockX", "source_url": "https://market.example/dunk", "size": "US 9"}
OFFER = {"source_name": "size?", "affiliate_link": "https://shop.example/dunk", "stock_quantity": 3, "size": "EU 42.5"}


def example(**resale):
    """The example of 2023: bought for 30 euro, sold for 48.94."""
    fee = fees_today(**LEVEL_OF_2023)
    fee.source = "StockX payouts of 2023"
    fee.save()
    us, eu = size("9", Decimal("42.5")), size("42.5", Decimal("42.5"), "unisex", "EU")
    shown = {**SALE, "size": us, "last_updated": timezone.now() - timedelta(days=3), **resale}
    return pair(3000, 4894, {**OFFER, "size": eu}, shown, name="Dunk Low", sku="DD1391-100")


class TestTheCommand:
    def test_it_prints_the_sum_with_aligned_amounts(self):
        title, _, *lines = printed(example()).splitlines()
        assert title == "Dunk Low (DD1391-100)"
        assert lines[:8] == [
            "resale price at StockX, US 9 (men)   48.94 EUR",
            "seller fee 8 %, at least 5.00 EUR    -5.00 EUR",
            "payment 3 %                          -1.47 EUR",
            "fixed fee                             0.00 EUR",
            "shipping                             -4.50 EUR",
            "payout                               37.97 EUR",
            "price at size?, EU 42.5             -30.00 EUR",
            "net profit (26.6 %)                   7.97 EUR",
        ]

    def test_it_names_the_fees_the_offers_the_sizes_and_the_age_of_each_price(self):
        text = printed(example())
        assert f"StockX, valid from {day(1000)} until further notice; source: StockX payouts of 2023" in text
        assert "https://shop.example/dunk" in text
        assert "https://market.example/dunk" in text
        assert "EU 42.5 and US 9 (men) are both EU 42.5" in text
        assert "StockX, seen 3 days ago, on " in text
        assert "size?, nobody knows when it was seen, 3 in stock" in text

    def test_in_two_currencies_it_shows_the_rate_as_it_was_published(self):
        rate("USD", "1.0876", days_ago=2)
        text = printed(example(currency="USD"))
        assert f"payout at 1.0876 USD per EUR of {day(2)}" in text
        assert re.search(r"\nshipping 4.50 EUR +-4.89 USD\n", text)
        assert re.search(rf"\nRate of the fees: +1.0876 USD per EUR of {day(2)}\n", text)

    @pytest.mark.parametrize("arguments", [("x", "y"), (str(uuid.UUID(int=1)), str(uuid.UUID(int=2)))])
    def test_ids_that_are_none_are_a_sentence(self, arguments):
        with pytest.raises(CommandError, match=r"is no id of a price: ids look like|There is no price 0000"):
            call_command("explain_opportunity", *arguments)

    def test_no_opportunity_is_a_sentence_and_exit_code_1(self):
        with pytest.raises(CommandError, match=r"^awin 90.00 EUR is out of stock\.$") as caught:
            printed(pair(9000, 9900, retail={"source_name": "awin", "in_stock": False}))
        assert caught.value.returncode == 1


class TestTheSum:
    @pytest.mark.parametrize(("here", "there"), [*itertools.product(["EUR", "USD", "GBP"], repeat=2)])
    def test_the_lines_add_up_to_the_last(self, here, there):
        fees_today(**LEVEL_OF_2023 | {"fixed_fee": Decimal("0.45")})
        rate("USD", "1.0876")
        rate("GBP", "0.8437")
        explanation = explained(pair(3001, 19999, {"currency": here}, {"currency": there}))
        amount = 0
        for line in explanation.lines:
            if line.words.startswith("payout at"):
                amount = line.cents  # converted: from here on in the other currency
            elif line.is_sum:
                assert line.cents == amount
            else:
                amount += line.cents
        assert explanation.lines[-1].cents == explanation.opportunity.net_profit_cents
        assert {line.currency for line in explanation.lines} == {here, there}

    def test_by_way_of_the_euro_it_says_so(self):
        fees_today()
        rate("USD", "1.2")
        rate("GBP", "0.9", days_ago=3)
        words = [line.words for line in explained(pair(1, 9000, {"currency": "GBP"}, {"currency": "USD"})).lines]
        assert f"payout at 0.750000 GBP per USD, by way of the euro, of {day(3)}" in words

    def test_what_is_not_known_is_never_a_number(self):
        explanation = explained(pair(3000, 9000, resale={"source_type": "restocks", "source_name": None}))
        amounts = {line.words: line.amount for line in explanation.lines}
        assert amounts["what Restocks keeps"] == amounts["payout"] == amounts["net profit"] == "not known"
        (fees,) = (ground for ground in explanation.grounds if ground.title == "Fees")
        assert fees.words == "One cannot sell at the prices of Restocks, as far as we know"

    def test_fees_that_can_be_entered_are_asked_for(self):
        fees_today("klekt").delete()
        explanation = explained(pair(3000, 9000, resale={"source_type": "klekt", "source_name": None}))
        (fees,) = (ground for ground in explanation.grounds if ground.title == "Fees")
        assert fees.words == "Nobody has entered what Klekt keeps today: add it to Platform fees"

    def test_fees_in_a_currency_without_a_rate_are_not_known_and_it_says_why(self):
        fees_today(**LEVEL_OF_2023)
        explanation = explained(pair(3000, 9000, {"currency": "USD"}, {"currency": "USD"}))
        amounts = {line.words.split(",")[0]: line.amount for line in explanation.lines}
        assert (amounts["seller fee 8 %"], amounts["payment 3 %"]) == ("not known", "-2.70 USD")
        grounds = {ground.title: ground.words for ground in explanation.grounds}
        assert "from EUR to USD of the last 7 days" in grounds["Rate of the fees"]
        assert grounds["In euro"].startswith("Net profit not known")

    def test_a_pair_that_is_free_has_no_percentage(self):
        fees_today()
        assert explained(pair(0, 9000)).lines[-1].words == "net profit"

    def test_an_address_that_is_none_of_the_web_is_no_link(self):
        fees_today()
        shop = {"affiliate_link": "javascript:alert(1)", "source_url": "https://shop.example/"}
        assert explained(pair(1, 9000, retail=shop)).grounds[0].link == "https://shop.example/"
        assert explained(pair(1, 9000, retail={**shop, "source_url": "file:///"})).grounds[0].link == ""


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(minutes=59), "within the last hour"),
        (timedelta(minutes=61), "1 hour ago"),
        (timedelta(hours=47, minutes=59), "47 hours ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=1234), "1,234 days ago"),
    ],
    ids=str,
)
def test_how_old_a_price_is(age, words):
    now = timezone.now()
    assert seen(price(make("products.Product"), 1, last_updated=now - age), now).startswith(f"seen {words}, on ")


class TestWhyNot:
    """Each sentence names what is in the way."""

    def test_the_wrong_way_round(self):
        retail, resale = pair(3000, 9000)
        assert "name the retail price first" in reason((resale, retail))

    def test_another_kind_of_price(self):
        retail, resale = pair(3000, 9000, retail={"price_type": "auction", "source_name": "A"})
        assert reason((retail, resale)) == "A 30.00 EUR is of the type auction, where a retail price is needed."

    def test_another_product(self):
        retail, _ = pair(3000, 9000, name="Dunk")
        _, resale = pair(3000, 9000, name="Samba")
        assert reason((retail, resale)) == "The prices are of two products, Dunk and Samba."

    @pytest.mark.parametrize("gone", ["retail", "resale"])
    def test_out_of_stock(self, gone):
        assert reason(pair(3000, 9000, **{gone: {"in_stock": False, "source_name": "A"}})).endswith("is out of stock.")

    def test_another_condition(self):
        prices = pair(1_000, 9_000, retail={"condition": "used_fair"})
        assert reason(prices).startswith("The pairs differ: used fair at ")

    def test_one_size_and_all_sizes(self):
        assert "for US 9 (men), the one at " in reason(pair(3000, 9000, retail={"size": size("9")}))

    def test_a_size_that_no_chart_explains(self):
        sizes = {"size": size("9", Decimal("42.5"))}, {"size": size("XL", region="INT", gender="unisex")}
        assert "no chart says which EU size XL is" in reason(pair(3000, 9000, *sizes))

    def test_other_sizes(self):
        sizes = {"size": size("9", Decimal("42.5"))}, {"size": size("7", Decimal("40.67"), region="UK")}
        assert reason(pair(3000, 9000, *sizes)) == "The sizes differ: US 9 (men) is EU 42.5, UK 7 (men) is EU 40 2/3."

    def test_other_feet(self):
        sizes = {"size": size("9", Decimal("42.5"))}, {"size": size("10.5", Decimal("42.5"), "women")}
        assert reason(pair(3000, 9000, *sizes)).endswith("for different feet: US 9 (men) and US 10.5W.")

    def test_no_rate(self):
        rate("USD", "1.1", days_ago=8)
        assert reason(pair(3000, 9000, resale={"currency": "USD"})).startswith(
            "There is no exchange rate from USD to EUR"
        )

    def test_not_dearer(self):
        assert "90.00 EUR, is not above the retail price at " in reason(pair(9000, 9000))

    def test_not_dearer_at_the_rate(self):
        rate("USD", "2")
        sentence = reason(pair(6000, 9000, resale={"currency": "USD"}))
        assert f"90.00 USD (45.00 EUR at 2 USD per EUR of {day(0)}), is not above" in sentence

    def test_a_price_that_is_gone(self):
        retail, resale = pair(3000, 9000)
        key = resale.pk
        resale.delete()
        with pytest.raises(UnknownPrice, match=f"There is no price {key}"):
            explain(str(retail.pk), str(key))


@pytest.mark.parametrize("seed", range(3))
def test_any_two_prices_are_either_an_opportunity_or_there_is_a_reason(seed):
    """The reasons are those of the view: where it has the pair there is none, where it has not there is one."""
    dice = random.Random(seed)
    rate("USD", "1.1")
    fees_today(**LEVEL_OF_2023)
    shoes = [make("products.Product") for _ in range(2)]
    labels = [("9", Decimal("42.5"), "men"), ("10", Decimal(44), "men"), ("11", Decimal("42.5"), "women"),
              ("42", Decimal("42.5"), "unisex"), ("8", None, "men"), ("7", None, "men")]  # fmt: skip
    sizes = [None, *(size(value, eu, gender) for value, eu, gender in labels)]
    prices = [
        price(
            dice.choice([*shoes, shoes[0]]),
            dice.randint(5_000, 15_000),
            dice.choice(["retail", "retail", "retail", "resale", "resale", "resale", "auction"]),
            size=dice.choice(sizes),
            currency=dice.choice(["EUR", "EUR", "USD", "CHF"]),
            in_stock=dice.random() < 0.9,
            source_product_id=str(number),
        )
        for number in range(40)
    ]
    there = set(ProfitOpportunity.objects.values_list("retail_price_source", "resale_price_source"))
    for retail, resale in itertools.permutations(prices, 2):
        assert ("just changed" in why_not(retail, resale)) == ((retail.pk, resale.pk) in there)
    assert there
