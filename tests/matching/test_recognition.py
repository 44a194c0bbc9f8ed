"""Which product an offer is: by GTIN, else by style code and brand; what is not certain is asked, never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.models import Brand
from apps.integration.matching.run import match
from apps.integration.models import MatchQuestion
from apps.products.models import ProductGTIN, ProductStyleCode
from tests.matching.catalog import ASICS, EAN, matched, offer, product
from tests.support.rows import make
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db
NOT_MATCHED = (None, None, None)


@pytest.mark.parametrize(
    "described",
    [
        "Ein Schuh. | 1203A544.101",
        "Ein Schuh. | 1203A544-101",
        "Ein Schuh. | 1203a544 101",
        "Ein Schuh. | 1203A544-101_",
        "Ein Schuh.\n- Stylecode: 1203A544-101",
        "normale Größe - Style-Code: 1203A544-101",
        "gepolsterte Zunge - Stilcode: 1203A544-101",
        "Style Code : 1203A544.101 - weiß",
    ],
)
def test_the_style_code_at_the_end_of_a_description_names_the_product(described):
    shoe, found = product(), offer(description=described)
    match()
    assert matched(found) == (shoe, "style_code", 0.95)


@pytest.mark.parametrize("column", ["mpn", "product_model"])
def test_a_feed_may_have_a_column_for_the_style_code(column):
    shoe, found = product(), offer(None, **{column: "1203a544_101"})
    match()
    assert matched(found) == (shoe, "style_code", 0.95)


@pytest.mark.parametrize("column", ["ean", "product_gtin"])
@pytest.mark.parametrize("written", [EAN, "0" + EAN])
def test_a_gtin_names_the_product_also_without_brand_and_style_code(column, written):
    shoe, found = product(), offer(None, brand_name=None, product_name="Schuh", **{column: EAN})
    make(ProductGTIN, product=shoe, gtin=written)
    match()
    assert matched(found) == (shoe, "ean", 1.0)


@pytest.mark.parametrize("column", ["ean", "gtin"])
def test_so_does_one_that_stands_in_the_product_itself(column):
    shoe, found = product(**{column: EAN}), offer(None, ean=EAN)
    match()
    assert matched(found) == (shoe, "ean", 1.0)


def test_one_product_has_many_codes():
    shoe = product("DM7866-200/DM7866-202", "Nike")
    make(ProductStyleCode, product=shoe, code="DM7866-204")
    found = [offer(f"DM7866 {colour}", brand_name="Nike") for colour in (200, 202, 204)]
    match()
    assert [matched(row) for row in found] == [(shoe, "style_code", 0.95)] * 3


def test_who_numbers_products_by_their_style_code_need_not_write_it_twice():
    shoe, found = product(None, sku=ASICS), offer()
    match()
    assert matched(found) == (shoe, "style_code", 0.95)


def test_but_a_mere_number_is_no_style_code():
    product(None, sku="100450")
    found = offer(None, mpn="100450")
    match()
    assert matched(found) == NOT_MATCHED


@pytest.mark.parametrize(("brand", "named"), [("Jordan", "Nike"), ("Nike", "Jordan"), ("Yeezy", "adidas Originals")])
def test_a_maker_and_its_label_share_their_style_codes(brand, named):
    shoe, found = product("DZ5485-612", brand), offer("DZ5485-612", brand_name=named)
    match()
    assert matched(found)[0] == shoe


def test_where_a_feed_names_no_brand_the_title_does():
    shoe, found = product(), offer(brand_name=None, product_name="ASICS GEL-NYC Damen, silber")
    match()
    assert matched(found)[0] == shoe


def test_an_offer_without_any_code_is_left_alone():
    product()
    found = offer(None)
    assert match().verdicts == {"no code": 1}
    assert matched(found) == NOT_MATCHED


@pytest.mark.parametrize("ean", ["4550457535268", "455045753526", "EAN", ""])
def test_what_is_no_gtin_names_nothing(ean):
    product(ean=ean or None)
    found = offer(None, ean=ean)
    match()
    assert matched(found) == NOT_MATCHED


# Next to it, and another shoe.
NEAR = {
    "one digit": "1203A545-101",
    "another colour": "1203A544-102",
    "no colour": "1203A544",
    "a digit more": "1203A544-1010",
    "digits swapped": "1203A454-101",
    "another letter": "1203B544-101",
}


@pytest.mark.parametrize("code", NEAR.values(), ids=NEAR)
def test_a_style_code_that_only_looks_alike_is_another_shoe(code):
    product()
    found = offer(code)
    assert match().verdicts == {"not known": 1}
    assert matched(found) == NOT_MATCHED


def test_mens_and_womens_shoes_of_one_name_are_told_apart_by_their_codes():
    men = product("M990GL6", "New Balance", name="990v6")
    women = product("W990GL6", "New Balance", name="990v6 Women's")
    offers = [offer(code, brand_name="New Balance", product_name="990v6") for code in ("M990GL6", "W990GL6", "U990GL6")]
    match()
    assert [matched(row)[0] for row in offers] == [men, women, None]


def test_the_style_code_of_another_brand_is_another_shoe():
    product(brand="Nike")
    found = offer()
    assert match().verdicts == {"other maker": 1}
    assert matched(found) == NOT_MATCHED
    assert not MatchQuestion.objects.exists()


CODES = st.from_regex(r"[0-9]{4}[AB][0-9]{3}-[0-9]{3}", fullmatch=True)


@st.composite
def neighbours(draw):
    """Two codes that differ in one place."""
    code = draw(CODES)
    place = draw(st.sampled_from([i for i, letter in enumerate(code) if letter != "-"]))
    other = draw(st.sampled_from([letter for letter in "0123456789AB" if letter != code[place]]))
    return code, code[:place] + other + code[place + 1 :]


@settings(max_examples=25, deadline=None)
@given(codes=neighbours(), brands=st.permutations(["Asics", "Nike", "Adidas", "Puma"]), is_known=st.booleans())
def test_two_styles_are_never_linked(codes, brands, is_known):
    """Generated near-misses: of one letter, of the brand, of both; beside them the very shoe, or nobody."""
    code, near = codes
    brand, other = brands[:2]
    wrong = [product(near, brand), product(code, other)]
    right = product(code, brand) if is_known else None
    found = offer(code.replace("-", "."), brand_name=brand, product_name=f"{brand} Runner")
    match()
    assert matched(found)[0] == right
    found.delete()
    for row in filter(None, [*wrong, right]):
        row.delete()
    MatchQuestion.objects.all().delete()


# --- what is asked ---


def the_question() -> tuple[str, str, Brand | None, set]:
    question = MatchQuestion.objects.get()
    return question.doubt, question.code, question.brand, {row.product for row in question.candidates.all()}


def test_two_products_with_one_style_code_are_a_question():
    both = {product(), product()}
    found = [offer(size="42"), offer(size="43")]
    outcome = match()
    assert (outcome.verdicts, outcome.questions) == ({"several": 2}, 1)
    assert the_question() == ("several", ASICS, Brand.objects.get(name="Asics"), both)
    assert {row.awin_product for row in MatchQuestion.objects.get().offers.all()} == set(found)
    assert [matched(row) for row in found] == [NOT_MATCHED] * 2


def test_two_products_with_one_gtin_are_a_question():
    both = {product("A-1", ean=EAN), product("A-2", ean=EAN)}
    found = offer(None, ean=EAN)
    match()
    assert the_question() == ("several", EAN, Brand.objects.get(name="Asics"), both)
    assert matched(found) == NOT_MATCHED


def test_unless_the_style_code_tells_which():
    right, _ = product(ean=EAN), product("1203A544-999", ean=EAN)
    found = offer(ean=EAN)
    match()
    assert matched(found) == (right, "ean", 1.0)


def test_a_product_without_a_brand_is_a_question():
    shoe, found = product(brand=None), offer()
    match()
    assert the_question() == ("brand", ASICS, Brand.objects.get(name="Asics"), {shoe})
    assert matched(found) == NOT_MATCHED


def test_so_is_an_offer_without_a_brand():
    shoe, found = product(), offer(brand_name="Schuhkiste", product_name="Läufer, grau")
    match()
    assert the_question() == ("brand", f"{ASICS} / schuhkiste", None, {shoe})
    assert matched(found) == NOT_MATCHED


def test_a_product_of_the_brand_beside_one_without_is_a_question():
    both = {product(), product(brand=None)}
    offer()
    match()
    assert the_question()[3] == both


def test_a_gtin_and_a_style_code_of_two_products_are_a_question():
    by_gtin, by_code = product("1203A777-001", ean=EAN, sku="KINETIC"), product()
    found = offer(ean=EAN)
    match()
    assert the_question() == ("codes", f"{ASICS} / KINETIC", Brand.objects.get(name="Asics"), {by_gtin, by_code})
    assert matched(found) == NOT_MATCHED


def test_so_is_a_gtin_on_a_shoe_of_another_style_code():
    shoe = product("1203A544-102", ean=EAN)
    found = offer(ean=EAN)
    match()
    assert the_question()[3] == {shoe}
    assert matched(found) == NOT_MATCHED


def test_so_is_a_gtin_on_a_shoe_of_another_brand():
    shoe = product("DZ5485-612", "Nike", ean=EAN)
    found = offer(None, ean=EAN)
    match()
    assert the_question()[3] == {shoe}
    assert matched(found) == NOT_MATCHED


def test_a_question_that_nobody_has_any_more_goes():
    product()
    second = product()
    found = offer()
    match()
    second.delete()
    match()
    assert not MatchQuestion.objects.exists()
    assert matched(found)[1] == "style_code"


def test_a_candidate_that_is_none_any_more_goes():
    first, second, third = product(), product(), product()
    offer()
    match()
    third.style_code = "1203A544-103"
    third.save()
    match()
    assert the_question()[3] == {first, second}


# --- what is done again ---


def written() -> list:
    return query("SELECT id, xmin::text FROM integration.awin_products ORDER BY id")


def test_doing_it_again_changes_nothing():
    product()
    product("DZ5485-612", "Nike")
    product("DZ5485-612", "Jordan")
    offer(ean=EAN)
    offer("DZ5485-612", brand_name="Nike")
    offer("nothing-1")
    match()
    before = written()
    outcome = match()
    assert outcome.relinked == 0
    assert (outcome.prices.added, outcome.prices.changed, outcome.prices.withdrawn) == (0, 0, 0)
    assert outcome.prices.unchanged == 1
    assert written() == before


def test_a_dry_run_counts_the_same_and_changes_nothing():
    product()
    product("DZ5485-612", "Nike")
    product("DZ5485-612", "Nike")
    rows = [offer(ean=EAN), offer("DZ5485-612", brand_name="Nike")]
    tried = match(dry_run=True)
    assert [matched(row) for row in rows] == [NOT_MATCHED] * 2
    assert not MatchQuestion.objects.exists()
    assert value("SELECT count(*) FROM integration.price_sources") == 0
    assert match() == tried


def test_an_offer_follows_its_product_s_new_code():
    shoe, found = product(), offer()
    match()
    shoe.style_code = "1203A544-102"
    shoe.save()
    match()
    assert matched(found) == NOT_MATCHED


def test_what_staff_have_linked_by_hand_stays():
    product()
    other = product("1203A999-001")
    found = offer(matched_product=other, match_method="manual", match_confidence=1)
    match()
    assert matched(found) == (other, "manual", 1.0)
