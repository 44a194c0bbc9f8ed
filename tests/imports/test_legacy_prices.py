"""migrate_legacy_prices: what the legacy tables say for certain is in price_sources, the rest is reported."""

import datetime
import io
from decimal import Decimal

import pytest
from django.core.management import call_command

from apps.core.models import Brand
from apps.integration.imports.prices.importer import PRICES
from apps.integration.legacy_prices import migrating
from apps.integration.models import LegacyMarketPrice as SupplierPrice
from apps.integration.models import PriceHistory, PriceSource
from apps.pricing.models import LegacyMarketPrice as MarketPrice
from apps.products.models import Product, Size
from tests.imports.lists import imported, rows_of
from tests.support.rows import make

pytestmark = pytest.mark.django_db

DAY = datetime.datetime(2025, 3, 4, tzinfo=datetime.UTC)
LATER = DAY + datetime.timedelta(days=1)
SUPPLIERS, MARKETS = "integration.market_prices", "pricing.market_prices"
HAS_NOTHING = "read 0 = 0 added + 0 changed + 0 unchanged + 0 known newer + 0 outdated + 0 not decided"


@pytest.fixture
def dunk(db) -> Product:
    return make(Product, sku="D1", name="Dunk Low Men's", brand=Brand.objects.get(slug="nike"))


def offered(product, **values) -> SupplierPrice:
    """A price of a shop."""
    usual = {"source": "Awin", "supplier_name": "Snipes", "external_id": "77-1", "buy_price": Decimal("89.95")}
    usual |= {"currency": "EUR", "availability": "In Stock", "stock_qty": 3, "last_updated": DAY}
    return make(SupplierPrice, product=product, **{**usual, "product_url": "https://snipes.example/1", **values})


def asked(product, **values) -> MarketPrice:
    """A snapshot of a marketplace."""
    usual = {"platform_name": "StockX", "size_value": "9", "condition": "new", "price_date": DAY.date()}
    return make(MarketPrice, product=product, **{**usual, "lowest_ask": Decimal("140.00"), **values})


def migrate(*options: str) -> str:
    """What the command says."""
    stream = io.StringIO()
    call_command("migrate_legacy_prices", *options, stdout=stream, verbosity=0)
    return stream.getvalue()


def undecided(product, make_row, **values) -> str:
    """Why this row alone becomes no price."""
    make_row(product, **values)
    said = migrate()
    assert not PriceSource.objects.exists()
    assert "1 not decided" in said
    (line,) = [line for line in said.splitlines() if line.startswith("  not decided, 1 row: ")]
    return line.removeprefix("  not decided, 1 row: ")


# --- shops ---


def test_a_price_of_a_shop_becomes_a_retail_price(dunk):
    row = offered(dunk)
    assert f"{SUPPLIERS}: read 1 = 1 added" in migrate()
    price = PriceSource.objects.get()
    assert (price.product, price.size, price.source_type, price.price_type) == (dunk, None, "awin", "retail")
    assert (price.source_product_id, price.source_name) == ("77-1", "Snipes")
    assert (price.price_cents, price.currency, price.condition) == (8995, "EUR", "new")
    assert (price.in_stock, price.stock_quantity, price.last_updated) == (True, 3, DAY)
    assert price.source_url == "https://snipes.example/1"
    assert price.metadata == {"migrated_from": SUPPLIERS, "id": str(row.pk)}
    assert PriceHistory.objects.get().price_cents == 8995


@pytest.mark.parametrize(
    ("availability", "stock_qty", "in_stock", "doubt"),
    [
        ("in_stock", None, True, ""),
        ("Auf Lager", None, True, ""),
        ("AUSVERKAUFT", None, False, ""),
        ("Pre-Order", None, False, ""),
        ("in stock", 0, False, ""),
        ("sold out", 3, False, ""),
        ("perhaps", 3, True, ""),
        (None, 0, False, ""),
        ("perhaps", None, False, 'the availability "perhaps" is not known, so it cannot be had'),
        (None, None, False, "nothing is said of its stock, so it cannot be had"),
    ],
)
def test_what_can_be_had_is_told_by_stock_and_words(dunk, availability, stock_qty, in_stock, doubt):
    offered(dunk, availability=availability, stock_qty=stock_qty)
    said = migrate()
    assert PriceSource.objects.get().in_stock is in_stock
    assert said.count("with a doubt") == bool(doubt)
    assert (f"with a doubt, 1 row: {doubt}" if doubt else "") in said


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"source": "Zalando"}, 'the source "Zalando" is none of ours'),
        ({"currency": None}, "the price has no currency"),
        ({"buy_price": 0}, "the price is 0.00"),
        ({"buy_price": Decimal("99999999")}, "99,999,999.00 is larger than 21,474,836, the most that can be kept."),
        (
            {"last_updated": datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)},
            "the price is of a moment that is still",
        ),
    ],
)
def test_a_price_of_a_shop_that_cannot_be_told_is_reported(dunk, values, why):
    assert undecided(dunk, offered, **values).startswith(why)


def test_of_two_rows_about_one_price_the_newer_counts(dunk):
    offered(dunk, buy_price=1)
    offered(dunk, buy_price=2, last_updated=LATER)
    offered(dunk, buy_price=3, last_updated=None)
    assert "1 added + 0 changed + 0 unchanged + 0 known newer + 2 outdated" in migrate()
    assert PriceSource.objects.get().price_cents == 200


def test_shops_without_ids_are_told_apart_by_their_names(dunk):
    for supplier in ("Snipes", "Kickz", "snipes"):
        offered(dunk, external_id=None, supplier_name=supplier)
    assert "2 added + 0 changed + 0 unchanged + 0 known newer + 1 outdated" in migrate()


def test_an_address_that_is_none_is_left_out(dunk):
    offered(dunk, product_url="javascript:alert(1)")
    migrate()
    assert PriceSource.objects.get().source_url is None


# --- marketplaces ---


def test_the_lowest_ask_of_the_newest_snapshot_becomes_a_resale_price(dunk):
    asked(dunk, price_date=DAY.date() - datetime.timedelta(days=1), lowest_ask=1)
    row = asked(dunk)
    assert f"{MARKETS}: read 2 = 1 added + 0 changed + 0 unchanged + 0 known newer + 1 outdated" in migrate()
    price = PriceSource.objects.get()
    assert (price.product, price.source_type, price.price_type, price.condition) == (dunk, "stockx", "resale", "new")
    assert (price.size.region, price.size.value, price.size.gender) == ("US", "9", "men")
    assert (price.price_cents, price.currency, price.in_stock, price.last_updated) == (14000, "EUR", True, DAY)
    assert price.metadata == {"migrated_from": MARKETS, "id": str(row.pk)}


@pytest.mark.parametrize(
    ("platform", "size", "found"),
    [
        ("StockX", "10W", ("US", "10", "women")),
        ("StockX", "42.5", ("EU", "42.5", "unisex")),
        ("stockx", None, None),
        ("Alias", "EU 42", ("EU", "42", "unisex")),
        ("eBay", "42.5", ("EU", "42.5", "unisex")),
        ("GOAT", "US 9", ("US", "9", "men")),
    ],
)
def test_sizes_are_read_by_the_rules_of_the_platform(dunk, platform, size, found):
    asked(dunk, platform_name=platform, size_value=size)
    migrate()
    price = PriceSource.objects.get()
    assert (price.size and (price.size.region, price.size.value, price.size.gender)) == found


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"platform_name": "Laced"}, 'the platform "Laced" is none of ours'),
        ({"condition": "VNDS"}, 'the condition "VNDS" is none of ours'),
        ({"size_value": "34W/32L"}, 'the size "34W/32L" at StockX may be several'),
        ({"size_value": "9", "platform_name": "Alias"}, 'the size "9" at GOAT may be several'),
        ({"size_value": "10W", "platform_name": "eBay"}, 'the size "10W" at eBay may be several'),  # or wide
        ({"lowest_ask": None}, "the newest snapshot has no lowest ask"),
        ({"lowest_ask": 0}, "the price is 0.00"),
        ({"price_date": datetime.date(2100, 1, 1)}, "the price is of a day that is still to come"),
    ],
)
def test_a_snapshot_that_cannot_be_told_is_reported(dunk, values, why):
    assert undecided(dunk, asked, **values) == why


def test_a_size_of_nobody_known_is_reported(dunk):
    Product.objects.update(name="Dunk Low")
    before = Size.objects.count()
    why = undecided(dunk, asked, platform_name="GOAT", size_value="US 9")
    assert why == "US 9 needs a gender, which the product's name does not say"
    assert Size.objects.count() == before


def test_an_older_ask_is_no_price_once_there_was_none_any_more(dunk):
    asked(dunk)
    asked(dunk, price_date=LATER.date(), lowest_ask=None)
    assert "0 added + 0 changed + 0 unchanged + 0 known newer + 1 outdated + 1 not decided" in migrate()
    assert not PriceSource.objects.exists()


def test_rows_with_the_same_reason_are_counted_together(dunk):
    for _ in range(3):
        offered(dunk, source="Zalando")
    assert '  not decided, 3 rows: the source "Zalando" is none of ours\n' in migrate()


# --- again ---


def everything() -> list[list]:
    return [rows_of(table) for table in ("integration.price_sources", "integration.price_history", "public.sizes")]


def test_coming_again_changes_nothing(dunk):
    offered(dunk)
    offered(dunk, external_id="77-2", last_updated=None)
    asked(dunk)
    migrate()
    before = everything()
    said = migrate()
    assert f"{SUPPLIERS}: read 2 = 0 added + 0 changed + 2 unchanged" in said
    assert f"{MARKETS}: read 1 = 0 added + 0 changed + 1 unchanged" in said
    assert everything() == before


def test_a_dry_run_says_the_same_and_writes_nothing(dunk):
    offered(dunk)
    asked(dunk, size_value="13.5")
    before = everything()
    dry = migrate("--dry-run")
    assert dry.endswith("A dry run: nothing was written.\n")
    assert everything() == before
    assert dry.startswith(migrate())


@pytest.mark.parametrize("known", [DAY, LATER, None])
def test_a_price_that_is_not_known_to_be_older_is_never_overwritten(dunk, known):
    offered(dunk)
    there = make(
        PriceSource,
        product=dunk,
        source_type="awin",
        source_product_id="77-1",
        price_type="retail",
        price_cents=1,
        size=None,
        last_updated=known,
    )
    before = rows_of("integration.price_sources")
    assert "0 added + 0 changed + 0 unchanged + 1 known newer" in migrate()
    assert rows_of("integration.price_sources") == before
    assert PriceSource.objects.get() == there


def test_an_older_price_is_brought_up_to_date_and_stays_what_it_is(dunk):
    row = offered(dunk)
    make(
        PriceSource,
        product=dunk,
        source_type="awin",
        source_product_id="77-1",
        price_type="retail",
        price_cents=1,
        size=None,
        last_updated=DAY - datetime.timedelta(days=1),
        affiliate_link="https://a.example",
        metadata={"mirror_of": "integration.awin_products"},
    )
    assert "0 added + 1 changed" in migrate()
    price = PriceSource.objects.get()
    assert (price.price_cents, price.affiliate_link, price.last_updated) == (8995, "https://a.example", DAY)
    origin = {"migrated_from": SUPPLIERS, "id": str(row.pk)}
    assert price.metadata == {"mirror_of": "integration.awin_products", **origin}


def test_an_id_that_belongs_to_another_kind_of_price_is_reported(dunk):
    offered(dunk)
    make(PriceSource, product=dunk, source_type="awin", source_product_id="77-1", price_type="wholesale", size=None)
    assert "not decided, 1 row: its id belongs to a wholesale price" in migrate()


def test_the_next_price_list_carries_on_where_the_snapshot_ended(dunk):
    asked(dunk)
    migrate()
    text = "sku,size,region,source,price\nD1,9,US,StockX,EUR150\n"
    assert imported(text, PRICES).counts.changed == 1
    assert PriceSource.objects.get().price_cents == 15000
    assert "1 known newer" in migrate()


@pytest.mark.parametrize("at_once", [1, 2])
def test_how_many_rows_are_written_at_once_makes_no_difference(dunk, monkeypatch, at_once):
    monkeypatch.setattr(migrating, "AT_ONCE", at_once)
    for price, moment in ((1, DAY), (2, LATER), (3, DAY)):
        offered(dunk, buy_price=price, last_updated=moment)
    assert "1 added + 0 changed + 0 unchanged + 0 known newer + 2 outdated" in migrate()
    assert PriceSource.objects.get().price_cents == 200


# --- the command ---


def test_empty_tables_are_no_error():
    assert migrate() == f"{SUPPLIERS}: {HAS_NOTHING}.\n{MARKETS}: {HAS_NOTHING}.\n"


def test_the_legacy_tables_stay_as_they_are(dunk):
    offered(dunk)
    asked(dunk)
    before = [rows_of(table) for table in (SUPPLIERS, MARKETS)]
    migrate()
    assert [rows_of(table) for table in (SUPPLIERS, MARKETS)] == before
