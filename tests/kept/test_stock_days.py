"""Whoever changes lots: what is kept of the stock by day of purchase follows at the next look."""

import datetime

import pytest
from django.db import transaction

from apps.products.figures import IN_STOCK
from apps.products.kept import STOCK_DAYS
from apps.products.models import StaleStockDay
from apps.products.models.inventory_item import StockStatus
from tests.support.kept import assert_is_kept
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)
DAY = "2026-03-14"


def kept() -> list[tuple]:
    """What somebody sees who looks now: day, status, lots, pairs, cost, pairs without a price."""
    assert STOCK_DAYS.bring_up_to_date()
    assert_is_kept(STOCK_DAYS.name)
    return query("SELECT day::text, status, lots, pairs, cost::float, unpriced FROM products.stock_days ORDER BY 1, 2")


@pytest.fixture
def lot(db):
    """Two pairs for 80 euro each."""
    lot = make("products.InventoryItem", quantity=2, purchase_price=80, purchase_date=NOON, status="listed")
    assert kept() == [(DAY, "listed", 1, 2, 160.0, 0)]
    return lot


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("quantity = 3", (DAY, "listed", 1, 3, 240.0, 0)),
        ("quantity = 0", None),
        ("purchase_price = 90", (DAY, "listed", 1, 2, 180.0, 0)),
        ("purchase_price = NULL", (DAY, "listed", 1, 2, 0.0, 2)),
        ("purchase_price = 'NaN'", (DAY, "listed", 1, 2, 0.0, 2)),
        ("status = 'returned'", (DAY, "returned", 1, 2, 160.0, 0)),
        ("status = 'sold'", None),
        ("status = 'error'", None),
        ("purchase_date = '2026-03-14 23:59:59.999999Z'", (DAY, "listed", 1, 2, 160.0, 0)),
        ("purchase_date = '2026-03-15 00:00Z'", ("2026-03-15", "listed", 1, 2, 160.0, 0)),
        ("purchase_date = NULL", (None, "listed", 1, 2, 160.0, 0)),
        ("purchase_date = 'infinity'", ("infinity", "listed", 1, 2, 160.0, 0)),
        ("purchase_date = '9999-12-31 12:00Z'", ("9999-12-31", "listed", 1, 2, 160.0, 0)),
        ("purchase_date = '-infinity'", ("-infinity", "listed", 1, 2, 160.0, 0)),
        ("purchase_date = '294276-12-31 23:59:59.999999Z'", ("294276-12-31", "listed", 1, 2, 160.0, 0)),
        ("purchase_date = '4714-11-24 00:00Z BC'", ("4714-11-24 BC", "listed", 1, 2, 160.0, 0)),
    ],
)
def test_a_lot_that_changes_and_changes_back(lot, change, expected):
    query(f"UPDATE products.inventory SET {change}")
    assert kept() == ([expected] if expected else [])
    query(
        "UPDATE products.inventory SET quantity = 2, purchase_price = 80, status = 'listed', purchase_date = %s", NOON
    )
    assert kept() == [(DAY, "listed", 1, 2, 160.0, 0)]


@pytest.mark.parametrize("day", ["infinity", "9999-12-31"])
def test_lots_that_are_bought_at_no_time_and_at_the_end_of_time_are_apart(lot, day):
    query("UPDATE products.inventory SET purchase_date = %s", day)
    other = make("products.InventoryItem", quantity=1, purchase_price=10, purchase_date=None, status="listed")
    assert kept() == [(day, "listed", 1, 2, 160.0, 0), (None, "listed", 1, 1, 10.0, 0)]
    query("UPDATE products.inventory SET quantity = quantity + 1")
    assert kept() == [(day, "listed", 1, 3, 240.0, 0), (None, "listed", 1, 2, 20.0, 0)]
    other.delete()
    assert kept() == [(day, "listed", 1, 3, 240.0, 0)]


def test_notes_of_lots_without_a_purchase_date_can_be_read():
    make("products.InventoryItem", quantity=1, purchase_date=None, status="listed")
    assert [str(note) for note in StaleStockDay.objects.all()] == ["9999-12-31"]


@pytest.mark.parametrize("status", StockStatus)
def test_a_status_counts_where_the_list_of_lots_says_so(db, status):
    make("products.InventoryItem", quantity=1, purchase_price=10, purchase_date=NOON, status=status)
    assert StaleStockDay.objects.exists() == bool(kept()) == (status in IN_STOCK)


def test_lots_that_are_deleted(lot):
    other = make("products.InventoryItem", quantity=1, purchase_price=10, purchase_date=NOON, status="listed")
    assert kept() == [(DAY, "listed", 2, 3, 170.0, 0)]
    lot.delete()
    assert kept() == [(DAY, "listed", 1, 1, 10.0, 0)]
    other.delete()
    assert kept() == []


def test_all_that_are_truncated(lot):
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("TRUNCATE products.inventory CASCADE")
    assert kept() == []


def test_what_changes_nothing_is_not_noted(lot):
    make("products.InventoryItem", quantity=1, status="sold", purchase_date=NOON)
    query(
        "UPDATE products.inventory SET location = 'shelf 3', shelf_life_days = 4, status = status, quantity = quantity"
    )
    query("UPDATE products.inventory SET purchase_price = 1 WHERE status = 'sold'")
    assert not StaleStockDay.objects.exists()


def test_both_days_of_a_purchase_that_moves_are_noted(lot):
    query("UPDATE products.inventory SET purchase_date = '2026-03-20'")
    assert {row.day.isoformat() for row in StaleStockDay.objects.all()} == {DAY, "2026-03-20"}


def test_more_than_a_table_of_ordinary_amounts_could_hold(lot):
    many = {"quantity": 2_147_483_647, "purchase_price": "99999999.99"}
    for _ in range(7):
        make("products.InventoryItem", **many, purchase_date=NOON, status="listed")
    assert kept()[0][2:4] == (8, 7 * 2_147_483_647 + 2)


def test_a_change_that_is_taken_back_leaves_no_note(lot):
    with transaction.atomic():
        query("UPDATE products.inventory SET quantity = 9")
        transaction.set_rollback(True)
    assert not StaleStockDay.objects.exists()
    assert kept() == [(DAY, "listed", 1, 2, 160.0, 0)]


def test_rows_that_somebody_damaged_are_repaired(lot):
    query("UPDATE products.stock_days SET pairs = 9")
    assert STOCK_DAYS.refresh(anew=True).changed == 1
    assert kept() == [(DAY, "listed", 1, 2, 160.0, 0)]


def test_the_function_is_for_lots_alone():
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("""
        CREATE TRIGGER strange AFTER INSERT ON core.brands REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION products.mark_stale_stock()""")
    with pytest.raises(Exception, match="for the inventory"), transaction.atomic():
        make("core.Brand")
