"""trigger_calculate_inventory_analytics, and how the figures of a lot follow its sale."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.support.rows import NOON, make
from tests.support.sql import query

pytestmark = pytest.mark.django_db


def days(number) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def lot(**values):
    return make("products.InventoryItem", **{"purchase_price": Decimal("200"), "purchase_date": NOON, **values})


def sell(item, net, after=21, **values):
    return make(
        "transactions.Order",
        inventory=item,
        sale_price=net or 100,
        net_proceeds=net,
        sold_at=item.purchase_date + days(after),
        **values,
    )


def figures(item):
    """Shelf life in days, ROI in percent and profit per day in EUR, as the database has them."""
    ((shelf_life, roi, per_day),) = query(
        "SELECT shelf_life_days, roi_percentage, profit_per_shelf_day FROM products.inventory WHERE id = %s", item.pk
    )
    return shelf_life, roi, per_day


@pytest.mark.parametrize(
    ("bought", "sold", "after", "roi", "per_day"),
    [
        ("200", "205.19", 21, "2.6", "0.25"),
        ("85.71", "93.05", 13, "8.6", "0.56"),
        ("42.02", "49.45", 18, "17.7", "0.41"),
    ],
)
def test_the_figures_of_the_report(bought, sold, after, roi, per_day):
    item = lot(purchase_price=Decimal(bought))
    sell(item, Decimal(sold), after)
    shelf_life, found_roi, found_per_day = figures(item)
    assert shelf_life == after
    assert round(found_roi, 1) == Decimal(roi)
    assert found_per_day == Decimal(per_day)


def test_an_unsold_lot_ages_and_has_no_profit():
    item = lot(purchase_date=timezone.now() - days(40.5))
    assert figures(item) == (40, None, None)


def test_without_purchase_date_shelf_life_is_unknown():
    item = lot(purchase_date=None)
    make("transactions.Order", inventory=item, sale_price=250, net_proceeds=240, sold_at=NOON)
    assert figures(item) == (None, Decimal("20.00"), None)


def test_a_purchase_in_the_future_is_zero_days_on_the_shelf():
    assert figures(lot(purchase_date=timezone.now() + days(3)))[0] == 0


def test_shelf_life_ends_with_the_sale():
    item = lot(purchase_date=timezone.now() - days(300))
    sell(item, 210, after=30)
    query("UPDATE products.inventory SET notes = 'looked at later' WHERE id = %s", item.pk)
    assert figures(item)[0] == 30


def test_a_pair_sold_on_the_day_of_purchase_counts_as_one_day():
    item = lot()
    sell(item, 210, after=0)
    assert figures(item) == (0, Decimal("5.00"), Decimal("10.00"))


@pytest.mark.parametrize("price", [None, 0])
def test_without_a_price_there_is_no_roi(price):
    item = lot(purchase_price=price)
    sell(item, 210, after=10)
    assert figures(item)[:2] == (10, None)


def test_without_a_payout_profit_is_unknown_but_the_pair_is_gone():
    item = lot()
    sell(item, None, after=10)
    assert figures(item) == (10, None, None)


def test_a_payout_in_another_currency_is_not_set_against_a_price_in_euro():
    item = lot()
    sell(item, 260, after=10, currency="USD")
    assert figures(item) == (10, None, None)


def test_a_gift_sold_dear_does_not_break_the_sale():
    item = lot(purchase_price=Decimal("0.01"))
    sell(item, Decimal("1200"), after=1)
    assert figures(item) == (1, None, Decimal("1199.99"))


def test_the_newest_order_that_is_not_cancelled_is_the_sale():
    item = lot()
    sell(item, 205, after=5)
    newest = sell(item, 210, after=9)
    sell(item, 900, after=12, order_status="cancelled")
    assert figures(item)[:2] == (9, Decimal("5.00"))
    query("UPDATE transactions.orders SET order_status = 'cancelled' WHERE id = %s", newest.pk)
    assert figures(item)[:2] == (5, Decimal("2.50"))


def test_an_order_goes_before_a_legacy_transaction():
    item = lot()
    make(
        "transactions.LegacyTransaction",
        inventory=item,
        status="completed",
        transaction_date=NOON + days(20),
        sale_price=260,
        platform_fee=26,
        shipping_cost=4,
    )
    assert figures(item)[:2] == (20, Decimal("15.00"))  # payout 260 - 26 - 4
    sell(item, 210, after=10)
    assert figures(item)[:2] == (10, Decimal("5.00"))


@pytest.mark.parametrize("status", ["pending", "cancelled", "refunded"])
def test_a_legacy_transaction_that_is_not_completed_is_no_sale(status):
    item = lot()
    make("transactions.LegacyTransaction", inventory=item, status=status, transaction_date=NOON + days(1))
    assert figures(item)[1:] == (None, None)


def test_figures_follow_when_an_order_is_deleted():
    item = lot()
    sell(item, 210, after=10)
    query("DELETE FROM transactions.orders WHERE inventory_id = %s", item.pk)
    shelf_life, roi, per_day = figures(item)
    assert shelf_life > 10
    assert (roi, per_day) == (None, None)


def test_figures_follow_when_an_order_moves_to_another_lot():
    wrong, right = lot(), lot()
    order = sell(wrong, 210, after=10)
    query("UPDATE transactions.orders SET inventory_id = %s WHERE id = %s", right.pk, order.pk)
    assert figures(wrong)[1] is None
    assert figures(right)[:2] == (10, Decimal("5.00"))


def test_many_orders_in_one_statement():
    items = [lot() for _ in range(3)]
    for item in items:
        sell(item, 210, after=10)
    query(
        "UPDATE transactions.orders SET net_proceeds = net_proceeds - 10 WHERE inventory_id = ANY (%s)",
        [item.pk for item in items],
    )
    assert [figures(item)[1] for item in items] == [Decimal("0.00")] * 3


def test_a_note_on_the_order_leaves_the_lot_alone():
    item = lot()
    sell(item, 210, after=10)
    query("UPDATE products.inventory SET updated_at = %s WHERE id = %s", NOON, item.pk)
    query("UPDATE transactions.orders SET notes = 'parcel lost?' WHERE inventory_id = %s", item.pk)
    assert query("SELECT updated_at FROM products.inventory WHERE id = %s", item.pk) == [(NOON,)]


def legacy(item, price, after, **values):
    return make(
        "transactions.LegacyTransaction",
        **{
            "inventory": item,
            "status": "completed",
            "transaction_date": NOON + days(after),
            "sale_price": price,
            "platform_fee": 0,
            "shipping_cost": 0,
            **values,
        },
    )


def test_the_newest_completed_legacy_transaction_is_the_sale():
    item = lot()
    legacy(item, 250, after=5)
    legacy(item, 220, after=8)
    legacy(item, 900, after=9, status="refunded")
    assert figures(item)[:2] == (8, Decimal("10.00"))


def test_figures_follow_a_legacy_transaction_that_changes_moves_and_goes():
    item, other = lot(), lot()
    sale = legacy(item, 220, after=8)
    query("UPDATE transactions.transactions SET shipping_cost = 10 WHERE id = %s", sale.pk)
    assert figures(item)[:2] == (8, Decimal("5.00"))
    query("UPDATE transactions.transactions SET inventory_id = %s WHERE id = %s", other.pk, sale.pk)
    assert (figures(item)[1], figures(other)[:2]) == (None, (8, Decimal("5.00")))
    query("DELETE FROM transactions.transactions WHERE id = %s", sale.pk)
    assert figures(other)[1] is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("currency = 'USD'", (10, None)),
        ("sold_at = sold_at + interval '5 days'", (15, Decimal("5.00"))),
        ("net_proceeds = 220, sale_price = 220", (10, Decimal("10.00"))),
        ("order_status = 'cancelled', sold_at = sold_at", (None, None)),
    ],
)
def test_figures_follow_every_change_of_the_order_that_they_rest_on(change, expected):
    item = lot()
    sell(item, 210, after=10)
    query(f"UPDATE transactions.orders SET {change} WHERE inventory_id = %s", item.pk)
    shelf_life, roi, _ = figures(item)
    assert roi == expected[1]
    assert expected[0] is None or shelf_life == expected[0]


def test_an_order_that_names_only_its_listing_is_an_order_of_the_lot_offered_there():
    item = lot()
    listing = make("platforms.StockXListing", inventory=item)
    order = make(
        "transactions.Order", listing=listing, inventory=None, sale_price=210, net_proceeds=210, sold_at=NOON + days(10)
    )
    assert figures(item)[:2] == (10, Decimal("5.00"))
    order.refresh_from_db()
    assert order.inventory == item


def test_figures_too_large_for_their_columns_do_not_keep_a_sale_from_being_written():
    item = lot(purchase_price=Decimal("99999999.99"))
    legacy(item, 1, after=1, platform_fee=Decimal("99999999"), shipping_cost=Decimal("99999999"))
    assert figures(item) == (1, Decimal("-300.00"), None)


def test_a_purchase_at_no_time_at_all_has_no_shelf_life():
    item = lot()
    query("UPDATE products.inventory SET purchase_date = '-infinity' WHERE id = %s", item.pk)
    assert figures(item)[0] is None
