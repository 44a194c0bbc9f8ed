"""Whoever changes what an opportunity or a sum by brand is made of: what is kept follows at the next look."""

import datetime

import pytest

from apps.analytics.kept import BRAND_MONTHS
from apps.analytics.models import StaleMonth
from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import Opportunity, PriceSource, StaleProduct
from apps.system.kept_tables import FOR_A_READER
from tests.opportunities.market import day, fees_today, pair, price, rate
from tests.support.kept import assert_is_kept, brand_months, opportunities
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db


def net_profits() -> list[int]:
    """Of the opportunities that somebody sees who looks now, highest first."""
    assert OPPORTUNITIES.bring_up_to_date()
    assert_is_kept(OPPORTUNITIES.name)
    return [row.net_profit_cents for row in Opportunity.objects.all()]


@pytest.fixture
def shoe():
    """A product whose pair leaves 40 euro, and then its prices."""
    fees_today()
    retail, resale = pair(6_000, 10_000)
    assert net_profits() == [4_000]
    return retail, resale


class TestPrices:
    def test_a_new_price(self, shoe):
        price(shoe[0].product, 5_000)
        assert net_profits() == [5_000, 4_000]

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ("price_cents = 7000", [3_000]),
            ("price_cents = 11000", []),
            ("in_stock = false", []),
            ("currency = 'USD'", []),
            ("condition = 'used_good'", []),
            ("condition = 'deadstock'", [4_000]),
            ("price_type = 'auction'", []),
            ("stock_quantity = 3, last_updated = now(), metadata = '{}'", [4_000]),
        ],
    )
    def test_one_that_changes(self, shoe, change, expected):
        query(f"UPDATE integration.price_sources SET {change} WHERE id = %s", shoe[0].pk)
        assert net_profits() == expected

    def test_one_that_moves_to_another_product(self, shoe):
        other = make("products.Product")
        price(other, 4_500)
        PriceSource.objects.filter(pk=shoe[1].pk).update(product=other)
        assert net_profits() == [5_500]

    def test_one_that_gets_another_id(self, shoe):
        query("DELETE FROM integration.price_history")
        query("UPDATE integration.price_sources SET id = gen_random_uuid()")
        assert net_profits() == [4_000]

    def test_one_that_is_deleted(self, shoe):
        shoe[0].delete()
        assert net_profits() == []

    def test_a_product_that_is_deleted_takes_its_opportunities_along(self, shoe):
        shoe[0].product.delete()
        assert net_profits() == []

    def test_all_that_are_truncated(self, shoe):
        query("SET CONSTRAINTS ALL IMMEDIATE")
        query("TRUNCATE integration.price_sources CASCADE")
        assert net_profits() == []

    def test_what_changes_nothing_is_not_looked_at(self, shoe):
        query("UPDATE integration.price_sources SET last_updated = now(), price_cents = price_cents")
        query("UPDATE integration.price_sources SET price_cents = 1 WHERE NOT in_stock")
        assert not StaleProduct.objects.exists()


class TestWhatTheyRestOn:
    def test_a_rate_that_comes_in(self, shoe):
        pair(6_000, 15_000, resale={"currency": "USD"})
        assert net_profits() == [4_000]
        dollar = rate("USD", "1.25")
        assert net_profits() == [6_000, 4_000]
        dollar.delete()
        assert net_profits() == [4_000]

    def test_fees_that_are_corrected(self, shoe):
        fees_today(seller_percent=10)
        assert net_profits() == [3_000]

    def test_a_day_on_which_other_fees_hold(self, shoe):
        fee = fees_today(seller_percent=10)
        query("UPDATE system.kept_tables SET basis = 'that of yesterday, when these fees did not hold yet'")
        query("UPDATE pricing.platform_fees SET valid_to = valid_from WHERE id = %s", fee.pk)
        assert net_profits() == [None]

    def test_sizes_that_become_the_same(self, shoe):
        fees_today()
        eu = make("products.Size", value="42", region="EU", standardized_value=42, gender="men")
        us = make("products.Size", value="8.5", region="US", gender="men")
        pair(6_000, 15_000, {"size": eu}, {"size": us})
        assert net_profits() == [4_000]
        query("UPDATE public.sizes SET standardized_value = 42 WHERE id = %s", us.pk)
        assert net_profits() == [9_000, 4_000]
        query("UPDATE public.sizes SET gender = 'women' WHERE id = %s", us.pk)
        assert net_profits() == [4_000]

    @pytest.mark.parametrize("change", ["standardized_value = standardized_value, gender = gender", "value = '42.5'"])
    def test_a_size_that_stays_the_same_for_them_is_no_work(self, shoe, change):
        make("products.Size", value="42", region="EU", standardized_value=42, gender="men")
        query(f"UPDATE public.sizes SET {change} WHERE value = '42'")
        assert not StaleProduct.objects.exists()

    def test_names_are_those_of_now_without_any_work(self, shoe):
        query("UPDATE products.products SET name = 'Samba OG'")
        assert Opportunity.objects.get().product_name == "Samba OG"
        assert not StaleProduct.objects.exists()


def sold() -> list[tuple]:
    """The sales by brand that somebody sees who looks now: brand, month, number, revenue."""
    assert BRAND_MONTHS.bring_up_to_date()
    assert_is_kept(BRAND_MONTHS.name)
    names = dict(query("SELECT id, name FROM core.brands"))
    return [
        (names.get(brand), month.isoformat(), sales, float(sum_)) for brand, month, _, sales, sum_, *_ in brand_months()
    ]


class TestSales:
    @pytest.fixture
    def sale(self):
        """150 euro for an Asics in March."""
        product = make("products.Product", brand=make("core.Brand", name="Asics of tests"))
        when = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)
        order = make("transactions.Order", inventory=make("products.InventoryItem", product=product), sold_at=when)
        assert sold() == [("Asics of tests", "2026-03-01", 1, 150.0)]
        return order

    def test_a_price_that_is_corrected(self, sale):
        query("UPDATE transactions.orders SET sale_price = 120")
        assert sold() == [("Asics of tests", "2026-03-01", 1, 120.0)]

    def test_a_sale_in_another_month(self, sale):
        query("UPDATE transactions.orders SET sold_at = '2026-04-02'")
        assert sold() == [("Asics of tests", "2026-04-01", 1, 150.0)]

    def test_one_that_is_cancelled(self, sale):
        query("UPDATE transactions.orders SET order_status = 'cancelled'")
        assert sold() == []

    def test_one_that_is_deleted(self, sale):
        sale.delete()
        assert sold() == []

    def test_a_product_that_gets_another_brand_or_none(self, sale):
        product = sale.inventory.product
        product.brand = make("core.Brand", name="Nike of tests")
        product.save()
        assert sold() == [("Nike of tests", "2026-03-01", 1, 150.0)]
        product.brand.delete()
        assert sold() == [(None, "2026-03-01", 1, 150.0)]

    def test_a_product_that_is_saved_with_the_brand_that_it_has(self, sale):
        sale.inventory.product.save()
        assert not StaleMonth.objects.exists()

    def test_many_products_that_get_another_brand_are_one_piece_of_work(self, sale):
        for _ in range(FOR_A_READER):
            make("products.Product")
        query("UPDATE products.products SET brand_id = NULL")
        query("UPDATE products.products SET brand_id = (SELECT id FROM core.brands WHERE slug = 'nike')")
        assert StaleMonth.objects.count() > FOR_A_READER
        assert sold() == [("Nike", "2026-03-01", 1, 150.0)]

    def test_so_many_sales_that_a_month_has_more_notes_than_a_reader_works_off_elsewhere(self, sale):
        query(
            """
            DO $$ BEGIN
                FOR number IN 1..500 LOOP
                    UPDATE transactions.orders SET sale_price = number;
                END LOOP;
                UPDATE transactions.orders SET sold_at = '2026-04-02';
            END $$"""
        )
        assert StaleMonth.objects.count() > FOR_A_READER
        assert sold() == [("Asics of tests", "2026-04-01", 1, 500.0)]

    def test_a_brand_that_is_called_otherwise(self, sale):
        query("UPDATE core.brands SET name = 'ASICS Tests' WHERE name = 'Asics of tests'")
        assert sold() == [("ASICS Tests", "2026-03-01", 1, 150.0)]

    def test_sums_that_are_counted_anew(self, sale):
        query("UPDATE analytics.monthly_sales SET sales = 7")
        assert sold() == [("Asics of tests", "2026-03-01", 7, 150.0)]
        query("SELECT analytics.rebuild_monthly_sales()")
        assert sold() == [("Asics of tests", "2026-03-01", 1, 150.0)]


def test_currencies_are_never_added_up():
    when = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)
    lot = make("products.InventoryItem", quantity=5)
    for currency, sale_price in (("EUR", 100), ("USD", 200), ("EUR", 50)):
        make("transactions.Order", inventory=lot, sold_at=when, currency=currency, sale_price=sale_price)
    assert [number for *_, number in sold()] == [150.0, 200.0]


def test_a_fee_of_tomorrow_changes_nothing_today():
    fees_today()
    pair(6_000, 10_000)
    fee = fees_today()
    fee.valid_to = day(0)
    fee.save()
    assert net_profits() == [4_000]
    make("pricing.PlatformFee", platform=fee.platform, valid_from=day(-1), seller_percent=50)
    assert net_profits() == [4_000]
    assert opportunities()
