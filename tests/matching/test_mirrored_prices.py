"""What matched offers cost stands in price_sources: one retail price for each, with its size, while it can be had."""

import datetime

import pytest

from apps.integration.matching.run import match
from apps.integration.models import AwinProduct, PriceHistory, PriceSource
from apps.integration.no_opportunity import why_not
from tests.matching.catalog import offer, product
from tests.support.rows import make
from tests.support.sql import value

pytestmark = pytest.mark.django_db
SEEN = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)


def price() -> PriceSource:
    return PriceSource.objects.get()


def test_an_offer_is_a_retail_price_of_its_size():
    shoe = product()
    offer(awin_product_id="38953129761", last_updated=SEEN)
    match()
    row = price()
    assert (row.product, row.source_type, row.price_type) == (shoe, "awin", "retail")
    assert (str(row.size), row.size.standardized_value) == ("EU 42.5", 42.5)
    assert (row.price_cents, row.currency, row.stock_quantity, row.in_stock) == (13000, "EUR", 8, True)
    assert (row.source_product_id, row.source_name) == ("38953129761", "Schuhkiste DE")
    assert (row.affiliate_link, row.source_url) == ("https://shop.example/pclick?p=1", "https://shop.example/weiss/")
    assert (row.condition, row.last_updated) == ("new", SEEN)


def test_prices_of_one_run_have_an_order():
    shoe = product()
    for number in range(5):
        offer(awin_product_id=f"{number}", size=f"{40 + number}")
    match()
    assert shoe.price_sources.values("created_at").distinct().count() == 5


def test_a_new_price_is_followed_and_its_history_kept():
    product()
    found = offer()
    match()
    found.retail_price_cents = 9900
    found.save()
    assert match().prices.changed == 1
    assert price().price_cents == 9900
    assert list(PriceHistory.objects.order_by("recorded_at").values_list("price_cents", flat=True)) == [13000, 9900]


@pytest.mark.parametrize(
    "change",
    [
        {"in_stock": False},
        {"retail_price_cents": None},
        {"retail_price_cents": 0},
        {"currency": None},
        {"size": "34W/32L"},
        {"description": "Ein anderer Schuh. | 1203A999.001"},
    ],
    ids=str,
)
def test_what_cannot_be_had_any_more_is_out_of_stock_with_its_last_price(change):
    product()
    found = offer()
    match()
    for name, new in change.items():
        setattr(found, name, new)
    found.save()
    match()
    assert (price().in_stock, price().price_cents) == (False, 13000)


def test_so_is_what_left_the_feeds():
    product()
    found = offer()
    match()
    found.delete()
    assert match().prices.withdrawn == 1
    assert not price().in_stock


def test_prices_that_are_no_mirror_are_left_alone():
    shoe = product()
    own = make(
        PriceSource, product=shoe, source_type="awin", source_product_id="typed", price_type="retail", in_stock=True
    )
    offer()
    match()
    own.refresh_from_db()
    assert own.in_stock
    assert PriceSource.objects.count() == 2


def test_an_offer_without_a_size_is_for_all_sizes():
    product()
    offer(size=None)
    match()
    assert price().size is None


@pytest.mark.parametrize("label", ["9", "34W/32L", "42/44", "S / M"])
def test_a_size_that_may_mean_two_has_no_price_and_is_named(label):
    product()
    offer(size=label)
    outcome = match()
    assert outcome.unclear_sizes == {label: 1}
    assert not PriceSource.objects.exists()


def test_a_size_of_the_us_takes_the_gender_of_the_product():
    product("DZ5485-612", "Nike", name="Air Max 1 Women's")
    product("DZ5485-613", "Nike", name="Air Max 1")
    offer("DZ5485-612", brand_name="Nike", size="US 9")
    offer("DZ5485-613", brand_name="Nike", size="US 9")
    outcome = match()
    assert (price().size.gender, price().size.standardized_value) == ("women", 40.5)
    assert outcome.unclear_sizes == {"US 9": 1}


def test_a_row_that_another_program_wrote_for_the_offer_becomes_its_mirror():
    shoe = product()
    make(PriceSource, product=shoe, source_type="awin", source_product_id="1", price_type="retail", price_cents=1)
    offer(awin_product_id="1")
    match()
    assert price().price_cents == 13000


def test_a_feed_s_next_import_still_knows_its_rows():
    """What matching adds was in no feed: the digests stay, and so an unchanged feed is not read anew."""
    product()
    found = offer()
    make("integration.AwinFeedRow", awin_product_id=found.awin_product_id)
    match()
    assert value("SELECT count(*) FROM integration.awin_feed_rows") == 1


def test_what_costs_nothing_has_no_price():
    product()
    offer(retail_price_cents=0)
    match()
    assert not PriceSource.objects.exists()


def test_a_price_that_came_from_elsewhere_and_is_mirrored_now_goes_with_its_offer():
    shoe, found = product(), offer()
    values = {"product": shoe, "size": None, "source_type": "awin", "source_product_id": found.awin_product_id}
    make(PriceSource, **values, price_type="retail", in_stock=True, metadata={"shop": 7}, last_updated=None)
    match()
    assert match().prices.unchanged == 1
    found.delete()
    assert match().prices.withdrawn == 1
    price = PriceSource.objects.get()
    assert (price.in_stock, price.metadata["shop"]) == (False, 7)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"size": "34W/32L"}, "its offer is not matched with this product and a certain size any more"),
        ({"brand_name": "Kappa"}, "its offer waits for an answer in Match questions."),
    ],
    ids=["size", "question"],
)
def test_why_such_a_price_is_no_opportunity_is_not_told_as_out_of_stock(change, reason):
    shoe = product()
    found = offer()
    match()
    AwinProduct.objects.filter(pk=found.pk).update(**change)
    match()
    resale = make(
        PriceSource, product=shoe, source_type="stockx", price_type="resale", price_cents=90_000, in_stock=True
    )
    retail = PriceSource.objects.get(source_type="awin")
    assert reason in why_not(retail, resale)
