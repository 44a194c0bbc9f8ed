"""The charts on the pages of rows: prices of a source and of a product, months of a supplier, the life of a lot."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.support.cards import tables, words
from tests.support.pages import text
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db


def ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def day(days):
    return f"{timezone.localtime(ago(days)):%-d %b %Y}"


def page(client, row, **parameters):
    opts = row._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    response = client.get(address, parameters)
    assert response.status_code == 200
    return response


def price(changes, **values):
    """A price with its history: days ago, cents, whether it was in stock."""
    row = make("integration.PriceSource", **{"source_name": "Corner Shop", "price_type": "retail", **values})
    query("DELETE FROM integration.price_history WHERE price_source_id = %s", row.pk)
    for days, cents, in_stock in changes:
        make("integration.PriceHistory", price_source=row, price_cents=cents, in_stock=in_stock, recorded_at=ago(days))
    return row


class TestThePriceOfAShop:
    CHANGES = [(500, 15_000, True), (200, 12_000, True), (100, 12_000, False), (40, 9_000, True)]

    def test_what_it_did_in_a_sentence_and_as_a_table(self, admin):
        response = page(admin, price(self.CHANGES))
        assert (
            f"Retail: 150.00 EUR on {day(365)}, 90.00 EUR now (-40.0 %); lowest 90.00 EUR on {day(40)}, "
            f"highest 150.00 EUR on {day(365)}; out of stock {day(100)} to {day(40)}."
            in words(response, "Price history")
        )
        (table,) = tables(response, "Price history")
        assert [row[0] for row in table[1:]][:2] == [day(40), day(100)]
        assert [day(40), "Retail", "90.00 EUR"] in table
        assert [day(100), "Out of stock", f"until {day(40)}"] in table

    def test_other_periods(self, admin):
        row = price(self.CHANGES)
        assert "Retail: 120.00 EUR" not in words(page(admin, row, months="3"), "Price history")
        assert f"Retail: 90.00 EUR on {day(40)}, 90.00 EUR now;" in words(page(admin, row, months=3), "Price history")
        assert f"150.00 EUR on {day(500)}" in words(page(admin, row, months="all"), "Price history")
        assert f"150.00 EUR on {day(365)}" in words(page(admin, row, months="nonsense"), "Price history")

    def test_of_several_changes_on_a_day_the_last_counts(self, admin):
        noon = timezone.now().replace(hour=12, minute=0) - datetime.timedelta(days=3)
        row = price([(30, 10_000, True)])
        for hours, cents in ((0, 1), (1, 2), (2, 7_000)):
            moment = noon + datetime.timedelta(hours=hours)
            make("integration.PriceHistory", price_source=row, price_cents=cents, in_stock=True, recorded_at=moment)
        assert "lowest 70.00 EUR" in words(page(admin, row), "Price history")

    def test_it_speaks_the_currency_of_the_price(self, admin):
        assert "USD" in words(page(admin, price([(9, 9_900, True)], currency="USD")), "Price history")

    def test_since_when_it_cannot_be_had(self, admin):
        response = page(admin, price([(30, 10_000, True), (9, 10_000, False)]))
        assert f"100.00 EUR on {day(30)}, 100.00 EUR when last seen; out of stock since {day(9)}." in words(
            response, "Price history"
        )
        assert [day(9), "Out of stock", "still"] in tables(response, "Price history")[0]

    def test_a_price_out_of_stock_all_the_time(self, admin):
        said = words(page(admin, price([(30, 10_000, False)])), "Price history")
        assert "Retail: not in stock at any time." in said

    def test_a_stock_that_nobody_knows_can_be_had(self, admin):
        assert "100.00 EUR now" in words(page(admin, price([(9, 10_000, None)])), "Price history")


class TestThePricesOfAProduct:
    def test_the_lowest_in_stock_of_any_size_at_each_place(self, admin):
        shoe, shop = make("products.Product"), make("core.Supplier", name="Corner Shop")
        small, large = (make("products.Size", value=value, region="EU") for value in ("38", "45"))
        price([(50, 12_000, True), (20, 8_000, False)], product=shoe, size=small, supplier=shop)
        price([(50, 13_000, True), (10, 11_000, True)], product=shoe, size=large, supplier=shop)
        price([(50, 20_000, True)], product=shoe, source_type="stockx", source_name="StockX", price_type="resale")
        response = page(admin, shoe)
        said = words(response, "Prices")
        assert f"Ask at StockX: 200.00 EUR on {day(50)}, 200.00 EUR now." in said
        assert (
            f"Retail at Corner Shop: 120.00 EUR on {day(50)}, 110.00 EUR now (-8.3 %); "
            f"lowest 110.00 EUR on {day(10)}, highest 130.00 EUR on {day(20)}." in said
        )

    def test_the_time_when_no_shop_had_it(self, admin):
        shoe = make("products.Product")
        price([(50, 12_000, True), (30, 12_000, False), (20, 12_000, True)], product=shoe)
        price([(50, 12_000, True), (40, 12_000, False), (25, 12_000, True)], product=shoe, source_name="Other")
        (table,) = tables(page(admin, shoe), "Prices")
        assert [day(30), "Out of stock in the shops", f"until {day(25)}"] in table

    def test_all_shops_count_for_the_time_out_of_stock_those_that_are_not_drawn_too(self, admin):
        shoe = make("products.Product")
        for number in range(5):
            price([(50, 12_000 + number, number == 4)], product=shoe, source_name=f"Shop {number}")
        assert "Out of stock" not in words(page(admin, shoe), "Prices")

    def test_asks_come_first_then_the_cheapest_that_can_be_had(self, admin):
        shoe = make("products.Product")
        for name, cents, in_stock in (("A", 9_000, False), ("B", 12_000, True), ("C", 11_000, True)):
            price([(9, cents, in_stock)], product=shoe, source_name=name)
        price([(9, 20_000, True)], product=shoe, source_name="StockX", price_type="resale")
        said = words(page(admin, shoe), "Prices")
        order = [said.rindex(name) for name in ("Ask at StockX:", "Retail at C:", "Retail at B:", "Retail at A:")]
        assert order == sorted(order)

    def test_currencies_have_charts_of_their_own(self, admin):
        shoe = make("products.Product")
        price([(5, 12_000, True)], product=shoe)
        price([(5, 13_000, True)], product=shoe, currency="USD")
        euro, dollar = tables(page(admin, shoe), "Prices")
        assert "120.00 EUR" in euro[1]
        assert "130.00 USD" in dollar[1]

    def test_bids_that_were_seen(self, admin):
        shoe = make("products.Product")
        listing = make("platforms.StockXListing", product=shoe)
        change = {"listing": listing, "old_price": 200, "new_price": 190, "market_highest_bid": Decimal("171.5")}
        make("platforms.ListingPriceChange", **change, created_at=ago(12))
        observed = {"price_type": "market", "price_amount": 150, "source": "StockX highest bid"}
        make("pricing.PricePoint", product=shoe, **observed, price_date=ago(9).date())
        (table,) = tables(page(admin, shoe), "Prices")
        assert [day(12), "Highest bid when we changed an ask", "171.50 EUR"] in table
        assert [day(9), "StockX highest bid", "150.00 EUR"] in table

    def test_more_shops_than_can_be_told_apart(self, admin):
        shoe = make("products.Product")
        for number in range(6):
            price([(5, 12_000, True)], product=shoe, source_name=f"Shop {number}")
        assert "Shops and marketplaces that are not shown: 2." in words(page(admin, shoe), "Prices")


def test_the_months_of_a_supplier(admin):
    shop = make("core.Supplier")
    for month, orders in ((1, 4), (3, 9)):
        first = datetime.date(2026, month, 1)
        make(
            "core.SupplierPerformance",
            supplier=shop,
            month_year=first,
            total_orders=orders,
            return_rate=5,
            avg_roi=None,
        )
    orders, rates = tables(page(admin, shop), "Its months")
    assert orders[1:] == [["Jan 2026", "4"], ["Mar 2026", "9"]]
    assert rates[1] == ["Jan 2026", "5.0 %", "\N{EN DASH}"]


class TestTheLifeOfALot:
    def test_a_sale_tells_it_too_and_leads_to_the_lot(self, admin):
        lot = make("products.InventoryItem", purchase_date=ago(60))
        sale = make("transactions.Order", inventory=lot, sold_at=ago(20))
        response = page(admin, sale)
        assert f"{day(60)} Bought" in words(response, f"The life of {lot}")
        assert f'href="/admin/products/inventoryitem/{lot.pk}/change/">Open the lot' in text(response)

    def test_from_purchase_to_payout(self, admin):
        lot = make(
            "products.InventoryItem",
            status="sold",
            supplier=make("core.Supplier", name="Corner Shop"),
            purchase_price=100,
            purchase_date=ago(60),
            delivery_date=ago(57),
        )
        listing = make(
            "platforms.StockXListing", inventory=lot, listed_at=ago(50), original_ask_price=180, ask_price=170
        )
        change = {"old_price": 180, "new_price": 170, "change_reason": "nobody bids"}
        make("platforms.ListingPriceChange", listing=listing, **change, created_at=ago(30))
        make(
            "transactions.Order",
            inventory=lot,
            platform=make("core.Platform", name="Depop"),
            sale_price=170,
            net_proceeds=150,
            net_profit=50,
            sold_at=ago(20),
            payout_date=ago(10),
        )
        said = words(page(admin, lot), "Its life")
        events = [
            f"{day(60)} Bought at Corner Shop for 100.00 EUR without VAT",
            f"{day(57)} Arrived",
            f"{day(50)} Listed on StockX for 180.00 EUR",
            f"{day(30)} Ask changed from 180.00 to 170.00 EUR: nobody bids",
            f"{day(20)} Sold on Depop for 170.00 EUR",
            f"{day(10)} Paid out 150.00 EUR, a profit of 50.00 EUR",
        ]
        assert " ".join(events) in said
        (table,) = tables(page(admin, lot), "Its life")
        assert [[name, days.split()[0]] for name, days in table[1:4]] == [
            ["bought to listed", "10"],
            ["listed to sold", "30"],
            ["sold to paid out", "10"],
        ]

    def test_a_lot_that_is_still_here(self, admin):
        lot = make("products.InventoryItem", status="in_stock", purchase_date=ago(7))
        (table,) = tables(page(admin, lot), "Its life")
        assert table[1] == ["bought to today", "7 days"]

    def test_the_last_sale_that_stands_counts(self, admin):
        lot = make("products.InventoryItem", status="sold", purchase_date=ago(90))
        first = {"sold_at": ago(60), "payout_date": ago(50), "order_status": "cancelled"}
        make("transactions.Order", inventory=lot, **first)
        make("transactions.Order", inventory=lot, sold_at=ago(20))
        (table,) = tables(page(admin, lot), "Its life")
        assert table[1:] == [["bought to sold", "70 days"], ["In all", "70 days"]]

    def test_a_listing_after_the_sale_is_none_of_its_way(self, admin):
        lot = make("products.InventoryItem", status="sold", purchase_date=ago(90))
        make("transactions.Order", inventory=lot, sold_at=ago(20))
        make("platforms.StockXListing", inventory=lot, listed_at=ago(5))
        assert [row[0] for row in tables(page(admin, lot), "Its life")[0][1:]] == ["bought to sold", "In all"]

    def test_a_time_outside_of_the_calendar_closes_the_card_alone(self, admin):
        lot = make("products.InventoryItem", purchase_date=ago(7))
        order = make("transactions.Order", inventory=lot)
        query("UPDATE transactions.orders SET sold_at = 'infinity' WHERE id = %s", order.pk)
        assert "These figures cannot be shown" in words(page(admin, lot), "Not to be shown")

    def test_a_cancelled_sale_is_told_and_ends_nothing(self, admin):
        lot = make("products.InventoryItem", status="returned", purchase_date=ago(7))
        make("transactions.Order", inventory=lot, sold_at=ago(3), order_status="cancelled")
        response = page(admin, lot)
        assert "Sold, and cancelled later," in words(response, "Its life")
        assert tables(response, "Its life")[0][1] == ["bought to today", "7 days"]


def test_a_row_of_which_nothing_is_known_has_no_card(admin):
    for model in ("products.Product", "core.Supplier"):
        assert 'class="card' not in text(page(admin, make(model)))
