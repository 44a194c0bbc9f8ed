"""import_prices finds the product by its codes, and the size by region, brand and gender; never by a guess."""

import pytest

from apps.integration.models import PriceSource
from apps.products.models import Product, ProductGTIN, ProductStyleCode, Size
from tests.imports.price_lists import EAN, OTHER_EAN, bring_in, make_dunk, priced, product, reasons
from tests.support.rows import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dunk(db) -> Product:
    return make_dunk()


# --- of which product ---


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("style_code", "dd1391 100"),
        ("style_code", "XX0000-000/DD1391.100"),
        ("gtin", EAN),
        ("gtin", EAN.lstrip("0")),  # a spreadsheet took the zero away
        ("gtin", "0194502-876888"),
        ("sku", "D1"),
        ("style_code,gtin", f"DD1391-100,{EAN}"),
        ("style_code,gtin", f"XX0000-000,{EAN}"),
        ("style_code,gtin", f"DD1391-100,{OTHER_EAN}"),
        ("style_code,brand", "DD1391-100,Nike"),
        ("style_code,brand", "DD1391-100,jordan"),  # of one maker
    ],
)
def test_products_are_found_by_their_codes(dunk, columns, cells):
    assert priced(f"{columns},source,price", f"{cells},ebay,EUR140").product == dunk


def test_codes_of_other_tables_name_products_too(dunk):
    make(ProductStyleCode, product=dunk, code="AB1234-567")
    make(ProductGTIN, product=dunk, gtin=OTHER_EAN)
    bring_in(f"style_code,gtin,source,price\nab1234 567,,ebay,EUR140\n,{OTHER_EAN},klekt,EUR140\n")
    assert set(PriceSource.objects.values_list("product", "source_type")) == {(dunk.pk, "ebay"), (dunk.pk, "klekt")}


@pytest.mark.parametrize(
    ("columns", "cells", "column", "reason"),
    [
        (
            "style_code",
            "XX0000-000",
            "style_code",
            'No product has the style code "XX0000-000": import the product first, or add the code to it.',
        ),
        (
            "style_code,gtin",
            f"XX0000-000,{OTHER_EAN}",
            "gtin",
            f'No product has the GTIN "0{OTHER_EAN}" or the style code "XX0000-000": import the product first, or add '
            "the code to it.",
        ),
        (
            "style_code,gtin",
            f"TWO-1,{EAN}",
            "gtin",
            f'The GTIN "0{EAN}" is that of D1, and the style code "TWO-1" is that of A1 and A2: correct one of them.',
        ),
        (
            "style_code",
            "TWO-1",
            "style_code",
            'The style code "TWO-1" is that of A1 and A2: name the one that is meant by its SKU or GTIN, or merge '
            "them.",
        ),
        (
            "style_code,brand",
            "DD1391-100,Adidas",
            "brand",
            'the style code "DD1391-100" is that of D1 (Nike): correct the brand or the code.',
        ),
        (
            "style_code,brand",
            "DD1391-100,Nkie",
            "brand",
            'No brand is called "Nkie": correct it, or leave it empty.',
        ),
        (
            "style_code,gtin",
            ",",
            "style_code",
            "It is empty, and so is the GTIN: one of them has to name the product.",
        ),
        (
            "gtin",
            "0194502876889",
            "gtin",
            '"0194502876889" is no GTIN: 8, 12, 13 or 14 digits, of which the last fits the others.',
        ),
        (
            "gtin",
            "1.94503E+11",
            "gtin",
            '"1.94503E+11" is what a spreadsheet made of the code, whose last digits are lost: format the column as '
            "text, and enter or export the codes anew.",
        ),
        ("style_code", "-/-", "style_code", '"-/-" has neither letters nor digits, so it is no style code.'),
    ],
)
def test_a_row_that_does_not_name_one_product_is_refused(columns, cells, column, reason):
    product("A1", brand="adidas", style_code="TWO-1")
    product("A2", style_code="TWO-1")
    assert reasons(f"{columns},source,price", f"{cells},ebay,EUR140") == {column: reason}


def test_the_brand_tells_two_products_of_one_code_apart():
    product("A1", brand="adidas", style_code="TWO-1")
    nike = product("A2", style_code="TWO-1")
    product("A3", brand=None, style_code="TWO-1")
    assert priced("style_code,brand,source,price", "TWO-1,Nike,ebay,EUR140").product == nike


def test_a_product_whose_brand_nobody_knows_is_not_of_another():
    unknown = product("A3", brand=None, style_code="ONE-1")
    assert priced("style_code,brand,source,price", "ONE-1,Nike,ebay,EUR140").product == unknown


# --- in which size ---


@pytest.mark.parametrize(
    ("size", "region", "gender", "found"),
    [
        ("9", "US", "", ("US", "9", "men")),  # by the product's name
        ("9", "us", "women", ("US", "9", "women")),
        ("9W", "US", "", ("US", "9", "women")),
        ("6Y", "", "GS", ("US", "6", "youth")),
        ("42.5", "", "", ("EU", "42.5", "unisex")),
        ("EU 42", "", "", ("EU", "42", "unisex")),
        ('"42,5"', "EU", "men", ("EU", "42.5", "unisex")),
        ("40.7", "EU", "", ("EU", "40 2/3", "unisex")),
        ("XL", "INT", "", ("INT", "XL", "unisex")),
        ("One Size", "", "", ("ONE", "One size", "unisex")),
        ("", "ONE", "", ("ONE", "One size", "unisex")),
        ("8", "UK", "", ("UK", "8", "men")),
    ],
)
def test_sizes_are_read_by_region_and_gender(size, region, gender, found):
    price = priced("style_code,size,region,gender,source,price", f"DD1391-100,{size},{region},{gender},ebay,EUR140")
    assert (price.size.region, price.size.value, price.size.gender) == found


def test_a_size_that_is_known_is_taken():
    known = make(Size, region="EU", value="42.5", brand=None, category=None, gender="unisex")
    assert priced("style_code,size,source,price", "DD1391-100,42.5,ebay,EUR140").size == known


@pytest.mark.parametrize(("size", "expected"), [("", "42.5"), ("43", "43")])
def test_a_gtin_gives_the_size_where_the_row_has_none(dunk, size, expected):
    known = make(Size, region="EU", value="42.5", brand=None, category=None, gender="unisex")
    make(ProductGTIN, product=dunk, gtin=OTHER_EAN, size=known)
    price = priced("sku,gtin,style_code,size,source,price", f"D1,{OTHER_EAN},DD1391-100,{size},ebay,EUR140")
    assert price.size.value == expected


@pytest.mark.parametrize(
    ("size", "region", "gender", "column", "reason"),
    [
        (
            "9",
            "",
            "",
            "size",
            '"9" does not say whose size it is: fill the column region with US, UK, EU, JP, KR, CM, INT or ONE.',
        ),
        ("9", "BR", "", "region", '"BR" is no region of sizes: write US, UK, EU, JP, KR, CM, INT or ONE.'),
        (
            "9",
            "US",
            "",
            "size",
            "US 9 is one size of men and another of women: write 9W, 9Y or 9C, or men, women, youth or infant into the "
            "column gender.",
        ),
        (
            "8",
            "UK",
            "unisex",
            "size",
            "UK 8 is one size of men and another of women: write men, women, youth or infant into the column gender.",
        ),
        ("3J", "US", "", "size", '"3J" is no size of the region US: write it as 9, 9.5, 9W, 6Y or 10C.'),
        ("34W/32L", "", "", "size", '"34W/32L" does not say whose size it is: fill the column region'),
        ("EU 42", "US", "", "size", '"EU 42" is no size of the region US: write it as'),
        ("9W", "US", "men", "gender", 'It is men, and "9W" is a size of women.'),
        ("42", "EU", "people", "gender", '"people" is no gender: write men, women, youth, infant or unisex.'),
    ],
)
def test_a_size_that_may_be_two_is_refused(dunk, size, region, gender, column, reason):
    Product.objects.update(name="Dunk Low")
    found = reasons("style_code,size,region,gender,source,price", f"DD1391-100,{size},{region},{gender},ebay,EUR140")
    assert list(found) == [column]
    assert found[column].startswith(reason)
    assert not Size.objects.filter(gender="unisex", region__in=("US", "UK")).exists()


@pytest.mark.parametrize("region", ["US", ""])
@pytest.mark.parametrize("source", ["StockX", "stockxapi"])
def test_a_bare_size_of_stockx_is_one_of_men(dunk, region, source):
    Product.objects.update(name="Dunk Low")
    row = f"DD1391-100,9,{region},{source},140,EUR"
    size = priced("style_code,size,region,source,price,currency", row).size
    assert (str(size), size.gender, size.standardized_value) == ("US 9", "men", 42.5)


def test_unless_the_product_is_made_for_women(dunk):
    Product.objects.update(name="Dunk Low Women's")
    refused = reasons("style_code,size,region,source,price,currency", "DD1391-100,9,US,StockX,140,EUR")
    assert refused["size"].startswith("US 9 is one size of men and another of women")
