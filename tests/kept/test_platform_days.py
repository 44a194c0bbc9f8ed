"""Whoever changes sales: what is kept of them by platform and day follows at the next look."""

import datetime

import pytest
from django.db import transaction

from apps.analytics.kept import PLATFORM_DAYS
from apps.analytics.models import StaleDay
from tests.support.kept import assert_is_kept
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

ALIAS = "(SELECT id FROM core.platforms WHERE slug = 'alias')"
NOON = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)


def kept() -> list[tuple]:
    """What somebody sees who looks now: platform, day, sales, revenue, known profits, profit."""
    assert PLATFORM_DAYS.bring_up_to_date()
    assert_is_kept(PLATFORM_DAYS.name)
    return query("""
        SELECT p.name, k.day::text, k.sales, k.revenue::float, k.known_profits, k.profit::float
          FROM analytics.platform_days k JOIN core.platforms p ON p.id = k.platform_id ORDER BY 1, 2""")


@pytest.fixture
def depop(db):
    return make("core.Platform", name="Depop")


@pytest.fixture
def sale(depop):
    """150 euro at noon, of which 30 are left."""
    order = make("transactions.Order", platform=depop, sold_at=NOON, net_proceeds=130, original_buy_price=100)
    assert kept() == [("Depop", "2026-03-14", 1, 150.0, 1, 30.0)]
    return order


@pytest.fixture
def legacy_sale(depop):
    """100 euro at noon, of which 20 are left."""
    sale = make(
        "transactions.LegacyTransaction",
        platform=depop, transaction_date=NOON, sale_price=100, net_profit=20, status="completed",
    )  # fmt: skip
    assert kept() == [("Depop", "2026-03-14", 1, 100.0, 1, 20.0)]
    return sale


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("sale_price = 140", ("Depop", "2026-03-14", 1, 140.0, 1, 30.0)),
        ("net_proceeds = 120", ("Depop", "2026-03-14", 1, 150.0, 1, 20.0)),
        ("original_buy_price = NULL", ("Depop", "2026-03-14", 1, 150.0, 0, 0.0)),
        ("net_profit = 7", ("Depop", "2026-03-14", 1, 150.0, 1, 7.0)),
        ("net_profit = 'NaN'", ("Depop", "2026-03-14", 1, 150.0, 0, 0.0)),
        ("sale_price = 'NaN', net_proceeds = NULL", ("Depop", "2026-03-14", 1, 0.0, 0, 0.0)),
        ("currency = 'USD'", ("Depop", "2026-03-14", 1, 150.0, 1, 30.0)),
        ("sold_at = '2026-03-14 23:59:59.999999Z'", ("Depop", "2026-03-14", 1, 150.0, 1, 30.0)),
        ("sold_at = '2026-03-15 00:00Z'", ("Depop", "2026-03-15", 1, 150.0, 1, 30.0)),
        ("sold_at = 'infinity'", None),
        ("sold_at = '-infinity'", None),
        ("sold_at = '20000-01-01 00:00Z'", None),
        ("sold_at = '0044-03-15 00:00Z BC'", None),
        ("order_status = 'cancelled'", None),
        ("order_status = 'completed'", ("Depop", "2026-03-14", 1, 150.0, 1, 30.0)),
        (f"platform_id = {ALIAS}", ("Alias", "2026-03-14", 1, 150.0, 1, 30.0)),
    ],
)  # fmt: skip
def test_an_order_that_changes_and_changes_back(sale, change, expected):
    before = query("SELECT sold_at, platform_id FROM transactions.orders")[0]
    query(f"UPDATE transactions.orders SET {change}")
    assert kept() == ([expected] if expected else [])
    query(
        "UPDATE transactions.orders SET sale_price = 150, net_proceeds = 130, original_buy_price = 100,"
        " net_profit = NULL, currency = 'EUR', order_status = 'pending', sold_at = %s, platform_id = %s",
        *before,
    )
    assert kept() == [("Depop", "2026-03-14", 1, 150.0, 1, 30.0)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("sale_price = 90", ("Depop", "2026-03-14", 1, 90.0, 1, 20.0)),
        ("sale_price = 'NaN'", ("Depop", "2026-03-14", 1, 0.0, 1, 20.0)),
        ("net_profit = -5", ("Depop", "2026-03-14", 1, 100.0, 1, -5.0)),
        ("net_profit = 'NaN'", ("Depop", "2026-03-14", 1, 100.0, 0, 0.0)),
        ("transaction_date = '2026-03-15 00:00Z'", ("Depop", "2026-03-15", 1, 100.0, 1, 20.0)),
        ("transaction_date = 'infinity'", None),
        ("status = 'refunded'", None),
        (f"platform_id = {ALIAS}", ("Alias", "2026-03-14", 1, 100.0, 1, 20.0)),
    ],
)  # fmt: skip
def test_a_legacy_sale_that_changes(legacy_sale, change, expected):
    query(f"UPDATE transactions.transactions SET {change}")
    assert kept() == ([expected] if expected else [])


def test_an_order_and_a_legacy_sale_of_one_day_are_added_up(sale, depop):
    query("DELETE FROM analytics.stale_days")
    old = make(
        "transactions.LegacyTransaction",
        platform=depop, transaction_date=NOON, sale_price=100, net_profit=20, status="completed",
    )  # fmt: skip
    assert kept() == [("Depop", "2026-03-14", 2, 250.0, 2, 50.0)]
    old.delete()
    assert kept() == [("Depop", "2026-03-14", 1, 150.0, 1, 30.0)]


def test_one_that_comes_while_cancelled_and_is_then_none(sale, depop):
    make("transactions.Order", platform=depop, sold_at=NOON, order_status="cancelled")
    assert not StaleDay.objects.exists()
    query("UPDATE transactions.orders SET order_status = 'shipped'")
    assert kept() == [("Depop", "2026-03-14", 2, 300.0, 1, 30.0)]


def test_those_that_are_deleted(sale, depop):
    other = make("transactions.Order", platform=depop, sold_at=NOON)
    assert kept() == [("Depop", "2026-03-14", 2, 300.0, 1, 30.0)]
    other.delete()
    assert kept() == [("Depop", "2026-03-14", 1, 150.0, 1, 30.0)]
    sale.delete()
    assert kept() == []


@pytest.mark.parametrize("table", ["orders", "transactions"])
def test_all_that_are_truncated(sale, depop, table):
    legacy = {"transaction_date": NOON, "sale_price": 100, "net_profit": 20, "status": "completed"}
    make("transactions.LegacyTransaction", platform=depop, **legacy)
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query(f"TRUNCATE transactions.{table} CASCADE")
    assert [sales for _, _, sales, *_ in kept()] == [1]


def test_currencies_are_never_added_up(depop):
    for currency, price in (("EUR", 100), ("USD", 200), ("EUR", 50)):
        make("transactions.Order", platform=depop, sold_at=NOON, currency=currency, sale_price=price)
    assert sorted(revenue for _, _, _, revenue, *_ in kept()) == [150.0, 200.0]


def test_only_days_whose_sums_may_change_are_noted(sale, legacy_sale_of_another_day):
    query("UPDATE transactions.orders SET payout_received = true, notes = 'paid', sale_price = sale_price")
    query("UPDATE transactions.transactions SET notes = 'old', updated_at = now()")
    assert not StaleDay.objects.exists()
    query("UPDATE transactions.orders SET sold_at = '2026-03-20'")
    assert {row.day.isoformat() for row in StaleDay.objects.all()} == {"2026-03-14", "2026-03-20"}


@pytest.fixture
def legacy_sale_of_another_day(depop):
    when = NOON + datetime.timedelta(3)
    make("transactions.LegacyTransaction", platform=depop, transaction_date=when, status="completed", net_profit=1)
    PLATFORM_DAYS.refresh()


def test_many_sales_of_a_statement_note_a_day_once(sale):
    query("""
        INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at)
        SELECT inventory_id, platform_id, 10, sold_at FROM transactions.orders, generate_series(1, 50)""")
    assert StaleDay.objects.count() == 1
    assert kept() == [("Depop", "2026-03-14", 51, 650.0, 1, 30.0)]


def test_a_change_that_is_taken_back_leaves_no_note(sale):
    with transaction.atomic():
        query("UPDATE transactions.orders SET sale_price = 1, net_proceeds = 1")
        transaction.set_rollback(True)
    assert not StaleDay.objects.exists()
    assert kept() == [("Depop", "2026-03-14", 1, 150.0, 1, 30.0)]


def test_a_platform_that_is_called_otherwise_is_no_work(sale):
    query("UPDATE core.platforms SET name = 'Depop UK' WHERE name = 'Depop'")
    assert not StaleDay.objects.exists()
    assert kept()[0][0] == "Depop UK"


def test_a_platform_without_sales_can_go_before_anybody_looks(sale, depop):
    sale.delete()
    depop.delete()
    assert kept() == []


def test_rows_that_somebody_damaged_are_repaired(sale):
    query("UPDATE analytics.platform_days SET sales = 9")
    assert PLATFORM_DAYS.refresh(anew=True).changed == 1
    assert kept() == [("Depop", "2026-03-14", 1, 150.0, 1, 30.0)]


def test_the_function_is_for_the_tables_of_sales_alone():
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("""
        CREATE TRIGGER strange AFTER INSERT ON core.brands REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION analytics.mark_stale_days()""")
    with pytest.raises(Exception, match="for the tables of sales"), transaction.atomic():
        make("core.Brand")
