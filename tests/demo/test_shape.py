"""What a demo looks like: as much as it says, believable, and odd where life is."""

from itertools import pairwise

import pytest

from apps.demo import marks
from apps.demo.plan import Plan
from tests.demo.conftest import PLAN, TODAY
from tests.demo.contents import rows_in, tables
from tests.support.sql import query, value

pytestmark = pytest.mark.usefixtures("looked_at")

# apps/demo/__init__.py says why.
EMPTY = {"integration.import_changes", "system.alerts", "system.config", "system.jobs"}
# Worked off at the end of a load.
NOTES = {"analytics.stale_days", "analytics.stale_months", "integration.stale_products", "products.stale_stock_days"}
SEEDED = {"core.categories", "core.platforms", "core.brand_patterns", "pricing.platform_fees"}


def test_scale_one_is_what_the_help_text_says():
    whole = Plan(1, 1, TODAY)
    assert (whole.products, whole.sold) == (500, 12_000)
    assert Plan(25, 1, TODAY).products == 12_500


def test_as_many_rows_as_the_scale_says():
    assert rows_in("products.products") == PLAN.products
    assert rows_in("integration.price_sources") == 100 * PLAN.products
    assert rows_in("transactions.orders") >= PLAN.sold
    assert 7.5 <= rows_in("integration.price_history") / rows_in("integration.price_sources") <= 9


def test_no_table_is_empty_without_a_reason():
    assert {table for table in tables() if not rows_in(table)} == EMPTY | NOTES


@pytest.mark.parametrize("table", marks.TABLES)
def test_every_row_is_known_by_its_id(table):
    low, high = marks.bounds(table)
    demo = value(f"SELECT count(*) FROM {table} WHERE id BETWEEN %s AND %s", low, high)
    seeded = {"auth.users": 1, "core.brands": 10}.get(table, 0)
    assert demo == rows_in(table) - seeded > 0


def test_no_other_id_looks_like_a_demo_row():
    for table in marks.TABLES:
        low, high = marks.bounds(table)
        assert low[14] == high[14] == "8"  # the version, and gen_random_uuid() makes 4
    assert value("SELECT substr(gen_random_uuid()::text, 15, 1)") == "4"


def test_the_last_row_of_the_history_says_what_the_price_says():
    assert not query("""
        SELECT p.id FROM integration.price_sources p
          LEFT JOIN LATERAL (SELECT * FROM integration.price_history h WHERE h.price_source_id = p.id
                              ORDER BY h.recorded_at DESC LIMIT 1) last ON true
         WHERE (last.price_cents, last.in_stock, last.stock_quantity, last.recorded_at)
               IS DISTINCT FROM (p.price_cents, p.in_stock, p.stock_quantity, p.updated_at)""")


def test_the_history_begins_with_the_price_and_fills_two_years_of_months():
    assert not query("""
        SELECT p.id FROM integration.price_sources p
         WHERE p.created_at <> (SELECT min(recorded_at) FROM integration.price_history h
                                 WHERE h.price_source_id = p.id)""")
    months = query("SELECT DISTINCT date_trunc('month', recorded_at AT TIME ZONE 'UTC') FROM integration.price_history")
    assert len(months) == 24
    for table in ("integration.price_history", "integration.awin_price_history", "system.logs"):
        assert rows_in(f"{table}_default") == 0


def test_nothing_is_later_than_the_day_of_reference():
    late = {
        (table, column): value(f"SELECT count(*) FROM {table} WHERE {column} > %s", TODAY)
        for table, column in query("""
            SELECT table_schema || '.' || table_name, column_name FROM information_schema.columns
             WHERE data_type = 'timestamp with time zone' AND is_updatable = 'YES' AND table_schema <> 'public'
               AND column_name NOT IN ('expires_at', 'effective_until')""")
        if table in marks.TABLES
    }
    seeded = [("auth.users", "created_at"), ("auth.users", "updated_at"), ("core.brands", "created_at")]
    assert {key for key, count in late.items() if count} <= {*seeded, ("core.brands", "updated_at")}


def test_most_men_wear_42_to_44_and_hardly_anybody_49():
    worn = dict(
        query("""
        SELECT s.value, count(*) FROM products.inventory i JOIN public.sizes s ON s.id = i.size_id
         WHERE s.gender = 'men' GROUP BY s.value""")
    )
    assert sum(worn.get(size, 0) for size in ("42", "42.5", "43", "44")) > sum(worn.values()) / 3
    assert worn.get("49", 0) < worn["43"] / 4


@pytest.mark.parametrize(
    ("oddity", "table", "condition"),
    [
        ("no size", "integration.price_sources", "size_id IS NULL"),
        ("nobody knows when it was seen", "integration.price_sources", "last_updated IS NULL"),
        ("in stock with no piece", "integration.price_sources", "in_stock AND stock_quantity = 0"),
        ("a cent off", "integration.price_sources", "price_cents %% 5 <> 0"),
        ("worn", "integration.price_sources", "condition NOT IN ('new', 'deadstock')"),
        ("another currency", "integration.price_sources", "currency IN ('GBP', 'USD')"),
        ("a loss", "transactions.orders", "net_profit < 0"),
        ("cancelled", "transactions.orders", "order_status = 'cancelled'"),
        ("sent back", "transactions.orders", "sales_channel = 'Return'"),
        ("not paid yet", "transactions.orders", "NOT payout_received AND order_status = 'completed'"),
        ("several pairs", "products.inventory", "quantity > 1"),
        ("no receipt", "products.inventory", "purchase_date IS NULL"),
        ("no EAN", "products.products", "ean IS NULL"),
        ("an apostrophe", "core.suppliers", "name LIKE '%%''%%'"),
        ("letters beyond ASCII", "core.suppliers", "name ~ '[^ -~]'"),
        ("failed", "integration.import_batches", "status = 'failed'"),
    ],
)
def test_some_rows_are_odd_as_in_life(oddity, table, condition):
    assert value(f"SELECT count(*) FROM {table} WHERE {condition}".replace("%%", "%")) > 0, oddity


def test_there_is_something_to_buy_and_to_do():
    assert value("SELECT count(*) FROM integration.price_sources WHERE price_type = 'retail' AND in_stock") > 0
    assert rows_in("integration.match_question_offers") > 0
    assert value("SELECT count(*) FROM products.inventory WHERE status IN ('in_stock', 'listed')") > 20
    assert value("SELECT count(*) FROM platforms.stockx_listings WHERE is_active") > 5


def test_rates_are_there_for_each_of_the_last_thirty_days_and_each_week_of_two_years():
    days = [day for (day,) in query("SELECT DISTINCT date FROM pricing.exchange_rates ORDER BY date DESC")]
    assert days[0] == TODAY
    assert (days[0] - days[29]).days == 29
    assert (days[0] - days[-1]).days > 730
    assert max((later - earlier).days for later, earlier in pairwise(days)) <= 7
