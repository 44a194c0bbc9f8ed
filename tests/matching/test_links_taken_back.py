"""A feed is taken back although its offers are matched: none stays linked to what the feed said."""

import pytest

from apps.integration.imports.undo import undo
from apps.integration.matching.answers import match_by_hand
from apps.integration.matching.run import match
from apps.integration.models import AwinProduct, PriceSource
from tests.imports.lists import AWIN, imported
from tests.matching.catalog import ASICS, product

pytestmark = pytest.mark.django_db
COLUMNS = "aw_product_id,product_name,merchant_id,search_price,currency,brand_name,description,in_stock\n"


def feed(code: str, price: str = "130.00") -> str:
    return f"{COLUMNS}1,ASICS Runner,7,{price},EUR,ASICS,Ein Schuh. | {code},1\n"


def state() -> tuple:
    found = AwinProduct.objects.get()
    return found.matched_product, found.match_method, PriceSource.objects.get().in_stock


def test_an_offer_that_is_another_shoe_again_is_matched_anew():
    shoe, _ = product(), product("1203A999-001")
    imported(feed(ASICS), AWIN)
    match()
    second = imported(feed("1203A999-001"), AWIN)
    match()
    undo(second.batch)
    assert state() == (None, None, False)
    match()
    assert state() == (shoe, "style_code", True)


def test_one_that_only_has_its_price_again_stays_what_it_is():
    shoe = product()
    imported(feed(ASICS), AWIN)
    match()
    second = imported(feed(ASICS, "99.00"), AWIN)
    match()
    undo(second.batch)
    assert state() == (shoe, "style_code", True)
    assert PriceSource.objects.get().price_cents == 13000


def test_what_staff_have_linked_by_hand_stays():
    product()
    other = product("1203A777-001")
    imported(feed(ASICS), AWIN)
    second = imported(feed("1203A999-001"), AWIN)
    match_by_hand(AwinProduct.objects.get(), other)
    undo(second.batch)
    assert state() == (other, "manual", True)
