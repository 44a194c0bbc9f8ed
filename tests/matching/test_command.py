"""manage.py match_products says what it did, and what it could not decide."""

import io

import pytest
from django.core.management import call_command

from tests.matching.catalog import EAN, matched, offer, product

pytestmark = pytest.mark.django_db


def said(*arguments, **options) -> list[str]:
    out = io.StringIO()
    call_command("match_products", *arguments, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue().splitlines()


def test_it_says_where_each_offer_ended_and_why():
    product(ean=EAN)
    product("DZ5485-612", "Nike")
    for _ in range(2):
        product("CT8012-104", "Jordan")
    offer(ean=EAN)
    offer()
    offer("CT8012-104", brand_name="Jordan")
    offer("DZ5485-612")
    offer("1203A999-001")
    offer("1203A999-001")
    offer(None)
    offer(None, ean="6291041500213")
    offer(size="34W/32L")
    assert said() == [
        "9 offers = matched 3 (1 by GTIN, 2 by style code, 0 by hand) + in question 1 + not matched 5; 3 changed.",
        "  1 have neither a GTIN nor a style code",
        "  1 have a GTIN that no product has, and no style code",
        "  2 have a style code that no product has: 1203A999-001 (2)",
        "  1 have the style code of another maker's product",
        "  1 wait for 1 answer: see Match questions",
        "Prices: 2 added, 0 changed, 0 set out of stock, 0 unchanged.",
        "Sizes that are not certain, so their offers have no price: 34W/32L (1). US and UK sizes need the product's "
        "name to say for whom it is, such as Men's or Women's.",
    ]


def test_a_dry_run_says_so_and_changes_nothing():
    product()
    found = offer()
    assert said("--dry-run")[-1] == "A dry run: nothing was changed."
    assert matched(found) == (None, None, None)


def test_without_offers_it_says_what_comes_first():
    assert said() == ["There are no offers yet: import a feed first, with import_awin."]


def test_with_verbosity_0_it_says_nothing():
    offer()
    assert said(verbosity=0) == []
