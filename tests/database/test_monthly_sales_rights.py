"""Who may write sales need not know of the monthly sales, which follow with the rights of their owner."""

import psycopg
import pytest

from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.rows import NOON, make
from tests.support.sql import query
from tests.support.superuser import only_embedded, superuser_url

RIGHTS = """
CREATE ROLE {role};
GRANT USAGE ON SCHEMA transactions, products TO {role};
GRANT SELECT, INSERT, UPDATE ON products.inventory, transactions.orders TO {role};
"""


@pytest.fixture
def seller(committed):
    """A session of a role that knows sales and lots alone."""
    role = f'"seller_{committed}"'
    with psycopg.connect(superuser_url(committed), autocommit=True) as superuser:
        superuser.execute(RIGHTS.format(role=role))
        superuser.execute(f"SET ROLE {role}")
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
