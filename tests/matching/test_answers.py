"""What staff answer holds for all offers of a question, also for those that come later."""

import pytest

from apps.integration.matching.answers import answer, reopen
from apps.integration.matching.run import match
from apps.integration.models import MatchQuestion, PriceSource
from tests.matching.catalog import matched, offer, product

pytestmark = pytest.mark.django_db


@pytest.fixture
def shoes(db):
    """Two products with one style code."""
    return product(sku="NEW"), product(sku="OLD")


@pytest.fixture
def question(shoes):
    """What was asked about the first offer of it."""
    offer(awin_product_id="1")
    match()
    return MatchQuestion.objects.get()


def in_stock():
    return set(PriceSource.objects.filter(in_stock=True).values_list("source_product_id", "product__sku"))


def test_an_answer_links_the_offers_and_mirrors_their_prices_at_once(shoes, question):
    answer(question, shoes[0])
    assert matched(question.offers.get().awin_product) == (shoes[0], "manual", 1.0)
    assert in_stock() == {("1", "NEW")}


def test_offers_that_come_later_obey_it(shoes, question):
    answer(question, shoes[0])
    later = offer(awin_product_id="2", size="43")
    outcome = match()
    assert matched(later) == (shoes[0], "manual", 1.0)
    assert (outcome.verdicts, outcome.questions) == ({"manual": 2}, 1)
    assert in_stock() == {("1", "NEW"), ("2", "NEW")}
    assert question.offers.count() == 2


def test_none_of_them_leaves_them_alone(shoes, question):
    answer(question, None)
    later = offer(awin_product_id="2", size="43")
    assert match().verdicts == {"none of them": 2}
    assert matched(later) == (None, None, None)
    assert in_stock() == set()


def test_another_answer_takes_the_prices_along(shoes, question):
    answer(question, shoes[0])
    answer(question, shoes[1])
    assert in_stock() == {("1", "OLD")}


def test_a_question_that_is_opened_again_has_no_prices(shoes, question):
    answer(question, shoes[0])
    reopen(question)
    assert in_stock() == set()
    match()
    assert matched(question.offers.get().awin_product) == (None, None, None)
    assert MatchQuestion.objects.get() == question


def test_an_answer_whose_product_is_deleted_is_asked_again(shoes, question):
    third = product("1203A544-777", sku="GONE")
    answer(question, third)
    third.delete()
    assert match().verdicts == {"several": 1}
    assert MatchQuestion.objects.get(answer=None, is_none=False) == question


def test_what_is_answered_for_one_unknown_brand_says_nothing_of_the_next():
    shoe = product()
    one = offer(awin_product_id="1", brand_name="Schuhkiste", product_name="Runner")
    match()
    answer(MatchQuestion.objects.get(), shoe)
    other = offer(awin_product_id="2", brand_name="Kappa", product_name="Runner")
    match()
    assert matched(one)[0] == shoe
    assert matched(other) == (None, None, None)
    assert MatchQuestion.objects.filter(answer=None).get().code.endswith(" / kappa")
