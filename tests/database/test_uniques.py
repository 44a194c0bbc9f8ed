"""Every unique constraint and unique index refuses a second row of the same kind, by its name."""

import pytest

from tests.support.rows import make
from tests.support.sql import OURS, query
from tests.support.violations import violates

UNIQUE = [
    ("uq_alerts_open", "system.Alert", {"rule": "import-late", "subject": "awin", "cleared_at": None}, {}),
    ("uq_awin_products_awin_product_id", "integration.AwinProduct", {"awin_product_id": "123"}, {}),
    ("uq_brand_patterns_pattern", "core.BrandPattern", {"pattern": "air max"}, {}),
    ("uq_brands_lower_name", "core.Brand", {"name": "Salomon"}, {"name": "SALOMON"}),
    ("uq_brands_slug", "core.Brand", {"slug": "salomon"}, {}),
    ("uq_categories_lower_name", "core.Category", {"name": "Boots"}, {"name": "boots"}),
    ("uq_categories_slug", "core.Category", {"slug": "boots"}, {}),
    (
        "uq_exchange_rates_base_quote_date",
        "pricing.ExchangeRate",
        {"base": "EUR", "quote": "USD", "date": "2026-03-13"},
        {},
    ),
    ("uq_import_records_batch_id_row_number", "integration.ImportRecord", {"batch": "make", "row_number": 7}, {}),
    (
        "uq_match_candidates_question_id_product_id",
        "integration.MatchCandidate",
        {"question": "make", "product": "make"},
        {},
    ),
    (
        "uq_match_question_offers_awin_product_id",
        "integration.MatchQuestionOffer",
        {"awin_product": "make"},
        {},
    ),
    (
        "uq_match_questions_code_doubt_brand_id",
        "integration.MatchQuestion",
        {"code": "DZ5485-612", "doubt": "several", "brand": None},
        {},
    ),
    (
        "uq_marketplace_data_item_platform",
        "analytics.MarketplaceData",
        {"inventory_item": "make", "platform": "make"},
        {},
    ),
    (
        "uq_brand_months_brand_id_month_currency",
        "analytics.BrandMonth",
        {"brand": None, "month": "2026-03-01", "currency": "EUR"},
        {},
    ),
    (
        "uq_platform_days_platform_id_day_currency",
        "analytics.PlatformDay",
        {"platform": "make", "day": "2026-03-14", "currency": "EUR"},
        {},
    ),
    ("uq_stock_days_day_status", "products.StockDay", {"day": None, "status": "listed"}, {}),
    ("uq_orders_platform_id_external_id", "transactions.Order", {"platform": "make", "external_id": "A-1"}, {}),
    ("uq_orders_stockx_order_number", "transactions.Order", {"stockx_order_number": "12345678-87654321"}, {}),
    ("uq_platforms_lower_name", "core.Platform", {"name": "Vinted"}, {"name": "vinteD"}),
    ("uq_platforms_slug", "core.Platform", {"slug": "vinted"}, {}),
    (
        "uq_price_source_with_size",
        "integration.PriceSource",
        {"product": "make", "size": "make", "source_type": "stockx", "source_product_id": "1"},
        {},
    ),
    (
        "uq_price_source_without_size",
        "integration.PriceSource",
        {"product": "make", "size": None, "source_type": "stockx", "source_product_id": "1"},
        {},
    ),
    ("uq_product_gtins_gtin", "products.ProductGTIN", {"gtin": "012345678905"}, {"gtin": "0012345678905"}),
    (
        "uq_product_style_codes_code_product_id",
        "products.ProductStyleCode",
        {"product": "make", "code": "DZ5485-612"},
        {},
    ),
    ("uq_products_sku", "products.Product", {"sku": "SKU-1"}, {}),
    (
        "uq_sizes_category_id_brand_id_gender_region_value",
        "products.Size",
        {"category": None, "brand": None, "gender": "men", "region": "US", "value": "9"},
        {},
    ),
    ("uq_stockx_listings_stockx_listing_id", "platforms.StockXListing", {"stockx_listing_id": "L-1"}, {}),
    ("uq_stockx_orders_stockx_order_number", "platforms.LegacyStockXOrder", {"stockx_order_number": "1-1"}, {}),
    ("uq_supplier_account_email", "core.SupplierAccount", {"supplier": "make", "email": "buyer@example.com"}, {}),
    (
        "uq_supplier_performance_supplier_id_month_year",
        "core.SupplierPerformance",
        {"supplier": "make", "month_year": "2026-03-01"},
        {},
    ),
    ("uq_suppliers_slug", "core.Supplier", {"slug": "afew"}, {}),
    (
        "uq_transactions_platform_id_external_id",
        "transactions.LegacyTransaction",
        {"platform": "make", "external_id": "1"},
        {},
    ),
    ("uq_users_lower_email", "accounts.User", {"email": "owner@example.com"}, {"email": "Owner@Example.com"}),
    ("uq_users_lower_username", "accounts.User", {"username": "owner"}, {"username": "OWNER"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("constraint", "model", "values", "again"), UNIQUE, ids=[entry[0] for entry in UNIQUE])
def test_the_second_one_is_refused(constraint, model, values, again):
    first = make(model, **values)
    same = {name: getattr(first, name) for name in values}
    with violates(constraint):
        make(model, **{**same, **again})


@pytest.mark.django_db
def test_every_unique_rule_of_the_database_is_provoked_here():
    found = query(f"""
        SELECT i.relname FROM pg_index x
          JOIN pg_class i ON i.oid = x.indexrelid
          JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE x.indisunique AND NOT x.indisprimary AND NOT c.relispartition AND {OURS}""")
    assert {name for (name,) in found} == {constraint for constraint, *_ in UNIQUE}


@pytest.mark.django_db
def test_orders_without_a_number_of_the_platform_may_be_many():
    platform = make("core.Platform")
    make("transactions.Order", platform=platform, external_id=None)
    make("transactions.Order", platform=platform, external_id=None)
