"""Special indexes, price tracking and views of schema integration."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [
        ("integration", "0001_initial"),
        ("pricing", "0002_sql_objects"),
        ("products", "0002_sql_objects"),
        ("system", "0002_sql_objects"),
    ]

    operations = [
        RunSQLFile("storage/integration.price_sources.v1.sql"),
        RunSQLFile("indexes/integration.idx_awin_products_ean.v1.sql"),
        RunSQLFile("indexes/integration.idx_awin_ean_in_stock.v1.sql"),
        RunSQLFile("indexes/integration.idx_awin_products_matched_product_id.v1.sql"),
        RunSQLFile("indexes/integration.idx_awin_products_product_name_trigram.v1.sql"),
        RunSQLFile("indexes/integration.idx_awin_products_profit_cents.v1.sql"),
        RunSQLFile("indexes/integration.idx_awin_products_stockx_product_id.v1.sql"),
        RunSQLFile("indexes/integration.idx_import_batches_file_sha256.v1.sql"),
        RunSQLFile("indexes/integration.idx_import_batches_created_at_unfinished.v1.sql"),
        RunSQLFile("indexes/integration.idx_import_records_status_batch_id.v1.sql"),
        RunSQLFile("indexes/integration.idx_price_sources_supplier_id.v1.sql"),
        RunSQLFile("indexes/integration.idx_price_sources_size_id.v1.sql"),
        RunSQLFile("functions/integration.track_price_changes.v1.sql"),
        RunSQLFile("triggers/integration.price_change_trigger.v1.sql"),
        RunSQLFile("triggers/integration.price_change_insert_trigger.v1.sql"),
        RunSQLFile("functions/integration.track_awin_price_changes.v1.sql"),
        RunSQLFile("triggers/integration.awin_price_change_trigger.v1.sql"),
        RunSQLFile("triggers/integration.awin_price_change_insert_trigger.v1.sql"),
        RunSQLFile("functions/integration.forget_feed_rows.v1.sql"),
        RunSQLFile("triggers/integration.awin_feed_rows_follow_update.v1.sql"),
        RunSQLFile("triggers/integration.awin_feed_rows_follow_delete.v1.sql"),
        RunSQLFile("triggers/integration.awin_feed_rows_follow_truncate.v1.sql"),
        RunSQLFile("functions/integration.offer_style_code.v1.sql"),
        RunSQLFile("views/integration.latest_prices.v1.sql"),
        RunSQLFile("functions/integration.selling_platform.v1.sql"),
        RunSQLFile("views/integration.opportunity_figures.v1.sql"),
        RunSQLFile("views/integration.profit_opportunities_v2.v1.sql"),
        RunSQLFile("views/integration.opportunities.v1.sql"),
        RunSQLFile("functions/integration.opportunity_terms.v1.sql"),
        RunSQLFile("functions/integration.opportunity_differences.v1.sql"),
        RunSQLFile("functions/integration.refresh_opportunities.v1.sql"),
        RunSQLFile("functions/integration.mark_stale_products.v1.sql"),
        RunSQLFile("triggers/integration.opportunities_follow_insert.v1.sql"),
        RunSQLFile("triggers/integration.opportunities_follow_update.v1.sql"),
        RunSQLFile("triggers/integration.opportunities_follow_delete.v1.sql"),
        RunSQLFile("triggers/integration.opportunities_follow_truncate.v1.sql"),
        RunSQLFile("triggers/public.opportunities_follow_sizes.v1.sql"),
        RunSQLFile("audit/integration.keep_audit_of.v1.sql"),
    ]
