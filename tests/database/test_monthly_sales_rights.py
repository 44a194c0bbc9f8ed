"""Who may write sales and lots need not know of what is kept of them, which follows with the rights of its owner."""

import psycopg
import pytest
from django.db import DatabaseError

from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.rows import NOON, make
from tests.support.sql import query
from tests.support.superuser import only_embedded, superuser_url

RIGHTS = """
CREATE ROLE {role};
GRANT USAGE ON SCHEMA transactions, products TO {role};
GRANT SELECT, INSERT, UPDATE ON products.inventory, transactions.orders TO {role};
"""
FUNCTIONS = [
    "analytics.follow_sales",
    "analytics.follow_product",
    "analytics.mark_stale_days",
    "products.mark_stale_stock",
]


@pytest.fixture
def seller(committed):
    """A session of a role that knows sales and lots alone."""
    role = f'"seller_{committed}"'
    with psycopg.connect(superuser_url(committed), autocommit=True) as superuser:
        superuser.execute(RIGHTS.format(role=role))
        superuser.execute(f"SET ROLE {role}")
        superuser.role = role
        yield superuser
        superuser.execute(f"RESET ROLE; DROP OWNED BY {role}; DROP ROLE {role}")


@only_embedded
def test_a_role_that_knows_sales_and_lots_alone(committed, seller):
    item, platform = make("products.InventoryItem"), make("core.Platform")
    seller.execute(
        "INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at) VALUES (%s, %s, 9, %s)",
        [item.pk, platform.pk, NOON],
    )
    seller.execute("UPDATE transactions.orders SET sale_price = 8, notes = 'haggled'")
    assert query("SELECT sales, revenue FROM analytics.monthly_sales") == [(1, 8)]
    assert query(ADDED_UP) == query(COUNTED_ANEW)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        seller.execute("SELECT FROM analytics.monthly_sales")


@only_embedded
def test_a_role_that_may_neither_read_nor_write_what_is_kept_can_have_it_brought_up_to_date(committed, seller):
    make("transactions.Order", inventory=make("products.InventoryItem", quantity=1, status="listed"), sold_at=NOON)
    seller.execute("RESET ROLE")
    seller.execute(f"GRANT USAGE ON SCHEMA analytics, system TO {seller.role}")
    seller.execute(f"SET ROLE {seller.role}")
    take = "SELECT system.take_notes('products.stock_days', 'products.stale_stock_days', 'day', NULL, false, true)"
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="stale_stock_days"):
        seller.execute(take)
    for refresh in ("analytics.refresh_platform_days", "products.refresh_stock_days"):
        seller.execute(f"RESET ROLE; GRANT EXECUTE ON FUNCTION {refresh} TO {seller.role}; SET ROLE {seller.role}")
        assert seller.execute(f"SELECT added FROM {refresh}()").fetchall() == [(1,)]


@only_embedded
@pytest.mark.parametrize("function", FUNCTIONS)
def test_nobody_hangs_what_has_its_owners_rights_on_a_table_of_their_own(seller, function):
    seller.execute("RESET ROLE")
    seller.execute(f"GRANT USAGE ON SCHEMA analytics TO {seller.role}")
    seller.execute(f"SET ROLE {seller.role}")
    seller.execute("CREATE TEMP TABLE orders (id uuid)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied for function"):
        seller.execute(f"CREATE TRIGGER x AFTER TRUNCATE ON orders EXECUTE FUNCTION {function}()")


@pytest.mark.django_db
@pytest.mark.parametrize("function", FUNCTIONS)
def test_it_serves_no_other_table(function):
    query("CREATE TEMP TABLE orders (id uuid)")
    query(f"CREATE TRIGGER x AFTER TRUNCATE ON orders EXECUTE FUNCTION {function}()")
    with pytest.raises(DatabaseError, match="is for"):
        query("TRUNCATE orders")
