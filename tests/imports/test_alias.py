"""Alias' report becomes sales: days come first, prices are whole dollars, and a credit may precede the sale."""

import datetime
from decimal import Decimal

import pytest

from apps.transactions.models import Order
from tests.imports.bringing_in import alias, counts, reasons, records, stockx
from tests.imports.reports import alias as report
from tests.imports.reports import alias_sale, sale
from tests.imports.reports import stockx as stockx_report
from tests.support.rows import make

pytestmark = pytest.mark.django_db


def day(year, month, day) -> datetime.datetime:
    return datetime.datetime(year, month, day, tzinfo=datetime.UTC)


def test_every_column_lands_right():
    outcome = alias(report(alias_sale()))
    assert counts(outcome) == (1, 0, 0, 0, 0)
    row = Order.objects.select_related("inventory__product", "inventory__size", "platform").get()
    assert (row.external_id, row.stockx_order_number, row.platform.slug) == ("512345678", None, "alias")
    assert (row.sale_price, row.currency, row.net_proceeds, row.platform_fee) == (Decimal("150.00"), "USD", None, None)
    assert (row.sold_at, row.payout_date, row.payout_received) == (day(2024, 11, 3), day(2024, 11, 9), True)
    assert (row.order_status, row.sales_channel) == ("completed", "Alias")
    product, size = row.inventory.product, row.inventory.size
    assert (product.style_code, product.name, size.value, size.region) == (
        "DM7866-200",
        "Hüpfer 1 Low",
        "10.5",
        "unknown",
    )
    assert "Kanarienvogel" not in str(records(outcome)[0].source_data)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("3/11/24", (2024, 11, 3)), ("31/1/23", (2023, 1, 31)), ("29/2/24", (2024, 2, 29)), ("01/02/2024", (2024, 2, 1))],
)
def test_the_day_stands_first(written, meant):
    alias(report(alias_sale(PURCHASED_DATE=written, CREDIT_DATE="")))
    row = Order.objects.get()
    assert (row.sold_at, row.payout_date, row.payout_received) == (day(*meant), None, False)


def test_a_credit_before_the_sale_is_kept_in_the_notes():
    content = report(alias_sale(CREDIT_DATE="2/11/24"))
    assert counts(alias(content)) == (1, 0, 0, 0, 0)
    row = Order.objects.get()
    assert (row.payout_received, row.payout_date) == (True, None)
    assert "2024-11-02" in row.notes
    assert counts(alias(content, again=True)) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"price": "0"}, "PRODUCT_PRICE_CENTS_SALE_PRICE"),
        ({"price": ""}, "PRODUCT_PRICE_CENTS_SALE_PRICE"),
        ({"price": "EUR 150"}, "PRODUCT_PRICE_CENTS_SALE_PRICE"),
        ({"price": "0.005"}, "PRODUCT_PRICE_CENTS_SALE_PRICE"),
        ({"price": "1e9"}, "PRODUCT_PRICE_CENTS_SALE_PRICE"),
        ({"price": "99999999999"}, "PRODUCT_PRICE_CENTS_SALE_PRICE"),
        ({"PURCHASED_DATE": "11/31/24"}, "PURCHASED_DATE"),
        ({"PURCHASED_DATE": "30/2/24"}, "PURCHASED_DATE"),
        ({"PURCHASED_DATE": "2024-11-03"}, "PURCHASED_DATE"),
        ({"PURCHASED_DATE": ""}, "PURCHASED_DATE"),
        ({"PURCHASED_DATE": "1/1/9999"}, "PURCHASED_DATE"),
        ({"CREDIT_DATE": "gestern"}, "CREDIT_DATE"),
        ({"ORDER_NUMBER": ""}, "ORDER_NUMBER"),
        ({"SKU": "N/A", "NAME": ""}, "NAME"),
        ({"SIZE": "x" * 21}, "SIZE"),
    ],
)
def test_one_bad_row_is_told_with_its_reason_and_never_stops_the_others(cells, column):
    outcome = alias(report(alias_sale(2), alias_sale(1, **cells), alias_sale(3)))
    assert counts(outcome) == (2, 0, 0, 0, 1)
    assert column in reasons(outcome)[2]


@pytest.mark.parametrize(
    ("printed", "size"),
    [
        ("9", ("unknown", "9", "unisex")),
        ("10W", ("US", "10", "women")),
        ("6Y", ("US", "6", "youth")),
        ("42.5", ("EU", "42.5", "unisex")),
        ("XL", ("INT", "XL", "unisex")),
        ("US 9", ("unknown", "US 9", "unisex")),  # of men or of women
    ],
)
def test_a_size_without_a_region_is_understood_only_where_it_tells_it(printed, size):
    make("products.Product", style_code="DM7866-200", name="Air Jordan 1 Men's")
    alias(report(alias_sale(SIZE=printed)))
    row = Order.objects.get().inventory.size
    assert (row.region, row.value, row.gender) == size


def test_stockx_and_alias_sell_one_product():
    make("products.Product", style_code="DM7866-200", sku="4711")
    stockx(stockx_report(sale(Style="dm7866.200")))
    alias(report(alias_sale()))
    assert len({row.inventory.product_id for row in Order.objects.all()}) == 1


def test_an_order_number_of_stockx_is_another_sale():
    stockx(stockx_report(sale(1)))
    number = Order.objects.get().external_id
    assert counts(alias(report(alias_sale(ORDER_NUMBER=number)))) == (1, 0, 0, 0, 0)
    assert Order.objects.filter(external_id=number).count() == 2


def test_leading_zeros_and_case_of_order_numbers_count():
    outcome = alias(report(*(alias_sale(ORDER_NUMBER=number) for number in ("007", "7", "a7", "A7"))))
    assert counts(outcome) == (4, 0, 0, 0, 0)


def test_duplicates_and_known_sales():
    assert counts(alias(report(alias_sale(), alias_sale(), alias_sale(price="151")))) == (1, 0, 0, 2, 0)
    assert counts(alias(report(alias_sale(price="152")))) == (0, 1, 0, 0, 0)
    assert Order.objects.get().sale_price == 152
