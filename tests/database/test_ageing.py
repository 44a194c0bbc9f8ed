"""manage.py age_inventory: unsold lots grow older, and nothing else changes."""

import datetime
from decimal import Decimal
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.utils import timezone

from apps.transactions import ageing
from tests.support.command_line import database_url
from tests.support.rows import make
from tests.support.sql import query, value


def ago(days) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def lot(days=40.5, **values):
    return make("products.InventoryItem", **{"status": "in_stock", "purchase_date": days and ago(days), **values})


def standing_still(days: int = 3) -> None:
    """As after some days in which nobody wrote a lot: its figure is that of the last write."""
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("ALTER TABLE products.inventory DISABLE TRIGGER trigger_calculate_inventory_analytics")
    query("UPDATE products.inventory SET shelf_life_days = shelf_life_days - %s", days)
    query("ALTER TABLE products.inventory ENABLE TRIGGER trigger_calculate_inventory_analytics")


def days_of(item) -> int | None:
    return value("SELECT shelf_life_days FROM products.inventory WHERE id = %s", item.pk)


def written(item) -> str:
    """Changes with every write of the row."""
    return value("SELECT xmin::text || ctid::text FROM products.inventory WHERE id = %s", item.pk)


def age_inventory(*arguments: str) -> str:
    output = StringIO()
    call_command("age_inventory", *arguments, stdout=output, verbosity=0)
    return output.getvalue()


@pytest.mark.django_db
class TestAgeing:
    @pytest.mark.parametrize("status", ["in_stock", "listed", "reserved", "returned", "error"])
    def test_an_unsold_lot_gets_the_days_of_today(self, status):
        item = lot(status=status)
        standing_still()
        assert age_inventory() == "Renewed the days on the shelf of 1 lot.\n"
        assert days_of(item) == 40

    def test_a_sold_lot_keeps_its_days(self):
        item = lot(status="sold")
        standing_still()
        assert age_inventory() == "Renewed the days on the shelf of 0 lots.\n"
        assert days_of(item) == 37

    def test_a_sale_ends_them_whatever_the_status_says(self):
        item = lot(status="listed")
        make("transactions.Order", inventory=item, order_status="pending", sold_at=ago(10), sale_price=Decimal(200))
        older = lot(status="listed")
        make("transactions.LegacyTransaction", inventory=older, status="completed", transaction_date=ago(10))
        before = written(item), written(older)
        assert days_of(item) == days_of(older) == 30
        age_inventory()
        assert (written(item), written(older)) == before

    def test_a_cancelled_sale_does_not(self):
        item = lot(status="listed")
        make("transactions.Order", inventory=item, order_status="cancelled", sold_at=ago(10), sale_price=Decimal(200))
        standing_still()
        age_inventory()
        assert days_of(item) == 40

    def test_what_has_not_changed_is_not_written(self):
        items = [lot(), lot(days=None), lot(days=-3)]
        before = [written(item) for item in items]
        assert age_inventory() == "Renewed the days on the shelf of 0 lots.\n"
        assert [written(item) for item in items] == before

    def test_a_day_that_goes_by_is_nobodys_work(self):
        item = lot()
        query("UPDATE products.inventory SET updated_at = '2026-01-01 00:00+00'")
        standing_still()
        age_inventory()
        item.refresh_from_db()
        assert item.updated_at.year == 2026
        assert item.updated_at.month == 1

    def test_a_dry_run_counts_and_changes_nothing(self):
        item = lot()
        standing_still()
        assert age_inventory("--dry-run") == "A dry run, nothing was changed: 1 lot would be renewed.\n"
        assert days_of(item) == 37

    def test_in_slices_all_are_reached(self, monkeypatch):
        items = [lot() for _ in range(7)]
        standing_still()
        monkeypatch.setattr(ageing, "AT_ONCE", 2)
        assert age_inventory() == "Renewed the days on the shelf of 7 lots.\n"
        assert {days_of(item) for item in items} == {40}


class TestBesideAWriter:
    @pytest.fixture
    def writer(self, committed):
        """Another session."""
        with psycopg.connect(database_url(committed), options="-c lock_timeout=20s") as session:
            yield session

    def test_what_somebody_is_writing_is_passed_over(self, writer):
        held, free = lot(), lot()
        standing_still()
        writer.execute("UPDATE products.inventory SET notes = 'a scratch' WHERE id = %s", [held.pk])
        said = age_inventory()
        assert "Renewed the days on the shelf of 1 lot.\n" in said
        assert "1 lot was passed over, because somebody was writing it" in said
        assert (days_of(held), days_of(free)) == (37, 40)
        writer.commit()
        assert days_of(held) == 40
        assert value("SELECT notes FROM products.inventory WHERE id = %s", held.pk) == "a scratch"

    def test_a_sale_at_the_same_moment_is_not_lost(self, writer):
        item = lot(status="listed")
        standing_still()
        order = make("transactions.Order", inventory=lot(), order_status="pending", sold_at=ago(10), sale_price=200)
        writer.execute("UPDATE transactions.orders SET inventory_id = %s WHERE id = %s", [item.pk, order.pk])
        age_inventory()
        writer.commit()
        assert days_of(item) == 30
        age_inventory()
        assert days_of(item) == 30
