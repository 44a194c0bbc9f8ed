"""Special indexes of schema products and of public.sizes, the codes that name products, and the stock by day."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial"), ("system", "0002_sql_objects")]

    operations = [
        RunSQLFile("functions/products.style_codes.v1.sql"),
        RunSQLFile("functions/products.days_on_the_shelf.v1.sql"),
        RunSQLFile("indexes/public.idx_sizes_brand_id.v1.sql"),
        RunSQLFile("indexes/public.idx_sizes_standardized_value_gender.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_supplier_id.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_supplier_name.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_delivery_date.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_location.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_roi_percentage.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_shelf_life_days.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_detailed_status.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_external_ids.v1.sql"),
        RunSQLFile("indexes/products.idx_inventory_unsold.v1.sql"),
        RunSQLFile("indexes/products.idx_products_ean.v1.sql"),
        RunSQLFile("indexes/products.idx_products_gtin.v1.sql"),
        RunSQLFile("indexes/products.idx_products_style_code.v1.sql"),
        RunSQLFile("indexes/products.idx_products_last_enriched_at.v1.sql"),
        RunSQLFile("indexes/products.idx_products_stockx_product_id.v1.sql"),
        RunSQLFile("indexes/products.idx_products_name_trigram.v1.sql"),
        RunSQLFile("indexes/products.idx_products_codes_trigram.v1.sql"),
        RunSQLFile("indexes/products.idx_product_style_codes_code_trigram.v1.sql"),
        RunSQLFile("views/products.known_codes.v1.sql"),
        RunSQLFile("functions/products.count_stock.v1.sql"),
        RunSQLFile("views/products.daily_stock.v1.sql"),
        RunSQLFile("functions/products.refresh_stock_days.v1.sql"),
        RunSQLFile("functions/products.mark_stale_stock.v1.sql"),
        RunSQLFile("triggers/products.stock_days_follow_insert.v1.sql"),
        RunSQLFile("triggers/products.stock_days_follow_update.v1.sql"),
        RunSQLFile("triggers/products.stock_days_follow_delete.v1.sql"),
        RunSQLFile("triggers/products.stock_days_follow_truncate.v1.sql"),
        RunSQLFile("audit/products.keep_audit_of.v1.sql"),
    ]
