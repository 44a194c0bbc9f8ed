"""What speaks against a match makes it a question, and no number is believed that stands on many shoes."""

import pytest

from apps.integration.matching.answers import answer, reopen
from apps.integration.matching.learning import learn_gtins
from apps.integration.matching.run import match
from apps.integration.models import AwinProduct, MatchQuestion
from apps.products.models import ProductGTIN
from tests.matching.catalog import ASICS, EAN, matched, offer, product

pytestmark = pytest.mark.django_db
NOT_MATCHED = (None, None, None)
OWN_NUMBER = "2000000000015"  # GS1: 2 is for the shop's own use


def test_a_gtin_of_one_product_beside_the_style_code_of_one_without_a_brand_is_a_question():
    both = {product(None, ean=EAN, sku="KINETIC"), product(brand=None)}
    found = offer(ean=EAN)
    assert match().verdicts == {"codes": 1}
    assert matched(found) == NOT_MATCHED
    assert {row.product for row in MatchQuestion.objects.get().candidates.all()} == both


def test_so_is_a_gtin_on_a_shoe_whose_sku_is_another_style_code():
    product(None, ean=EAN, sku="1203A544-102")
    found = offer(ean=EAN)
    assert match().verdicts == {"codes": 1}
    assert matched(found) == NOT_MATCHED


def test_an_own_article_number_is_no_style_code():
    shoe, found = product(None, ean=EAN, sku="LAGER-17"), offer(ean=EAN)
    match()
    assert matched(found) == (shoe, "ean", 1.0)


def test_of_several_products_with_a_gtin_the_one_of_another_maker_is_not_taken():
    product(brand="Nike", ean=EAN)
    product("1203A544-999", "Nike", ean=EAN)
    found = offer(ean=EAN)
    assert match().verdicts == {"several gtin": 1}
    assert matched(found) == NOT_MATCHED


def test_zeros_are_no_gtin():
    for number in range(2):
        product(f"1203A544-10{number}", ean="0" * 13)
    found = offer(None, ean="0" * 13)
    assert match().verdicts == {"no code": 1}
    assert matched(found) == NOT_MATCHED


def test_behind_zeros_the_other_column_counts():
    shoe = product(ean=EAN)
    found = offer(None, ean="0" * 13, product_gtin=EAN)
    match()
    assert matched(found) == (shoe, "ean", 1.0)


@pytest.mark.parametrize("number", [OWN_NUMBER, "0" * 13, "00000000", "1111111111116", "9999999999994"])
def test_numbers_that_shops_give_themselves_are_not_learnt(number):
    product()
    offer(ean=number)
    match()
    assert learn_gtins() == 0


def test_a_brand_that_we_do_not_have_is_another_one_whatever_the_title_says():
    product()
    found = offer(brand_name="Kappa", product_name="Kappa Runner wie von ASICS")
    assert match().verdicts == {"brand": 1}
    assert matched(found) == NOT_MATCHED


@pytest.mark.parametrize("named", [None, "", "n/a", "ohne Marke"])
def test_no_brand_leaves_it_to_the_title(named):
    shoe, found = product(), offer(brand_name=named)
    match()
    assert matched(found)[0] == shoe


@pytest.mark.parametrize("end", ["schwarz", "42.5", "Made in Italy"])
def test_where_a_description_ends_in_another_word_the_columns_count(end):
    shoe, found = product(), offer(None, description=f"Ein Schuh. | {end}", mpn=ASICS)
    match()
    assert matched(found)[0] == shoe


@pytest.mark.parametrize("text", ["Ein Schuh. | {}", "Ein Schuh. Stylecode: {}"])
def test_several_codes_in_a_description(text):
    shoe = product("DM7866-200/DM7866-202", "Nike")
    found = offer(None, description=text.format("DM7866-200/DM7866-202"), brand_name="Nike")
    match()
    assert matched(found)[0] == shoe


def test_a_colour_behind_a_space_is_part_of_the_code():
    whole, shoe = product("DM7866", "Nike"), product("DM7866-202", "Nike")
    found = offer(None, description="Stylecode: DM7866 202", brand_name="Nike")
    other = offer(None, description="Stylecode: DM7866 204", brand_name="Nike")
    plain = offer(None, description="Stylecode: DM7866 100 % Leder", brand_name="Nike")
    match()
    assert [matched(row)[0] for row in (found, other, plain)] == [shoe, None, whole]


# --- answers that do not hold any more ---


def answered(product_of_it, **values) -> AwinProduct:
    found = offer(**values)
    match()
    answer(MatchQuestion.objects.get(), product_of_it)
    return found


def test_an_answer_is_not_for_the_shoe_to_which_the_shop_gives_the_number_later():
    shoe, _ = product(), product()
    other = product("1203A999-001")
    found = answered(shoe)
    AwinProduct.objects.filter(pk=found.pk).update(description="Ein anderer. | 1203A999-001")
    match()
    assert matched(found) == (other, "style_code", 0.95)
    match()
    assert matched(found) == (other, "style_code", 0.95)


@pytest.mark.parametrize("ean", [None, EAN, f"0{EAN}"])
def test_an_answer_about_a_gtin_stays(ean):
    shoe, _ = product("A-1", ean=EAN), product("A-2", ean=EAN)
    found = answered(shoe, code=None, ean=ean or EAN)
    match()
    assert matched(found) == (shoe, "manual", 1.0)


@pytest.mark.parametrize("code", [None, "1203A544.101"])
def test_an_answer_about_codes_that_disagree_stays(code):
    shoe = product("DZ5485-612", "Nike", ean=EAN, sku="KINETIC")
    found = answered(shoe, code=code, ean=EAN)
    match()
    assert matched(found) == (shoe, "manual", 1.0)


def test_what_a_wrong_answer_has_taught_goes_with_it():
    wrong, right = product(), product()
    found = answered(wrong, ean=EAN)
    assert learn_gtins() == 1
    answer(MatchQuestion.objects.get(), right)
    other_shop = offer(ean=EAN)
    match()
    assert [matched(row)[0] for row in (found, other_shop)] == [right, right]


def test_also_where_it_is_taken_back():
    wrong, _ = product(), product()
    found = answered(wrong, ean=EAN)
    learn_gtins()
    reopen(MatchQuestion.objects.get())
    match()
    assert matched(found) == NOT_MATCHED
    assert not ProductGTIN.objects.exists()


def test_what_staff_have_entered_themselves_stays():
    wrong, right = product(), product()
    answered(wrong, ean=EAN)
    ProductGTIN.objects.create(product=wrong, gtin=EAN, source="on the box")
    answer(MatchQuestion.objects.get(), right)
    assert ProductGTIN.objects.get().product == wrong
