"""The monthly sales when two programs write at the same moment: neither sees what the other has not committed."""

import threading

import psycopg
import pytest

from tests.support.command_line import database_url
from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.rows import NOON, make
from tests.support.sql import query
from tests.support.waiting import BLOCKED, wait_until

SALE = "INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at) VALUES (%s, %s, 100, %s)"
MOVE = "UPDATE products.inventory SET product_id = %s WHERE id = %s"
CORRECTION = "UPDATE transactions.orders SET sale_price = 99 WHERE id = %s"


@pytest.fixture
def one(committed):
    """A program at work in the committed."""
    with psycopg.connect(database_url(committed)) as connection:
        yield connection


@pytest.fixture
def two(committed):
    """Another one."""
    with psycopg.connect(database_url(committed)) as connection:
        yield connection


@pytest.fixture
def sold(committed):
    """A sale of a lot that holds more pairs."""
    return make("transactions.Order", inventory=make("products.InventoryItem", quantity=9), sale_price=150)


def sale_of(lot, platform):
    return SALE, [lot.pk, platform.pk, NOON]


def while_the_first_is_at_it(first, then, *, do, meanwhile):
    """The second statement has to wait until the first one's transaction ends."""
    first.execute(*do)
    waiting = threading.Thread(target=lambda: (then.execute(*meanwhile), then.commit()))
    waiting.start()
    wait_until(lambda: query(BLOCKED))
    first.commit()
    waiting.join(30)
    assert query(ADDED_UP) == query(COUNTED_ANEW)


def counts():
    return query("SELECT sales FROM analytics.monthly_sales ORDER BY 1")


def test_sales_of_one_product_do_not_wait_for_each_other(one, two, sold):
    another = make("products.InventoryItem", product=sold.inventory.product)
    two.execute("SET lock_timeout = '5s'")
    one.execute(*sale_of(sold.inventory, sold.platform))
    two.execute(*sale_of(another, sold.platform))
    one.commit()
    two.commit()
    assert counts() == [(1,), (2,)]
    make("transactions.Order", inventory=another)
    assert counts() == [(4,)]


def test_a_lot_that_gets_another_product_while_it_is_sold(one, two, sold):
    other = make("products.Product")
    move, sale = (MOVE, [other.pk, sold.inventory.pk]), sale_of(sold.inventory, sold.platform)
    while_the_first_is_at_it(one, two, do=sale, meanwhile=move)


def test_a_sale_while_its_lot_gets_another_product(one, two, sold):
    other = make("products.Product")
    move, sale = (MOVE, [other.pk, sold.inventory.pk]), sale_of(sold.inventory, sold.platform)
    while_the_first_is_at_it(one, two, do=move, meanwhile=sale)


def test_a_price_that_is_corrected_while_its_lot_gets_another_product(one, two, sold):
    move = MOVE, [make("products.Product").pk, sold.inventory.pk]
    while_the_first_is_at_it(one, two, do=move, meanwhile=(CORRECTION, [sold.pk]))


def test_a_listing_that_gets_another_product_while_it_is_sold(one, two, committed):
    listing, other = make("platforms.StockXListing", inventory=None), make("products.Product")
    platform = make("core.Platform")
    sell = (
        "INSERT INTO transactions.orders (listing_id, platform_id, sale_price, sold_at) VALUES (%s, %s, 100, %s)",
        [listing.pk, platform.pk, NOON],
    )
    move = ("UPDATE platforms.stockx_listings SET product_id = %s WHERE id = %s", [other.pk, listing.pk])
    while_the_first_is_at_it(one, two, do=move, meanwhile=sell)


def test_a_rebuild_while_a_lot_gets_another_product(one, two, sold):
    move = MOVE, [make("products.Product").pk, sold.inventory.pk]
    while_the_first_is_at_it(one, two, do=move, meanwhile=("SELECT analytics.rebuild_monthly_sales()", []))


def test_a_note_on_a_sale_waits_for_nobody_at_its_lot(one, two, sold):
    two.execute("SET lock_timeout = '5s'")
    one.execute("UPDATE products.inventory SET location = 'shelf 3' WHERE id = %s", [sold.inventory.pk])
    two.execute("UPDATE transactions.orders SET tracking_number = 'T1' WHERE id = %s", [sold.pk])
    two.commit()


def test_sales_of_two_listings_in_either_order_do_not_block_each_other(one, two, committed):
    first, second = (make("platforms.StockXListing", inventory=None) for _ in range(2))
    platform = make("core.Platform")
    sell = "INSERT INTO transactions.orders (listing_id, platform_id, sale_price, sold_at) VALUES (%s, %s, 100, %s)"
    for connection in (one, two):
        connection.execute("SET lock_timeout = '5s'")
    for connection, listing in ((one, first), (two, second), (one, second), (two, first)):
        connection.execute(sell, [listing.pk, platform.pk, NOON])
    one.commit()
    two.commit()
    assert query(ADDED_UP) == query(COUNTED_ANEW)
