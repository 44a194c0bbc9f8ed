"""analytics.monthly_sales: the sales by month and product, always what counting them anew gives."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.products.models import InventoryItem
from apps.transactions.models import LegacyTransaction, Order
from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.rows import NOON, make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

MERGE = """
MERGE INTO products.inventory i USING products.inventory j ON i.id = j.id
 WHEN MATCHED THEN UPDATE SET notes = 'again'
 WHEN NOT MATCHED THEN INSERT (product_id, size_id, quantity, status) VALUES (j.product_id, j.size_id, 1, 'sold')"""
MARCH = datetime.date(2026, 3, 1)


def lot(**values):
    return make("products.InventoryItem", **values)


def sale(item, price=150, **values):
    return make("transactions.Order", inventory=item, sale_price=price, **values)


def rows(*columns):
    return query(f"SELECT {', '.join(columns)} FROM analytics.monthly_sales ORDER BY 1")


def test_a_sale_and_its_payout_make_one_row():
    order = sale(lot(), original_buy_price=100)
    assert rows("month", "sales", "revenue", "known_profits", "profit") == [(MARCH, 1, Decimal(150), 0, Decimal(0))]
    Order.objects.filter(pk=order.pk).update(net_proceeds=130)
    assert rows("month", "sales", "revenue", "known_profits", "profit") == [(MARCH, 1, Decimal(150), 1, Decimal(30))]


def test_the_booked_profit_goes_before_payout_less_cost():
    sale(lot(), net_profit=25, net_proceeds=130, original_buy_price=100)
    assert rows("profit") == [(Decimal(25),)]


def test_a_cancelled_sale_counts_no_more_and_leaves_no_row():
    sale(lot())
    query("UPDATE transactions.orders SET order_status = 'cancelled'")
    assert rows("sales") == []


def test_months_are_those_of_utc():
    sale(lot(), sold_at=datetime.datetime.fromisoformat("2026-04-01T01:30+02:00"))
    assert rows("month") == [(MARCH,)]


def test_a_sale_follows_the_product_of_its_lot():
    item, other = lot(), make("products.Product")
    sale(item)
    query("UPDATE products.inventory SET product_id = %s", other.pk)
    assert rows("product_id", "sales") == [(other.pk, 1)]


def test_a_sale_without_a_lot_follows_the_product_of_its_listing():
    listing, other = make("platforms.StockXListing"), make("products.Product")
    make("transactions.Order", listing=listing, inventory=None)
    query("UPDATE platforms.stockx_listings SET product_id = %s", other.pk)
    assert rows("product_id", "sales") == [(other.pk, 1)]


def test_a_lot_may_be_written_after_its_sale_within_a_transaction():
    item = lot()
    query("DELETE FROM products.inventory WHERE id = %s", item.pk)
    sale(item)
    assert rows("sales") == []
    item.save(force_insert=True)
    assert rows("product_id", "sales") == [(item.product_id, 1)]


def test_of_a_lot_and_a_listing_with_different_products_the_lot_counts():
    item = lot()
    sale(item, listing=make("platforms.StockXListing", inventory=None))
    assert rows("product_id", "sales") == [(item.product_id, 1)]


def test_a_lot_that_is_written_after_a_sale_with_a_listing_counts_once():
    item, listing = lot(), make("platforms.StockXListing", inventory=None)
    query("DELETE FROM products.inventory WHERE id = %s", item.pk)
    sale(item, listing=listing)
    item.save(force_insert=True)
    assert rows("product_id", "sales") == [(item.product_id, 1)]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO products.inventory TABLE products.inventory LIMIT 0",
        "INSERT INTO products.inventory TABLE products.inventory ON CONFLICT DO NOTHING",
        "INSERT INTO products.inventory TABLE products.inventory ON CONFLICT (id) DO UPDATE SET notes = 'again'",
        "INSERT INTO platforms.stockx_listings TABLE platforms.stockx_listings ON CONFLICT DO NOTHING",
        MERGE,
        "INSERT INTO transactions.orders TABLE transactions.orders ON CONFLICT (id) DO UPDATE SET notes = 'again'",
        "UPDATE transactions.orders SET tracking_number = 'T1'",
    ],
)
def test_statements_that_write_no_new_sale_count_none(statement):
    sale(lot())
    make("transactions.Order", listing=make("platforms.StockXListing", inventory=None), inventory=None)
    before = rows("id")
    query(statement)
    assert rows("id") == before


def test_a_sale_that_goes_in_one_statement_with_its_lot():
    item = lot()
    sale(item)
    sale(lot())
    query(
        "WITH gone AS (DELETE FROM transactions.orders WHERE inventory_id = %(lot)s) "
        "DELETE FROM products.inventory WHERE id = %(lot)s".replace("%(lot)s", f"'{item.pk}'")
    )
    assert query(ADDED_UP) == query(COUNTED_ANEW)
    assert rows("sales") == [(1,)]


def test_a_lot_that_gets_another_id_before_its_sale_knows():
    item = lot()
    order = sale(item)
    query("UPDATE products.inventory SET id = gen_random_uuid()")
    query("UPDATE transactions.orders SET inventory_id = (SELECT id FROM products.inventory) WHERE id = %s", order.pk)
    assert query(ADDED_UP) == query(COUNTED_ANEW)
    assert rows("sales") == [(1,)]


def test_a_sale_that_names_the_new_id_of_its_lot_before_the_lot_does():
    order = sale(lot())
    query(
        "UPDATE transactions.orders SET inventory_id = '00000000-0000-4000-8000-000000000001' WHERE id = %s", order.pk
    )
    query("UPDATE products.inventory SET id = '00000000-0000-4000-8000-000000000001'")
    assert rows("sales") == [(1,)]
    assert query(ADDED_UP) == query(COUNTED_ANEW)


def test_what_is_no_number_is_unknown_and_can_be_corrected():
    order = sale(lot())
    query("UPDATE transactions.orders SET sale_price = 'NaN', net_profit = 'NaN' WHERE id = %s", order.pk)
    assert rows("sales", "revenue", "known_profits", "profit") == [(1, 0, 0, 0)]
    query("UPDATE transactions.orders SET sale_price = 100, net_profit = 20 WHERE id = %s", order.pk)
    assert rows("sales", "revenue", "known_profits", "profit") == [(1, 100, 1, 20)]


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "0044-03-15 12:00+00 BC", "12000-01-01 12:00+00"])
def test_a_time_outside_of_the_calendar_belongs_to_no_month(moment):
    query("UPDATE transactions.orders SET sold_at = %s WHERE id = %s", moment, sale(lot()).pk)
    assert rows("sales") == []


def test_truncate_and_a_rebuild_count_anew():
    sale(lot())
    make("transactions.LegacyTransaction", inventory=lot(), status="completed", net_profit=30)
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("TRUNCATE transactions.orders")
    assert rows("sales", "profit") == [(1, Decimal(30))]
    query("DELETE FROM analytics.monthly_sales")
    query("SELECT analytics.rebuild_monthly_sales()")
    assert rows("sales", "profit") == [(1, Decimal(30))]


def test_rows_of_a_product_with_sales_cannot_be_lost_with_it():
    item = lot()
    sale(item)
    with pytest.raises(IntegrityError):
        query("DELETE FROM products.products WHERE id = %s", item.product_id)


MONEY = st.none() | st.decimals(0, 500, places=2)
STEP = st.fixed_dictionaries(
    {
        "what": st.sampled_from("sell sell sell_listed sell_before change change cancel delete move merge".split()),
        "which": st.integers(0, 11),
        "price": st.decimals(1, 999, places=2),
        "cost": MONEY,
        "payout": st.none() | st.decimals(0, 1, places=2),
        "days": st.integers(0, 120),
        "currency": st.sampled_from(["EUR", "EUR", "USD"]),
    }
)


def take(step, lots, listings, products):
    """Do to the sales what the step says, in the ways that programs write them."""
    which, moment = step["which"], NOON + datetime.timedelta(days=step["days"])
    orders = list(Order.objects.order_by("created_at", "pk"))
    order = orders[which % len(orders)] if orders else None
    money = {"sale_price": step["price"], "original_buy_price": step["cost"], "currency": step["currency"]}
    payout = None if step["payout"] is None else round(step["price"] * step["payout"], 2)
    if step["what"] == "sell":
        make("transactions.Order", inventory=lots[which % 4], **money, net_proceeds=payout, sold_at=moment)
    elif step["what"] == "sell_listed":
        make("transactions.Order", inventory=None, listing=listings[which % 2], **money, sold_at=moment)
    elif step["what"] == "sell_before":
        status = ["completed", "pending"][which % 2]
        make("transactions.LegacyTransaction", inventory=lots[which % 4], transaction_date=moment, status=status)
    elif step["what"] == "move":
        InventoryItem.objects.filter(pk=lots[which % 4].pk).update(product=products[which % 3])
        query("UPDATE platforms.stockx_listings SET product_id = %s WHERE id = %s",
              products[(which + 1) % 3].pk, listings[which % 2].pk)  # fmt: skip
    elif step["what"] == "merge":
        query("UPDATE products.inventory SET product_id = %s", products[which % 3].pk)
    elif order and step["what"] == "change":
        same_day = Order.objects.filter(sold_at__gte=order.sold_at)
        same_day.update(**{**money, "sold_at": moment, "net_proceeds": payout, "payout_date": None})
    elif order and step["what"] == "cancel":
        status = "completed" if order.order_status == "cancelled" else "cancelled"
        Order.objects.filter(pk=order.pk).update(order_status=status)
    elif order and step["what"] == "delete":
        query("DELETE FROM transactions.orders WHERE id = %s", order.pk)
        LegacyTransaction.objects.filter(pk__in=LegacyTransaction.objects.values("pk")[:1]).delete()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_after_whatever_happened_it_is_what_counting_anew_gives(db, steps):
    products = [make("products.Product") for _ in range(3)]
    lots = [lot(product=products[n % 3]) for n in range(4)]
    listings = [make("platforms.StockXListing", product=products[n], inventory=None) for n in range(2)]
    for step in steps:
        take(step, lots, listings, products)
        assert query(ADDED_UP) == query(COUNTED_ANEW)
    query("DELETE FROM transactions.orders")
    query("DELETE FROM transactions.transactions")
    assert query(ADDED_UP) == []
