"""import_prices: each row of a price list becomes one price, and coming again confirms it."""

from decimal import Decimal

import pytest

from apps.integration.imports.prices import importer
from apps.integration.models import ImportBatch, LatestPrice, PriceHistory, PriceSource
from apps.products.models import Product, Size
from soleflip.intake.errors import IntakeError
from tests.imports.lists import records, rows_of
from tests.imports.price_lists import ROW, aged, bring_in, counts, listed, make_dunk, named_but, priced, reasons
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dunk(db) -> Product:
    return make_dunk()


# --- what a row becomes ---


def test_a_row_becomes_a_price(dunk):
    assert counts(bring_in(listed(ROW))) == (1, 0, 0, 0, 0)
    price = PriceSource.objects.get()
    assert price.product == dunk
    size = price.size
    assert (size.region, size.value, size.gender, size.brand.slug) == ("US", "9", "men", "nike")
    assert size.standardized_value == Decimal("42.5")
    assert (price.source_type, price.price_type, price.condition) == ("stockx", "resale", "new")
    assert (price.price_cents, price.currency, price.in_stock, price.stock_quantity) == (14000, "EUR", True, None)
    assert (price.source_url, price.source_name) == ("https://stockx.example/dunk-low", None)
    assert query("SELECT last_updated = now() FROM integration.price_sources") == [(True,)]
    assert list(PriceHistory.objects.values_list("price_source", "price_cents", "in_stock")) == [
        (price.pk, 14000, True)
    ]


def test_what_a_list_does_not_say_is_a_new_pair_that_is_resold_and_can_be_had():
    price = priced("style_code,source,price", "DD1391-100,stockx,EUR 140")
    assert (price.price_type, price.condition, price.in_stock, price.currency) == ("resale", "new", True, "EUR")
    assert (price.size, price.source_url) == (None, None)


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("StockX", "stockx"),
        ("GOAT", "goat"),
        ("Alias", "goat"),
        ("eBay", "ebay"),
        ("klekt", "klekt"),
        ("RESTOCKS", "restocks"),
        ("awin", "awin"),
        ("StockX API", "stockxapi"),
    ],
)
def test_sources_are_known_by_their_names(word, source):
    assert priced("style_code,source,price,currency", f"DD1391-100,{word},140,EUR").source_type == source


@pytest.mark.parametrize(
    ("column", "cell", "kept"),
    [
        ("price_type", "Retail", ("price_type", "retail")),
        ("condition", "Used - Good", ("condition", "used_good")),
        ("condition", "deadstock", ("condition", "deadstock")),
        ("in_stock", "no", ("in_stock", False)),
        ("in_stock", "", ("in_stock", True)),
        ("source_name", "Snipes", ("source_name", "Snipes")),
        ("url", "", ("source_url", None)),
    ],
)
def test_the_other_columns(column, cell, kept):
    price = priced(f"style_code,source,price,{column}", f"DD1391-100,ebay,EUR140,{cell}")
    assert getattr(price, kept[0]) == kept[1]


@pytest.mark.parametrize(
    ("price", "currency", "kept"),
    [("140", "usd", (14000, "USD")), ('"1.249,90 €"', "", (124990, "EUR")), ("GBP99.95", "GBP", (9995, "GBP"))],
)
def test_the_currency_stands_at_the_price_or_beside_it(price, currency, kept):
    found = priced("style_code,source,price,currency", f"DD1391-100,ebay,{price},{currency}")
    assert (found.price_cents, found.currency) == kept


# --- other rows that are refused ---


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("source", "", "It is empty."),
        (
            "source",
            "Laced",
            '"Laced" is no source: write alias, stockx, awin, ebay, goat, klekt, restocks or stockxapi.',
        ),
        ("price_type", "", "It is empty."),  # the list has the column, so nothing is taken for granted
        ("price_type", "ask", '"ask" is no kind of price: write resale, retail, auction or wholesale.'),
        ("price", "", "It is empty."),
        ("price", "cheap", '"cheap" is no amount: write it as 249.90 or 249,90.'),
        ("price", "1.249", '"1.249" can be read in two ways: write 1249.00, or an amount with two decimals.'),
        ("price", "-1", '"-1" is below zero.'),
        ("price", "0.00", "A price is more than zero: what cannot be had has in_stock 0 and its last price."),
        ("price", "30000000", "30,000,000.00 is larger than 21,474,836, the most that can be kept."),
        ("price", "USD140", "It is EUR, and the price is in USD: correct one of them."),
        ("currency", "", "It is empty: write three letters such as EUR, here or at the price."),
        ("currency", "€", '"€" is no currency: write three letters such as EUR.'),
        ("in_stock", "2", '"2" is neither 1 nor 0.'),
        ("condition", "worn", '"worn" is no condition: write new, like_new, used_excellent, used_good, used_fair'),
        ("url", "javascript:alert(1)", '"javascript:alert(1)" is no address of a page: it begins with https://'),
        ("url", "https://a b", '"https://a b" is no address of a page'),
        ("source_name", "x" * 201, "It has 201 letters, and 200 can be kept."),
    ],
)
def test_a_cell_that_is_refused_says_why(column, cell, reason):
    right = {
        "style_code": "DD1391-100",
        "source": "ebay",
        "source_name": "",
        "price_type": "resale",
        "price": "140",
        "currency": "EUR",
        "condition": "new",
        "in_stock": "1",
        "url": "",
    }
    found = reasons(",".join(right), ",".join((right | {column: cell}).values()))
    assert list(found) == [{"USD140": "currency"}.get(cell, column)]
    assert next(iter(found.values())).startswith(reason)


def test_a_row_that_is_refused_does_not_stop_the_others():
    outcome = bring_in(listed(ROW.replace("140.00", "x"), "too,few,cells", ROW))
    assert counts(outcome) == (1, 0, 0, 0, 2)
    assert records(outcome)[1].source_data["style_code"] == "DD1391-100"


@pytest.mark.parametrize("columns", ["source,price", "style_code,price", "style_code,source", "sku,name"])
def test_a_list_without_a_needed_column_is_no_price_list(columns):
    with pytest.raises(IntakeError, match="is not a price list: it lacks the column"):
        bring_in(f"{columns}\n1,2,3\n")


# --- which price it is ---


def test_prices_of_another_size_kind_condition_place_or_source_are_others():
    header = "style_code,size,source,source_name,price_type,condition,price\n"
    rows = [
        "DD1391-100,42,ebay,,resale,new,EUR1",
        "DD1391-100,43,ebay,,resale,new,EUR2",
        "DD1391-100,,ebay,,resale,new,EUR3",
        "DD1391-100,42,klekt,,resale,new,EUR4",
        "DD1391-100,42,ebay,,auction,new,EUR5",
        "DD1391-100,42,ebay,,resale,used_good,EUR6",
        "DD1391-100,42,ebay,Snipes,resale,new,EUR7",
        "DD1391-100,42,ebay,Kickz,resale,new,EUR8",
    ]
    assert counts(bring_in(listed(*rows, header=header))) == (8, 0, 0, 0, 0)
    assert counts(bring_in(listed(*rows, header=header))) == (0, 0, 8, 0, 0)
    assert LatestPrice.objects.count() == 8
    assert counts(bring_in(listed(rows[6].replace("Snipes", " SNIPES "), header=header))) == (0, 1, 0, 0, 0)


def test_of_a_price_that_comes_twice_the_first_row_counts():
    other = ROW.replace("DD1391-100", "dd1391 100").replace(",9,US", ",US 9,")
    outcome = bring_in(listed(ROW, other, ROW.replace("140.00", "150.00")))
    assert counts(outcome) == (1, 0, 0, 2, 0)
    assert PriceSource.objects.get().price_cents == 14000
    remarks = {number: record.error_message for number, record in records(outcome).items()}
    assert remarks == {3: "A duplicate of row 1, which counts, although this one says something else."}


def test_prices_that_came_in_another_way_stay_as_they_are(dunk):
    make(PriceSource, product=dunk, source_type="stockx", source_product_id="0a1b", price_type="resale", size=None)
    before = rows_of("integration.price_sources")
    bring_in("style_code,source,price\nDD1391-100,stockx,EUR140\n")
    assert PriceSource.objects.count() == 2
    assert before[0] in rows_of("integration.price_sources")


def test_a_price_stays_the_same_when_the_sku_and_the_codes_are_corrected(dunk):
    bring_in(listed(ROW))
    Product.objects.update(sku="D2", style_code="DD1391-101")
    assert counts(bring_in(listed(ROW.replace("-100", "-101")))) == (0, 0, 1, 0, 0)


# --- again ---


def test_a_price_that_is_the_same_is_confirmed_and_nothing_else():
    bring_in(listed(ROW))
    aged()
    before, seen = named_but("last_updated"), PriceHistory.objects.count()
    assert counts(bring_in(listed(ROW))) == (0, 0, 1, 0, 0)
    assert named_but("last_updated") == before
    assert query("SELECT last_updated = now() FROM integration.price_sources") == [(True,)]
    assert PriceHistory.objects.count() == seen


@pytest.mark.parametrize(
    ("old", "new", "column", "value"),
    [
        ("140.00", "150.00", "price_cents", 15000),
        ("EUR", "USD", "currency", "USD"),
        (",1,", ",0,", "in_stock", False),
        ("https://stockx.example/dunk-low", "", "source_url", None),
    ],
)
def test_a_price_that_differs_is_changed(old, new, column, value):
    bring_in(listed(ROW))
    aged()
    assert counts(bring_in(listed(ROW.replace(old, new)))) == (0, 1, 0, 0, 0)
    assert getattr(PriceSource.objects.get(), column) == value
    assert query("SELECT last_updated = now(), updated_at = now() FROM integration.price_sources") == [(True, True)]
    assert PriceHistory.objects.count() == (2 if column in ("price_cents", "in_stock") else 1)


def test_what_a_list_does_not_say_stays(dunk):
    bring_in(listed(ROW))
    PriceSource.objects.update(stock_quantity=3, affiliate_link="https://a.example", source_name="By hand")
    bring_in("sku,size,region,source,price\nD1,9,US,stockx,EUR150\n")
    price = PriceSource.objects.get()
    assert (price.price_cents, price.stock_quantity, price.source_name) == (15000, 3, "By hand")
    assert (price.source_url, price.affiliate_link) == ("https://stockx.example/dunk-low", "https://a.example")


def test_a_dry_run_counts_the_same_and_writes_nothing():
    text = listed(ROW, ROW, ROW.replace("9,US", "43,EU"), "x")
    dry = counts(bring_in(text, dry_run=True))
    assert not PriceSource.objects.exists()
    assert not Size.objects.filter(value="43").exists()
    assert not ImportBatch.objects.exists()
    assert counts(bring_in(text)) == dry == (2, 0, 0, 1, 1)


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_how_many_rows_are_written_at_once_makes_no_difference(monkeypatch, at_once):
    monkeypatch.setattr(importer, "AT_ONCE", at_once)
    rows = [ROW.replace(",9,", f",{size},") for size in ("9", "9.5", "x", "10", "9", "9.5")]
    assert counts(bring_in(listed(*rows))) == (3, 0, 0, 2, 1)
    assert counts(bring_in(listed(*rows))) == (0, 0, 3, 2, 1)
