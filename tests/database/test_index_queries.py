# ruff: noqa: E501 - a query reads best on one line
"""Every index in sql/indexes answers the query that it is there for: PostgreSQL's plan names it."""

import pytest
from django.conf import settings

from tests.support.sql import query

ID = "'00000000-0000-0000-0000-000000000000'"

SERVES = {
    "analytics.idx_demand_patterns_category_id": f"SELECT FROM analytics.demand_patterns WHERE category_id = {ID}",
    "analytics.idx_marketplace_data_ask_price": "SELECT ask_price FROM analytics.marketplace_data WHERE ask_price > 500",
    "analytics.idx_pricing_kpis_category_id": f"SELECT FROM analytics.pricing_kpis WHERE category_id = {ID}",
    "analytics.idx_pricing_kpis_platform_id": f"SELECT FROM analytics.pricing_kpis WHERE platform_id = {ID}",
    "analytics.idx_pricing_kpis_product_id": f"SELECT FROM analytics.pricing_kpis WHERE product_id = {ID}",
    "analytics.idx_sales_forecasts_category_id": f"SELECT FROM analytics.sales_forecasts WHERE category_id = {ID}",
    "analytics.idx_sales_forecasts_platform_id": f"SELECT FROM analytics.sales_forecasts WHERE platform_id = {ID}",
    "system.idx_audit_records_id": "SELECT before FROM system.audit_records WHERE id = 5",
    "system.idx_logs_login_attempts": (
        "SELECT id FROM system.logs WHERE component = 'login' AND details ->> 'who' = 'x' AND details ->> 'address' = 'y'"
        " AND details ->> 'outcome' IN ('wrong', 'in') AND created_at > now() - interval '1 day'"
    ),
    "auth.idx_users_role": "SELECT FROM auth.users WHERE role = 'admin' AND is_active",
    "core.idx_account_purchase_history_product_id": f"SELECT FROM core.account_purchase_history WHERE product_id = {ID}",
    "core.idx_categories_parent_id": f"SELECT FROM core.categories WHERE parent_id = {ID}",
    "core.idx_supplier_accounts_last_used_at": (
        "SELECT email FROM core.supplier_accounts WHERE last_used_at > now() ORDER BY last_used_at"
    ),
    "core.idx_suppliers_founded_year": "SELECT name FROM core.suppliers WHERE founded_year < 1980",
    "core.idx_suppliers_instagram_handle": "SELECT name FROM core.suppliers WHERE instagram_handle = 'afew'",
    "core.idx_suppliers_name_trigram": "SELECT id FROM core.suppliers WHERE name ILIKE '%einhalb%'",
    "core.idx_suppliers_tags": """SELECT id FROM core.suppliers WHERE tags @> '["raffle"]'""",
    "integration.idx_awin_ean_in_stock": (
        "SELECT id FROM integration.awin_products WHERE ean = '4006381333931' AND in_stock = true"
    ),
    "integration.idx_awin_products_ean": "SELECT id FROM integration.awin_products WHERE ean = '4006381333931'",
    "integration.idx_awin_products_matched_product_id": (
        f"SELECT id FROM integration.awin_products WHERE matched_product_id = {ID}"
    ),
    "integration.idx_awin_products_product_name_trigram": (
        "SELECT id FROM integration.awin_products WHERE product_name ILIKE '%gazelle%'"
    ),
    "integration.idx_awin_products_profit_cents": (
        "SELECT id FROM integration.awin_products WHERE profit_cents > 0 ORDER BY profit_cents DESC LIMIT 50"
    ),
    "integration.idx_awin_products_stockx_product_id": (
        f"SELECT id FROM integration.awin_products WHERE stockx_product_id = {ID}"
    ),
    "integration.idx_import_batches_created_at_unfinished": (
        "SELECT id FROM integration.import_batches WHERE status IN ('pending', 'processing') ORDER BY created_at"
    ),
    "integration.idx_import_batches_file_sha256": (
        "SELECT id FROM integration.import_batches WHERE file_sha256 = repeat('0', 64)::bpchar"
    ),
    "integration.idx_import_records_status_batch_id": (
        f"SELECT id FROM integration.import_records WHERE status = 'error' AND batch_id = {ID}"
    ),
    "integration.idx_price_sources_size_id": f"SELECT id FROM integration.price_sources WHERE size_id = {ID}",
    "integration.idx_price_sources_supplier_id": f"SELECT id FROM integration.price_sources WHERE supplier_id = {ID}",
    "platforms.idx_stockx_listings_expires_at": (
        "SELECT id FROM platforms.stockx_listings WHERE is_active AND expires_at < now() + interval '1 day'"
    ),
    "platforms.idx_stockx_listings_inventory_id": f"SELECT id FROM platforms.stockx_listings WHERE inventory_id = {ID}",
    "pricing.idx_price_rules_category_id": f"SELECT id FROM pricing.price_rules WHERE category_id = {ID}",
    "pricing.idx_price_rules_platform_id": f"SELECT id FROM pricing.price_rules WHERE platform_id = {ID}",
    "pricing.idx_pricing_price_history_inventory_item_id": (
        f"SELECT id FROM pricing.price_history WHERE inventory_item_id = {ID}"
    ),
    "pricing.idx_pricing_price_history_platform_id": f"SELECT id FROM pricing.price_history WHERE platform_id = {ID}",
    "products.idx_inventory_delivery_date": (
        "SELECT id FROM products.inventory WHERE delivery_date > now() - interval '7 days'"
    ),
    "products.idx_inventory_detailed_status": "SELECT id FROM products.inventory WHERE detailed_status = 'need_shipping'",
    "products.idx_inventory_external_ids": """SELECT id FROM products.inventory WHERE external_ids @> '{"alias": "7"}'""",
    "products.idx_inventory_location": "SELECT id FROM products.inventory WHERE location = 'shelf 3'",
    "products.idx_inventory_roi_percentage": (
        "SELECT id FROM products.inventory WHERE roi_percentage IS NOT NULL ORDER BY roi_percentage DESC LIMIT 10"
    ),
    "products.idx_inventory_shelf_life_days": "SELECT id FROM products.inventory WHERE shelf_life_days > 90",
    "products.idx_inventory_supplier_id": f"SELECT id FROM products.inventory WHERE supplier_id = {ID}",
    "products.idx_inventory_supplier_name": "SELECT id FROM products.inventory WHERE lower(supplier) = 'kim kanari'",
    "products.idx_inventory_unsold": (
        "SELECT purchase_date, status, quantity, purchase_price FROM products.inventory WHERE status <> 'sold' "
        "ORDER BY purchase_date"
    ),
    "products.idx_product_style_codes_code_trigram": (
        "SELECT product_id FROM products.product_style_codes WHERE code ILIKE '%5485%'"
    ),
    "products.idx_products_codes_trigram": (
        "SELECT id FROM products.products WHERE sku ILIKE '%5485%' OR style_code ILIKE '%5485%'"
    ),
    "products.idx_products_ean": "SELECT id FROM products.products WHERE ean = '4006381333931'",
    "products.idx_products_gtin": "SELECT id FROM products.products WHERE gtin = '4006381333931'",
    "products.idx_products_last_enriched_at": (
        "SELECT id FROM products.products ORDER BY last_enriched_at NULLS FIRST LIMIT 100"
    ),
    "products.idx_products_name_trigram": "SELECT id FROM products.products WHERE name ILIKE '%dunk low%'",
    "products.idx_products_stockx_product_id": "SELECT id FROM products.products WHERE stockx_product_id = 'x'",
    "products.idx_products_style_code": "SELECT id FROM products.products WHERE style_code = 'DZ5485-612'",
    "public.idx_sizes_brand_id": f"SELECT id FROM public.sizes WHERE brand_id = {ID}",
    "public.idx_sizes_standardized_value_gender": (
        "SELECT id FROM public.sizes WHERE standardized_value = 42.5 AND gender = 'men'"
    ),
    "transactions.idx_orders_external_id": "SELECT id FROM transactions.orders WHERE external_id = '1-1'",
    "transactions.idx_orders_inventory_id_sold_at": (
        f"SELECT id FROM transactions.orders WHERE inventory_id = {ID} ORDER BY sold_at DESC LIMIT 1"
    ),
    "transactions.idx_orders_listing_id": f"SELECT id FROM transactions.orders WHERE listing_id = {ID}",
    "transactions.idx_orders_numbers_trigram": (
        "SELECT id FROM transactions.orders WHERE stockx_order_number ILIKE '%2345%' AND external_id ILIKE '%345%'"
    ),
    "transactions.idx_orders_sold_at_payout_outstanding": (
        "SELECT id FROM transactions.orders WHERE NOT payout_received ORDER BY sold_at"
    ),
}


# In an empty table these cost the same: there is nothing in them.
RIVALS = {
    "products.idx_product_style_codes_code_trigram": """
        ALTER TABLE products.product_style_codes DROP CONSTRAINT uq_product_style_codes_code_product_id""",
    "system.idx_audit_records_id": "ALTER TABLE system.audit_records DROP CONSTRAINT audit_records_pkey",
    "transactions.idx_orders_numbers_trigram": """
        DROP INDEX transactions.idx_orders_external_id, transactions.uq_orders_platform_id_external_id,
                   transactions.uq_orders_stockx_order_number""",
}


@pytest.mark.django_db
@pytest.mark.parametrize("index", SERVES)
def test_the_index_answers(index):
    if index in RIVALS:
        query(RIVALS[index])
    query("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    plan = "\n".join(line for (line,) in query(f"EXPLAIN {SERVES[index]}"))
    assert any(name in plan for name in names(index)), plan


def names(index):
    """Its name, and those of its parts where the table is partitioned: the plan speaks of them."""
    parts = query("SELECT c.relname FROM pg_partition_tree(%s) t JOIN pg_class c ON c.oid = t.relid", index)
    return [index.split(".")[1], *(name for (name,) in parts)]


def test_every_file_has_its_query():
    files = {file.name.removesuffix(".v1.sql") for file in (settings.SQL_DIR / "indexes").glob("*.sql")}
    assert files == set(SERVES)
