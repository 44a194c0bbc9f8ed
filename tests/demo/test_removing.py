"""load_demo --remove takes the demo out, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from apps.demo.in_the_way import InTheWay
from apps.demo.loading import load
from apps.demo.removing import remove
from soleflip.catalog.verification import verify
from tests.demo.conftest import PLAN
from tests.demo.contents import contents, rows_in
from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.rows import make
from tests.support.sql import query, value
from tests.support.world import make_world

REFRESHED = {"system.kept_tables": ["refreshed_at"]}
DEMO_LOT = "SELECT id FROM products.inventory WHERE status = 'sold' ORDER BY id LIMIT 1"


def test_rows_of_ones_own_before_and_in_between_are_as_they_were(committed, expectation):
    make_world()
    call_command("refresh_views", stdout=StringIO())  # as every load and removal does at its end
    before = contents(REFRESHED)
    load(PLAN)
    assert contents(REFRESHED) != before
    remove()
    assert contents(REFRESHED) == before
    load(PLAN)
    make("products.InventoryItem")
    remove()
    assert rows_in("products.inventory") == int(before["products.inventory"].split()[0]) + 1
    assert verify(connection, expectation, settings.SEED_STAND_INS).differences == []


def test_a_second_removal_finds_nothing(demo):
    assert remove()["integration.price_sources"] == 1_000
    assert remove() == {}


def test_rows_that_were_edited_go_too(demo):
    query("UPDATE products.products SET name = 'Mine now', sku = 'MINE-' || sku, style_code = NULL")
    query("UPDATE integration.price_sources SET price_cents = 1, source_name = 'Mine'")  # and history by its trigger
    query("UPDATE core.suppliers SET name = 'Mine', slug = 'mine-' || slug")
    query("UPDATE auth.users SET username = 'mine' || username WHERE username LIKE 'demo.%'")
    query("UPDATE transactions.orders SET notes = 'mine', external_id = NULL")
    remove()
    for table in ("products.products", "integration.price_sources", "integration.price_history", "core.suppliers"):
        assert rows_in(table) == 0
    assert rows_in("auth.users") == 1


@pytest.mark.parametrize(
    ("model", "column", "table", "parent"),
    [
        ("products.InventoryItem", "product_id", "products.inventory", "products.products"),
        ("products.InventoryItem", "supplier_id", "products.inventory", "core.suppliers"),
        ("transactions.Order", "inventory_id", "transactions.orders", "products.inventory"),
        ("integration.PriceSource", "product_id", "integration.price_sources", "products.products"),
    ],
)
def test_a_row_of_ones_own_that_names_a_demo_row_is_in_the_way(demo, model, column, table, parent):
    demo_row = value(f"SELECT id FROM {parent} ORDER BY id LIMIT 1")
    mine = make(model, **{column: demo_row})
    before = contents()
    with pytest.raises(InTheWay, match="delete them or let them name others") as refusal:
        remove()
    assert f"1 of your own rows in {table} ({mine.pk}) name demo rows of {parent} as {column}" in str(refusal.value)
    assert contents() == before
    mine.delete()
    assert remove()[parent] > 1


def test_a_brand_and_a_size_that_ones_own_rows_name_stay(demo):
    brand = value("SELECT id FROM core.brands WHERE slug = 'hoka'")
    size = value("SELECT id FROM public.sizes WHERE value = '43' AND gender = 'men'")
    product = make("products.Product", brand_id=brand)
    make("products.InventoryItem", product=product, size_id=size)
    remove()
    assert query("SELECT slug FROM core.brands WHERE id = %s", brand) == [("hoka",)]
    assert query("SELECT value FROM public.sizes") == [("43",)]
    load(PLAN)
    assert value("SELECT count(*) FROM core.brands WHERE slug = 'hoka'") == 1
    assert value("SELECT count(*) FROM public.sizes WHERE value = '43' AND gender = 'men'") == 1


def test_of_brands_that_sold_none_is_left(committed):
    """What is kept of their sales by month names them until it is refreshed."""
    before = contents()["core.brands"]
    load(PLAN)
    query("UPDATE products.products SET brand_id = (SELECT id FROM core.brands WHERE slug = 'fila')")
    query("UPDATE core.brands SET maker_id = (SELECT id FROM core.brands WHERE slug = 'hoka') WHERE slug = 'fila'")
    call_command("refresh_views", stdout=StringIO())
    assert value("SELECT count(*) FROM analytics.brand_months WHERE brand_id::text LIKE '5e11de30-%'") > 0
    remove()
    assert contents()["core.brands"] == before
    assert rows_in("analytics.brand_months") == 0


def test_a_rate_that_an_import_has_put_right_stays(committed, tmp_path):
    load(PLAN)
    day = value("SELECT max(date) FROM pricing.exchange_rates")
    file = tmp_path / "rates.csv"
    file.write_text(f"Date,USD\n{day},1.2345\n")
    call_command("import_rates", str(file), stdout=StringIO(), stderr=StringIO())
    remove()
    assert query("SELECT date, quote, rate::text FROM pricing.exchange_rates") == [(day, "USD", "1.23450000")]
    load(replace(PLAN, today=PLAN.today - timedelta(days=1)))
    remove()
    assert rows_in("pricing.exchange_rates") == 1


def test_a_demo_sale_that_was_given_to_a_lot_of_ones_own_leaves_no_figure_behind(demo):
    mine = make("products.InventoryItem", purchase_price=50)
    sale = value("SELECT id FROM transactions.orders WHERE order_status = 'completed' AND currency = 'EUR' LIMIT 1")
    query("UPDATE transactions.orders SET inventory_id = %s, listing_id = NULL WHERE id = %s", mine.pk, sale)
    query(f"UPDATE products.inventory SET product_id = %s WHERE id = ({DEMO_LOT})", mine.product_id)
    mine.refresh_from_db()
    assert mine.roi_percentage is not None
    remove()
    mine.refresh_from_db()
    assert mine.roi_percentage is None
    assert query(ADDED_UP) == query(COUNTED_ANEW) == []


def test_what_matching_makes_of_demo_offers_goes_too(demo):
    query("UPDATE integration.awin_products SET ean = NULL, mpn = NULL WHERE matched_product_id IS NULL")
    call_command("match_products", stdout=StringIO(), stderr=StringIO())
    query("UPDATE integration.price_sources SET source_product_id = 'MINE-' || id WHERE source_type = 'awin'")
    call_command("match_products", stdout=StringIO(), stderr=StringIO())
    assert value("SELECT count(*) FROM integration.price_sources WHERE id::text NOT LIKE '5e11de30-%'") > 0
    remove()
    for table in ("integration.price_sources", "integration.match_questions", "integration.awin_products"):
        assert rows_in(table) == 0


def test_a_question_is_the_one_that_matching_asks(demo):
    asked = query("SELECT doubt, code, brand_id FROM integration.match_questions")
    assert asked
    call_command("match_products", stdout=StringIO(), stderr=StringIO())
    assert query("SELECT doubt, code, brand_id FROM integration.match_questions") == asked
    assert value("SELECT count(*) FROM integration.match_questions WHERE id::text LIKE '5e11de30-%'") == len(asked)


def test_a_dry_run_says_the_same_and_changes_nothing(demo):
    before = contents()
    would = remove(dry_run=True)
    assert contents() == before
    assert would == remove()


def test_no_trigger_is_left_switched_off(demo):
    remove()
    assert value("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'") == 0
