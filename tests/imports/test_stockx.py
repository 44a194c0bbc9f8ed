"""StockX's report becomes sales: every rule of the format, and sales that were known before."""

import datetime
import random
from decimal import Decimal

import pytest

from apps.core.models import Brand, Category, Platform
from apps.platforms.choices import OrderStatus
from apps.products.models import InventoryItem, Product, Size
from apps.transactions.models import Order
from tests.imports.bringing_in import counts, reasons, records, stockx
from tests.imports.reports import PAID_ON, PAYOUT, PRICE, SHORT, STOCKX, order_number, sale
from tests.imports.reports import stockx as report
from tests.support.rows import make

pytestmark = pytest.mark.django_db
D = Decimal


def order(number=1) -> Order:
    return Order.objects.select_related("inventory__product", "inventory__size", "platform").get(
        external_id=order_number(number)
    )


def known(number=1, **values) -> Order:
    """A sale that staff entered."""
    platform = Platform.objects.get(slug=values.pop("platform", "stockx"))
    values = {"external_id": order_number(number), "currency": "EUR", **values}
    return make("transactions.Order", platform=platform, **values)


LANDED = {
    "sale_price": D("140.00"),
    "net_proceeds": D("118.20"),
    "platform_fee": D("21.80"),
    "seller_fee": D("12.60"),
    "processing_fee": D("4.20"),
    "shipping_cost": D("5.00"),
    "currency": "EUR",
    "stockx_order_number": order_number(1),
    "order_status": OrderStatus.COMPLETED,
    "payout_received": True,
    "sold_at": datetime.datetime(2024, 7, 31, 4, 57, 7, tzinfo=datetime.UTC),
    "payout_date": datetime.datetime(2024, 8, 9, 11, 2, 3, tzinfo=datetime.UTC),
    "buyer_destination_country": "Österreich",
    "buyer_destination_city": "Łódź",
    "tracking_number": "1Z999AA10123456784",
    "sales_channel": "StockX",
    "original_buy_price": None,
    "net_profit": None,
    "notes": None,
}


def test_every_column_lands_right():
    outcome = stockx(report(sale()))
    assert counts(outcome) == (1, 0, 0, 0, 0)
    row = order()
    assert {name: getattr(row, name) for name in LANDED} == LANDED
    assert row.platform.slug == "stockx"
    lot = row.inventory
    assert (lot.quantity, lot.status, lot.purchase_price, lot.vat_rate) == (1, "sold", None, None)
    assert (lot.product.style_code, lot.product.sku, lot.product.name) == (
        "DZ5485-612",
        "DZ5485-612",
        "Air Hüpfer 4 Retro",
    )
    assert (lot.product.brand, lot.product.category.slug) == (None, "other")  # nothing is guessed
    assert (lot.size.value, lot.size.region, lot.size.gender, lot.size.brand) == ("10.5", "US", "men", None)
    (record,) = records(outcome)
    assert (record.status, record.row_number) == ("processed", 1)
    assert record.source_data["Order Number"] == order_number(1)


@pytest.mark.parametrize("columns", [STOCKX, SHORT])
@pytest.mark.parametrize("seed", range(3))
def test_columns_in_any_order_and_case_and_the_shorter_export(columns, seed):
    columns = columns.copy()
    random.Random(seed).shuffle(columns)
    head, body = report(sale(), columns=columns).split(b"\n", 1)
    stockx([head.upper(), head.lower(), head.title()][seed] + b"\n" + body)
    row = order()
    assert {name: getattr(row, name) for name in LANDED} == LANDED


def test_the_payout_is_never_computed_from_the_fees():
    stockx(report(sale(1, Seller_Fee="", payout="100.01"), sale(2, payout=""), sale(3, payout="0")))
    assert (order(1).net_proceeds, order(1).platform_fee, order(1).seller_fee) == (D("100.01"), D("39.99"), None)
    assert (order(2).net_proceeds, order(2).platform_fee) == (None, None)
    assert (order(3).net_proceeds, order(3).platform_fee) == (0, D("140.00"))


def test_what_has_no_payout_date_is_not_paid():
    stockx(report(sale(paid_on="N/A")))
    assert (order().payout_received, order().payout_date, order().net_proceeds) == (False, None, D("118.20"))


def test_moments_keep_their_zone():
    stockx(report(sale(Sale_Date="2024-08-01 01:30:00 +02", paid_on="2024-08-02 00:00:00-05:30")))
    assert order().sold_at == datetime.datetime(2024, 7, 31, 23, 30, tzinfo=datetime.UTC)
    assert order().payout_date == datetime.datetime(2024, 8, 2, 5, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize("amount", ["5", "2.67", "0.1", "99.99", "140"])
def test_trailing_zeros_may_be_dropped(amount):
    stockx(report(sale(payout=amount)))
    assert order().net_proceeds == D(amount)
    assert order().platform_fee == 140 - D(amount)


@pytest.mark.parametrize(
    ("printed", "size"),
    [
        ("10.5", ("US", "10.5", "men")),
        ("10.50", ("US", "10.5", "men")),
        ("10W", ("US", "10", "women")),
        ("6Y", ("US", "6", "youth")),
        ("10C", ("US", "10", "infant")),
        ("36", ("EU", "36", "unisex")),
        ("XL", ("INT", "XL", "unisex")),
        ("One Size", ("ONE", "One size", "unisex")),
    ],
)
def test_sizes_are_understood(printed, size):
    stockx(report(sale(Sku_Size=printed)))
    row = order().inventory.size
    assert (row.region, row.value, row.gender, row.brand) == (*size, None)
    stockx(report(sale(2, Sku_Size=printed)))
    assert order(2).inventory.size == row


@pytest.mark.parametrize("size", "12W / 10.5M|34W/32L|42/44|S / Men's 9-10|3J|28|UK 8|007".split("|"))
def test_sizes_that_may_mean_two_things_are_kept_as_given(size):
    stockx(report(sale(Sku_Size=size)))
    assert (order().inventory.size.value, order().inventory.size.region) == (size, "unknown")
    stockx(report(sale(2, Sku_Size=size)))
    assert Size.objects.filter(value=size).count() == 1


@pytest.mark.parametrize("item", ["Nike Dunk Low Panda (W)", "Jordan 4 Retro Thunder (GS)"])
def test_a_size_of_men_on_a_shoe_for_others_is_kept_as_given(item):
    stockx(report(sale(Item=item, Sku_Size="9")))
    assert Order.objects.get().inventory.size.region == "unknown"


def test_a_size_is_that_of_the_brand_of_the_product():
    make("products.Product", style_code="DZ5485-612", brand=Brand.objects.get(slug="jordan"))
    stockx(report(sale(1, Sku_Size="9"), sale(2, Sku_Size="9W"), sale(3, Sku_Size="42.5")))
    sizes = [order(number).inventory.size for number in (1, 2, 3)]
    assert [size.brand and size.brand.slug for size in sizes] == ["nike", "nike", None]
    assert [size.standardized_value for size in sizes] == [D("42.5"), D("40.5"), D("42.5")]


def test_the_lot_of_a_known_sale_keeps_its_size():
    lot = make("products.InventoryItem", quantity=1)
    known(inventory=lot)
    stockx(report(sale(Sku_Size="9")))
    assert order().inventory.size == lot.size


def test_what_has_no_size_is_one_size():
    stockx(report(sale(Sku_Size="N/A")))
    assert order().inventory.size.region == "ONE"


def test_products_are_found_by_style_code_however_it_is_spelt():
    product = make("products.Product", style_code="dz5485 612")
    by_sku = make("products.Product", style_code=None, sku="CP9366")
    stockx(report(sale(1), sale(2, Style="DZ5485.612"), sale(3, Style="cp9366")))
    assert order(1).inventory.product == order(2).inventory.product == product
    assert order(3).inventory.product == by_sku
    assert Product.objects.count() == 2


def test_several_codes_name_one_product():
    product = make("products.Product", style_code="DM7866-202")
    stockx(report(sale(1, Style="DM7866-200/DM7866-202"), sale(2, Style="AA1111-100 / BB2222-200", Item="Neu")))
    assert order(1).inventory.product == product
    assert order(2).inventory.product.style_code == "AA1111-100/BB2222-200"
    stockx(report(sale(3, Style="BB2222-200/AA1111-100"), sale(4, Style="BB2222-200")))
    assert order(3).inventory.product == order(4).inventory.product == order(2).inventory.product


@pytest.mark.parametrize("codes", [("DM7866-200", "DM7866-202"), ("DM7866-200/DM7866-202",) * 2])
def test_codes_of_two_products_are_not_guessed(codes):
    for code in codes:
        make("products.Product", style_code=code)
    outcome = stockx(report(sale(1, Style="DM7866-200/DM7866-202"), sale(2)))
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert "several products" in reasons(outcome)[1]["Style"]


def test_products_are_found_by_their_further_style_codes():
    product = make("products.Product", style_code="FV5029-006")
    make("products.ProductStyleCode", product=product, code="DZ5485-612")
    stockx(report(sale(1), sale(2, Style="dz5485 612/AA1111-100")))
    assert order(1).inventory.product == order(2).inventory.product == product
    assert Product.objects.count() == 1


def test_a_further_style_code_that_names_another_product_too_is_an_error():
    make("products.Product", style_code="DZ5485-612")
    make("products.ProductStyleCode", product=make("products.Product", style_code="FV5029-006"), code="DZ5485-612")
    assert counts(stockx(report(sale()))) == (0, 0, 0, 0, 1)


def test_what_has_no_style_code_is_found_by_its_name():
    toy = make("products.Product", name="Bär 400 %", style_code=None)
    stockx(
        report(sale(1, Style="N/A", Item="bär  400 %"), sale(2, Style="", Item="Neu"), sale(3, Style="", Item="NEU"))
    )
    assert order(1).inventory.product == toy
    assert order(2).inventory.product == order(3).inventory.product
    assert (order(2).inventory.product.sku, order(2).inventory.product.style_code) == ("NEU", None)


def test_a_name_of_two_products_is_not_guessed():
    for _ in range(2):
        make("products.Product", name="Bär", style_code=None)
    assert counts(stockx(report(sale(1, Style="", Item="Bär"), sale(2)))) == (1, 0, 0, 0, 1)


def test_names_without_letters_and_names_that_collide_get_article_numbers():
    items = ["靴", "👟", "Neu!", "neu?", "x" * 255, "x" * 254 + "y"]
    stockx(report(*(sale(number, Style="", Item=item) for number, item in enumerate(items, 1))))
    assert Product.objects.filter(name__in=items).count() == len(items)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"payout": "140.01"}, PAYOUT),  # above the price
        ({"payout": "x"}, PAYOUT),
        ({"payout": "0.005"}, PAYOUT),
        ({"price": "0"}, PRICE),
        ({"price": "-140", "payout": ""}, PRICE),
        ({"price": ""}, PRICE),
        ({"price": "100000000"}, PRICE),
        ({"price": "9" * 400}, PRICE),
        ({"paid_on": "2024-07-31 04:57:06 +00"}, PAID_ON),  # before the sale
        ({"Sale_Date": ""}, "Sale Date"),
        ({"Sale_Date": "9999-12-31 00:00:00 +00", "paid_on": ""}, "Sale Date"),
        ({"Sale_Date": "31.07.2024"}, "Sale Date"),
        ({"Sale_Date": "2024-02-30 00:00:00 +00"}, "Sale Date"),
        ({"Order_Number": "N/A"}, "Order Number"),
        ({"Order_Number": "1" * 101}, "Order Number"),
        ({"Quantity": "2"}, "Quantity"),
        ({"Quantity": "1.0"}, "Quantity"),
        ({"Seller_Fee_Currency": "USD"}, "Seller Fee"),
        ({"Total_Gross_Amount_(Total_Payout)_Currency": "USD"}, PAYOUT),
        ({"Listing_Price_Currency": "\u212art"}, "Listing Price Currency"),
        ({"Sku_Size": "x" * 21}, "Sku Size"),
        ({"Item": "", "Sku_Name": "", "Style": "N/A"}, "Item"),
        ({"Item": "x" * 256}, "Item"),
        ({"Buyer_Destination_City": "x" * 201}, "Buyer Destination City"),
    ],
)
def test_one_bad_row_is_told_with_its_reason_and_never_stops_the_others(cells, column):
    outcome = stockx(report(sale(2), sale(1, **cells), sale(3)))
    assert counts(outcome) == (2, 0, 0, 0, 1)
    assert column in reasons(outcome)[2]
    assert len(records(outcome)) == 3


def test_the_currency_of_an_empty_fee_does_not_matter():
    assert counts(stockx(report(sale(Shipping_Fee="", Shipping_Fee_Currency="USD")))) == (1, 0, 0, 0, 0)


def test_without_any_currency_no_sale():
    row = {name: "" if name.endswith("Currency") else cell for name, cell in sale().items()}
    assert counts(stockx(report(row))) == (0, 0, 0, 0, 1)


def test_a_sale_in_another_currency_has_no_cost_and_no_profit():
    row = {name: "USD" if name.endswith("Currency") else cell for name, cell in sale().items()}
    known(original_buy_price=90, inventory=make("products.InventoryItem", quantity=1, purchase_price=90))
    stockx(report(row))
    assert (order().currency, order().original_buy_price, order().net_profit) == ("USD", None, None)


def test_duplicates_are_told_and_say_what_is_different():
    outcome = stockx(report(sale(1), sale(1), sale(1, payout="100")))
    assert counts(outcome) == (1, 0, 0, 2, 0)
    assert order().net_proceeds == D("118.20")
    assert [record.error_message for record in records(outcome)] == [
        "Added.",
        "A duplicate of row 1.",
        "A duplicate of row 1, which counts. This one has another net_proceeds.",
    ]


def test_a_known_sale_follows_the_report_and_keeps_what_that_does_not_say():
    lot = make("products.InventoryItem", quantity=1, purchase_price=D("80.00"))
    before = known(inventory=lot, sale_price=141, notes="Nachbarin", order_status="shipped", buyer_premium=3)
    outcome = stockx(report(sale(Seller_Fee="")))
    assert counts(outcome) == (0, 1, 0, 0, 0)
    row = order()
    assert (row.pk, row.inventory, row.notes, row.buyer_premium) == (before.pk, lot, "Nachbarin", 3)
    assert (row.sale_price, row.platform_fee, row.order_status) == (D("140.00"), D("21.80"), "completed")
    assert (row.original_buy_price, row.gross_profit, row.net_profit) == (D("80.00"), D("60.00"), D("38.20"))
    assert InventoryItem.objects.get(pk=lot.pk).roi_percentage == D("47.75")
    assert counts(stockx(report(sale(Seller_Fee="")), again=True)) == (0, 0, 1, 0, 0)


def test_a_sale_that_was_cancelled_stays_so():
    known(order_status="cancelled", net_profit=None)
    assert counts(stockx(report(sale()))) == (0, 1, 0, 0, 0)
    assert (order().order_status, order().net_profit, order().platform_fee) == ("cancelled", None, D("21.80"))
    assert counts(stockx(report(sale()), again=True)) == (0, 0, 1, 0, 0)


def test_a_sale_known_by_stockx_order_number_alone():
    before = known(external_id=None, stockx_order_number=order_number(1))
    assert counts(stockx(report(sale()))) == (0, 1, 0, 0, 0)
    assert order().pk == before.pk


def test_the_same_order_number_on_another_platform_is_another_sale():
    elsewhere = known(platform="alias")
    assert counts(stockx(report(sale()))) == (1, 0, 0, 0, 0)
    assert Order.objects.filter(external_id=order_number(1)).count() == 2
    elsewhere.refresh_from_db()
    assert elsewhere.net_proceeds is None


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ({"sale_price": 200, "net_proceeds": 150}, {"payout": ""}),  # more than the price that the report says
        ({"sold_at": datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)}, {}),  # shipped before the report's sale
        ({"payout_date": datetime.datetime(2024, 7, 1, tzinfo=datetime.UTC)}, {"paid_on": ""}),
    ],
)
def test_a_known_sale_that_contradicts_the_report_stops_no_other_row(values, cells):
    values = {"sold_at": datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC), **values}
    known(shipped_at=datetime.datetime(2024, 1, 2, tzinfo=datetime.UTC), **values)
    outcome = stockx(report(sale(1, **cells), sale(2)))
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert reasons(outcome)[1]
    assert order().sold_at == datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
    assert counts(stockx(report(sale(1, **cells), sale(2)), again=True)) == (0, 0, 1, 0, 1)


def test_two_sales_with_one_number_stop_no_other_row():
    known()
    known(platform="alias", external_id="A1", stockx_order_number=order_number(1))
    outcome = stockx(report(sale(1), sale(2)))
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert "2 sales have this number" in reasons(outcome)[1]["Order Number"]


def test_a_sale_with_two_numbers_is_of_the_first_row():
    known(external_id=order_number(1), stockx_order_number=order_number(2))
    content = report(sale(1), sale(2, payout="100"))
    assert counts(stockx(content)) == (0, 1, 0, 0, 1)
    assert counts(stockx(content, again=True)) == (0, 0, 1, 0, 1)


def test_more_rows_than_are_written_at_once(monkeypatch):
    monkeypatch.setattr("apps.transactions.imports.landing.AT_ONCE", 3)
    rows = [sale(number) for number in range(1, 9)]
    assert counts(stockx(report(*rows, sale(1), sale(9, price="x"), sale(8)))) == (8, 0, 0, 2, 1)
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE transactions.orders; --", "\\", "\\.", "a\\Nb", "a\tb", "a\nb", "%s {x}", "👟", "e\u0301", '"'],
)
def test_any_text_lands_as_it_is(text):
    content = report(sale(Item=f"x{text}x", Buyer_Destination_City=f"x{text}x", Style="N/A"))
    stockx(content)
    assert (order().inventory.product.name, order().buyer_destination_city) == (f"x{text}x", f"x{text}x")
    assert counts(stockx(content, again=True)) == (0, 0, 1, 0, 0)


def test_a_sale_of_a_known_product_makes_no_category():
    Category.objects.filter(slug="other").delete()
    make("products.Product", style_code="DZ5485-612")
    stockx(report(sale(1)))
    assert not Category.objects.filter(slug="other").exists()


@pytest.mark.parametrize(
    ("item", "brand", "category"),
    [
        ("Jordan 1 Retro High OG Chicago", "Jordan", "Sneakers"),
        ("Nike Dunk Low socks", "Nike", "Accessories"),
        ("Supreme Box Logo Tee", None, "Apparel"),
        ("Vans x Puma", None, "Other"),
    ],
)
def test_a_new_product_has_the_brand_and_the_category_that_its_name_says(item, brand, category):
    stockx(report(sale(1, Item=item)))
    product = order().inventory.product
    assert (product.brand and product.brand.name, product.category.name) == (brand, category)


def test_a_product_without_a_name_is_not_recognised_by_its_code():
    stockx(report(sale(1, Item="", Sku_Name="", Style="AF1-123")))
    product = order().inventory.product
    assert (product.name, product.brand, product.category.name) == ("AF1-123", None, "Other")


def test_the_brand_of_a_known_product_stays_unknown():
    make("products.Product", style_code="DZ5485-612", brand=None, name="Hüpfer")
    stockx(report(sale(1, Item="Nike Dunk Low")))
    assert order().inventory.product.brand is None


def test_a_refused_row_is_not_what_others_are_duplicates_of():
    for code in ("AA1111-100", "BB2222-200"):
        make("products.Product", style_code=code)
    rows = sale(1, Style="AA1111-100 / BB2222-200"), sale(1, Style="AA1111-100")
    assert counts(stockx(report(*rows))) == (1, 0, 0, 0, 1)


def test_a_report_without_payouts_leaves_them_unknown():
    content = report(sale(1), columns=[name for name in STOCKX if not name.startswith(PAYOUT)])
    assert counts(stockx(content)) == (1, 0, 0, 0, 0)
    assert (order().net_proceeds, order().platform_fee) == (None, None)
