"""An offer that its style code has matched tells on which product and size its GTIN is."""

import io

import pytest
from django.core.management import call_command

from apps.integration.matching.learning import learn_gtins
from apps.integration.matching.run import match
from apps.products.models import ProductGTIN
from tests.matching.catalog import EAN, matched, offer, product
from tests.support.rows import make

pytestmark = pytest.mark.django_db


def test_the_style_code_teaches_on_which_size_a_gtin_is():
    shoe = product()
    offer(ean=EAN)
    match()
    assert learn_gtins() == 1
    learnt = ProductGTIN.objects.get()
    assert (learnt.product, learnt.gtin, str(learnt.size)) == (shoe, EAN, "EU 42.5")
    assert learnt.source == "Offer of Schuhkiste DE, by its style code"
    assert learn_gtins() == 0


def test_the_offer_of_another_shop_is_recognised_by_it():
    shoe = product()
    offer(ean=EAN)
    match()
    learn_gtins()
    other_shop = offer(None, brand_name=None, product_name="Schuh", ean=EAN)
    match()
    assert matched(other_shop) == (shoe, "ean", 1.0)


def test_what_a_style_code_has_found_is_no_surer_for_it():
    shoe, found = product(), offer(ean=EAN)
    match()
    learn_gtins()
    assert match().relinked == 0
    assert matched(found) == (shoe, "style_code", 0.95)


@pytest.mark.parametrize("second", [{"size": "43"}, {"code": "1203A544.102"}], ids=["two sizes", "two products"])
def test_a_gtin_on_two_shoes_teaches_nothing(second):
    product()
    product("1203A544-102")
    offer(ean=EAN)
    offer(ean=EAN, **second)
    match()
    assert learn_gtins() == 0


def test_a_gtin_that_somebody_knows_stays_as_it_is():
    known = make(ProductGTIN, product=product(), gtin=EAN, source="on the box")
    offer(ean=EAN)
    match()
    assert learn_gtins() == 0
    assert ProductGTIN.objects.get() == known


def test_a_dry_run_counts_and_changes_nothing():
    product()
    offer(ean=EAN)
    match()
    out = io.StringIO()
    call_command("learn_gtins", "--dry-run", stdout=out)
    assert out.getvalue() == "1 GTINs were not known. A dry run: nothing was changed.\n"
    assert not ProductGTIN.objects.exists()
