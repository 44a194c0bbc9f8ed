"""The views, and their read-only models."""

import datetime
from decimal import Decimal

import pytest

from apps.analytics.models import BrandLoyalty, BrandTrend
from apps.integration.models import LatestPrice, ProfitOpportunity
from tests.support.rows import NOON, make

pytestmark = pytest.mark.django_db


def product(brand_name="Salomon", **values):
    return make("products.Product", brand=make("core.Brand", name=brand_name) if brand_name else None, **values)


def sale(of, price, **values):
    return make("transactions.Order", inventory=make("products.InventoryItem", product=of), sale_price=price, **values)


def legacy_sale(of, price, status="completed"):
    return make(
        "transactions.LegacyTransaction",
        inventory=make("products.InventoryItem", product=of), sale_price=price, status=status,
    )  # fmt: skip


def trend():
    return list(BrandTrend.objects.values_list("brand", "month", "transaction_count", "total_revenue", "currency"))


MARCH, APRIL = datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)


class TestBrandViews:
    def test_orders_and_completed_legacy_transactions_are_sales(self):
        shoe = product()
        sale(shoe, 100)
        sale(shoe, 999, order_status="cancelled")
        legacy_sale(shoe, 50)
        legacy_sale(shoe, 999, status="pending")
        assert trend() == [("Salomon", MARCH, 2, Decimal(150), "EUR")]
        assert BrandTrend.objects.get().avg_transaction_value == Decimal(75)

    def test_newest_month_first_then_the_higher_revenue(self):
        cheap, dear = product("Hoka"), product("Salomon")
        sale(cheap, 100)
        sale(dear, 300)
        sale(cheap, 10, sold_at=NOON + datetime.timedelta(days=30))
        assert [(brand, month) for brand, month, *_ in trend()] == [
            ("Hoka", APRIL),
            ("Salomon", MARCH),
            ("Hoka", MARCH),
        ]

    def test_months_are_those_of_utc(self):
        sale(product(), 100, sold_at=datetime.datetime.fromisoformat("2026-04-01T01:30+02:00"))
        assert trend()[0][1] == MARCH

    def test_a_sale_known_by_its_listing_alone_counts(self):
        listing = make("platforms.StockXListing", product=product())
        make("transactions.Order", listing=listing, inventory=None, sale_price=80)
        assert trend() == [("Salomon", MARCH, 1, Decimal(80), "EUR")]

    def test_currencies_are_never_added(self):
        shoe = product()
        sale(shoe, 100)
        sale(shoe, 200, currency="USD")
        assert {(row[3], row[4]) for row in trend()} == {(Decimal(100), "EUR"), (Decimal(200), "USD")}
        assert BrandLoyalty.objects.count() == 2

    def test_loyalty_counts_months_and_ranks_by_what_was_spent(self):
        loved, other = product("Salomon"), product("Hoka")
        sale(loved, 100)
        sale(loved, 60)
        sale(loved, 110, sold_at=NOON + datetime.timedelta(days=30))
        sale(other, 10)
        rows = BrandLoyalty.objects.values_list(
            "brand", "active_months", "total_transactions", "total_spent", "avg_order_value"
        )
        assert list(rows) == [
            ("Salomon", 2, 3, Decimal(270), Decimal(90)),
            ("Hoka", 1, 1, Decimal(10), Decimal(10)),
        ]

    def test_loyalty_counts_the_same_sales_as_the_trend(self):
        shoe = product()
        sale(shoe, 100)
        sale(shoe, 999, order_status="cancelled")
        legacy_sale(shoe, 50)
        legacy_sale(shoe, 999, status="pending")
        make("transactions.Order", listing=make("platforms.StockXListing", product=shoe), inventory=None, sale_price=30)
        row = BrandLoyalty.objects.get()
        assert (row.total_transactions, row.total_spent) == (3, Decimal(180))


class TestLatestPrices:
    def test_the_latest_price_in_stock_wins(self):
        shoe = product()
        common = {"product": shoe, "source_type": "stockx", "price_type": "resale", "source_name": "StockX"}
        make("integration.PriceSource", **common, price_cents=1, in_stock=True, last_updated=NOON)
        make(
            "integration.PriceSource", **common, price_cents=2, in_stock=True, last_updated=NOON + datetime.timedelta(1)
        )
        make(
            "integration.PriceSource",
            **common,
            price_cents=3,
            in_stock=False,
            last_updated=NOON + datetime.timedelta(2),
        )
        make("integration.PriceSource", **common, price_cents=4, in_stock=True, last_updated=None)
        assert [row.price_cents for row in LatestPrice.objects.all()] == [2]

    def test_an_unknown_time_is_better_than_nothing(self):
        make("integration.PriceSource", in_stock=True, last_updated=None)
        assert LatestPrice.objects.count() == 1

    def test_kinds_of_price_and_conditions_stand_apart(self):
        shoe = product()
        for kind, condition in [("retail", "new"), ("resale", "new"), ("resale", "used_fair")]:
            make(
                "integration.PriceSource",
                product=shoe,
                source_type="goat",
                price_type=kind,
                condition=condition,
                in_stock=True,
            )
        assert LatestPrice.objects.count() == 3

    def test_a_brandless_product_has_its_price(self):
        make("integration.PriceSource", product=product(brand_name=None), in_stock=True)
        assert LatestPrice.objects.get().brand_name is None

    def test_it_names_product_brand_and_supplier(self):
        shoe = product(name="XT-6", sku="XT6", ean="4006381333931")
        make("integration.PriceSource", product=shoe, in_stock=True, supplier=make("core.Supplier", name="Afew"))
        row = LatestPrice.objects.get()
        assert (row.product_name, row.product_sku, row.product_ean, row.brand_name, row.supplier_name) == (
            "XT-6", "XT6", "4006381333931", "Salomon", "Afew",
        )  # fmt: skip

    def test_sizes_and_shops_stand_apart(self):
        shoe = product()
        for size in (make("products.Size"), make("products.Size"), None):
            for shop in ("Afew", "43einhalb"):
                make(
                    "integration.PriceSource",
                    product=shoe,
                    size=size,
                    source_type="awin",
                    source_name=shop,
                    in_stock=True,
                )
        assert LatestPrice.objects.count() == 6


def offer(of, cents, price_type="retail", **values):
    return make(
        "integration.PriceSource",
        **{
            "product": of,
            "price_cents": cents,
            "price_type": price_type,
            "in_stock": True,
            "source_type": "stockx",
            **values,
        },
    )


def found():
    return [(row.retail_price_cents, row.resale_price_cents) for row in ProfitOpportunity.objects.all()]


def size(value, eu=None, gender="men", region="US"):
    return make("products.Size", value=value, standardized_value=eu, gender=gender, region=region)


class TestProfitOpportunities:
    def test_a_retail_price_and_a_dearer_resale_price(self):
        shoe = product(name="XT-6", sku="XT6")
        offer(shoe, 10000)
        offer(shoe, 15000, "resale", source_type="stockx")
        row = ProfitOpportunity.objects.get()
        assert (row.product_name, row.product_sku, row.brand_name) == ("XT-6", "XT6", "Salomon")
        assert (row.profit_cents, row.profit_eur, row.profit_percentage) == (5000, Decimal("50.00"), Decimal("50.0"))
        assert row.opportunity_score == Decimal("25.00")  # 50 EUR x 50 / 100

    def test_dearest_profit_first(self):
        for cents in (12000, 19000, 15000):
            shoe = product(f"Brand {cents}")
            offer(shoe, 10000)
            offer(shoe, cents, "resale")
        assert [resale for _, resale in found()] == [19000, 15000, 12000]

    @pytest.mark.parametrize("resale", [10000, 9999])
    def test_no_profit_is_no_opportunity(self, resale):
        shoe = product()
        offer(shoe, 10000)
        offer(shoe, resale, "resale")
        assert found() == []

    @pytest.mark.parametrize("gone", ["retail", "resale"])
    def test_both_must_be_in_stock(self, gone):
        shoe = product()
        offer(shoe, 10000, in_stock=gone != "retail")
        offer(shoe, 15000, "resale", in_stock=gone != "resale")
        assert found() == []

    @pytest.mark.parametrize("kind", ["auction", "wholesale"])
    def test_other_kinds_of_price_are_neither(self, kind):
        shoe = product()
        offer(shoe, 10000, kind)
        offer(shoe, 15000, "resale")
        assert found() == []

    def test_currencies_are_never_compared(self):
        shoe = product()
        offer(shoe, 10000, currency="EUR")
        offer(shoe, 15000, "resale", currency="USD")
        assert found() == []

    def test_two_prices_in_dollars_are_compared_but_not_called_euro(self):
        shoe = product()
        offer(shoe, 10000, currency="USD")
        offer(shoe, 15000, "resale", currency="USD")
        row = ProfitOpportunity.objects.get()
        assert row.profit_cents == 5000
        assert {row.retail_price_eur, row.resale_price_eur, row.profit_eur, row.opportunity_score} == {None}

    def test_brandless_products_appear(self):
        shoe = product(brand_name=None)
        offer(shoe, 10000)
        offer(shoe, 15000, "resale")
        assert ProfitOpportunity.objects.get().brand_name is None

    def test_a_free_pair_has_no_percentage(self):
        shoe = product()
        offer(shoe, 0)
        offer(shoe, 15000, "resale")
        row = ProfitOpportunity.objects.get()
        assert (row.profit_cents, row.profit_percentage, row.opportunity_score) == (15000, None, None)

    def test_the_same_size_row_matches_even_without_standardized_value(self):
        shoe, label = product(), size("XL")
        offer(shoe, 10000, size=label)
        offer(shoe, 15000, "resale", size=label)
        assert found() == [(10000, 15000)]

    def test_labels_of_two_regions_match_by_their_eu_size(self):
        shoe = product()
        offer(shoe, 10000, size=size("42.5", eu=Decimal("42.5"), region="EU", gender="unisex"))
        offer(shoe, 15000, "resale", size=size("9", eu=Decimal("42.5")))
        row = ProfitOpportunity.objects.get()
        assert (row.retail_size_value, row.resale_size_value, row.standardized_size) == ("42.5", "9", Decimal("42.50"))
        assert (row.retail_size_region, row.resale_size_region) == ("EU", "US")

    def test_unisex_agrees_from_both_sides(self):
        shoe = product()
        offer(shoe, 10000, size=size("9", eu=Decimal("42.5")))
        offer(shoe, 15000, "resale", size=size("42.5", eu=Decimal("42.5"), region="EU", gender="unisex"))
        assert found() == [(10000, 15000)]

    @pytest.mark.parametrize(
        "other",
        [
            {"value": "9.5", "eu": Decimal("43")},
            {"value": "9 / 10.5W", "eu": None},
            {"value": "11W", "eu": Decimal("42.5"), "gender": "women"},
        ],
        ids=["another size", "a label that no chart explains", "another gender"],
    )
    def test_other_sizes_do_not_match(self, other):
        shoe = product()
        offer(shoe, 10000, size=size("9", eu=Decimal("42.5")))
        offer(shoe, 15000, "resale", size=size(**other))
        assert found() == []

    def test_a_price_for_one_size_is_not_a_price_for_all(self):
        shoe = product()
        offer(shoe, 10000, size=size("9", eu=Decimal("42.5")))
        offer(shoe, 15000, "resale")
        assert found() == []
