"""What triggers keep is right after a load, although some of them rested."""

import pytest

from apps.accounts.models import User
from tests.demo.contents import rows_in
from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.sql import query, value

FIGURES = """
SELECT id, shelf_life_days, profit_per_shelf_day, roi_percentage FROM products.inventory ORDER BY id"""


def test_writing_a_lot_again_changes_no_figure(demo):
    before = query(FIGURES)
    assert len({roi for *_, roi in before}) > 50
    query("UPDATE products.inventory SET shelf_life_days = -1, profit_per_shelf_day = -1, roi_percentage = -1")
    assert query(FIGURES) == before


def test_the_monthly_sales_are_those_of_all_sales(looked_at):
    assert query(ADDED_UP) == query(COUNTED_ANEW) != []


def test_no_trigger_is_left_switched_off(looked_at):
    assert value("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'") == 0


def test_a_price_that_changes_afterwards_gets_its_row_of_history(demo):
    before = rows_in("integration.price_history")
    query("UPDATE integration.price_sources SET price_cents = price_cents + 100 WHERE source_product_id = 'DEMO-1'")
    assert rows_in("integration.price_history") == before + 1


def test_every_key_leads_somewhere(looked_at):
    assert value("SELECT count(*) FROM pg_constraint WHERE NOT convalidated") == 0
    assert (
        value("""
        SELECT count(*) FROM integration.price_history h
         WHERE NOT EXISTS (SELECT FROM integration.price_sources p WHERE p.id = h.price_source_id)""")
        == 0
    )


def test_suppliers_and_accounts_add_up(looked_at):
    assert not query("""
        SELECT s.id FROM core.suppliers s
         WHERE coalesce(s.total_orders_count, 0) <> (SELECT count(*) FROM products.inventory i
                                                       WHERE i.supplier_id = s.id)
            OR coalesce(s.total_orders_count, 0) < (SELECT coalesce(sum(total_orders), 0)
                                                       FROM core.supplier_performance m WHERE m.supplier_id = s.id)""")
    assert not query("""
        SELECT a.id FROM core.supplier_accounts a
         WHERE coalesce(a.total_purchases, 0) <> (SELECT count(*) FROM core.account_purchase_history h
                                                    WHERE h.account_id = a.id AND h.success)""")


@pytest.mark.parametrize("address", ["", "products/inventoryitem/", "transactions/order/", "integration/opportunity/"])
def test_the_back_office_is_alive(demo, address, settings, client):
    settings.SECURE_SSL_REDIRECT = False
    User.objects.filter(username="admin").update(must_change_password=False)
    client.force_login(User.objects.get(username="admin"))
    page = client.get(f"/admin/{address}")
    assert page.status_code == 200
    assert "Nothing here yet" not in page.content.decode()
