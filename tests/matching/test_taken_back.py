"""A feed is taken back although its offers are matched: what matching found out is no later work."""

import pytest

from apps.integration.imports.catalog.importer import PRODUCTS
from apps.integration.imports.undo import LaterWork, undo
from apps.integration.matching.run import match
from apps.integration.models import AwinProduct, MatchQuestion, PriceHistory, PriceSource
from tests.imports.bringing_in import awin
from tests.imports.feeds import feed, offer
from tests.imports.lists import imported
from tests.matching.catalog import product

pytestmark = pytest.mark.django_db


def test_new_offers_go_with_their_prices_and_questions():
    product()
    for _ in range(2):
        product("DZ5485-612", "Nike")
    taken = awin(feed(offer(1), offer(2, description="| DZ5485-612", brand_name="Nike")))
    match()
    undone = undo(taken.batch)
    assert undone.is_whole
    assert not AwinProduct.objects.exists()
    assert not PriceSource.objects.exists()
    match()
    assert not MatchQuestion.objects.exists()


def test_a_changed_offer_stays_matched_and_its_price_is_the_one_before():
    shoe = product()
    awin(feed(offer(1, search_price="130.00")))
    match()
    taken = awin(feed(offer(1, search_price="90.00")))
    match()
    assert undo(taken.batch).is_whole
    assert AwinProduct.objects.get().matched_product == shoe
    assert PriceSource.objects.get().price_cents == 13000
    history = PriceHistory.objects.order_by("recorded_at").values_list("price_cents", flat=True)
    assert list(history) == [13000, 9000, 13000]


def test_what_somebody_changed_by_hand_is_later_work_as_ever():
    product()
    taken = awin(feed(offer(1)))
    match()
    AwinProduct.objects.update(colour="red")
    with pytest.raises(LaterWork):
        undo(taken.batch)


def test_products_that_are_candidates_of_a_question_alone_go_too():
    product()
    taken = imported("sku,name,brand,style_code\nG1,Gel-Kayano,Asics,1203A544-101\n", PRODUCTS)
    awin(feed(offer(1)))
    match()
    assert MatchQuestion.objects.exists()
    assert undo(taken.batch).is_whole
    match()
    assert AwinProduct.objects.get().match_method == "style_code"


def test_a_catalog_whose_products_are_matched_stays():
    taken = imported("sku,name,brand,style_code\nG1,Gel-Kayano,Asics,1203A544-101\n", PRODUCTS)
    awin(feed(offer(1)))
    match()
    with pytest.raises(LaterWork):
        undo(taken.batch)
