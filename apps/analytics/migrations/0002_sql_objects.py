"""Special indexes and views of schema analytics, and the sums that follow the sales."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0001_initial"),
        ("system", "0002_sql_objects"),
        ("transactions", "0002_sql_objects"),
    ]

    operations = [
        RunSQLFile("indexes/analytics.idx_demand_patterns_category_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_marketplace_data_ask_price.v1.sql"),
        RunSQLFile("indexes/analytics.idx_pricing_kpis_product_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_pricing_kpis_category_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_pricing_kpis_platform_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_sales_forecasts_category_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_sales_forecasts_platform_id.v1.sql"),
        RunSQLFile("functions/analytics.add_to_monthly_sales.v1.sql"),
        RunSQLFile("functions/analytics.count_sales.v1.sql"),
        RunSQLFile("functions/analytics.rebuild_monthly_sales.v1.sql"),
        RunSQLFile("functions/analytics.follow_sales.v1.sql"),
        RunSQLFile("functions/analytics.follow_product.v1.sql"),
        RunSQLFile("triggers/transactions.monthly_sales_follow_orders_insert.v1.sql"),
        RunSQLFile("triggers/transactions.monthly_sales_follow_orders_update.v1.sql"),
        RunSQLFile("triggers/transactions.monthly_sales_follow_orders_delete.v1.sql"),
        RunSQLFile("triggers/transactions.monthly_sales_follow_orders_truncate.v1.sql"),
        RunSQLFile("triggers/transactions.monthly_sales_follow_transactions_insert.v1.sql"),
        RunSQLFile("triggers/transactions.monthly_sales_follow_transactions_update.v1.sql"),
        RunSQLFile("triggers/transactions.monthly_sales_follow_transactions_delete.v1.sql"),
        RunSQLFile("triggers/transactions.monthly_sales_follow_transactions_truncate.v1.sql"),
        RunSQLFile("triggers/products.monthly_sales_follow_insert.v1.sql"),
        RunSQLFile("triggers/platforms.monthly_sales_follow_insert.v1.sql"),
        RunSQLFile("triggers/products.monthly_sales_follow_product.v1.sql"),
        RunSQLFile("triggers/platforms.monthly_sales_follow_product.v1.sql"),
        RunSQLFile("views/analytics.brand_trend_analysis.v1.sql"),
        RunSQLFile("views/analytics.brand_loyalty_analysis.v1.sql"),
        RunSQLFile("views/analytics.monthly_brand_sales.v1.sql"),
        RunSQLFile("views/analytics.brand_totals.v1.sql"),
        RunSQLFile("functions/analytics.refresh_brand_months.v1.sql"),
        RunSQLFile("functions/analytics.mark_stale_months.v1.sql"),
        RunSQLFile("triggers/analytics.brand_months_follow_insert.v1.sql"),
        RunSQLFile("triggers/analytics.brand_months_follow_update.v1.sql"),
        RunSQLFile("triggers/analytics.brand_months_follow_delete.v1.sql"),
        RunSQLFile("triggers/analytics.brand_months_follow_truncate.v1.sql"),
        RunSQLFile("triggers/products.brand_months_follow_brand.v1.sql"),
        RunSQLFile("functions/analytics.count_platform_sales.v1.sql"),
        RunSQLFile("views/analytics.daily_platform_sales.v1.sql"),
        RunSQLFile("functions/analytics.refresh_platform_days.v1.sql"),
        RunSQLFile("functions/analytics.mark_stale_days.v1.sql"),
        RunSQLFile("triggers/transactions.platform_days_follow_orders_insert.v1.sql"),
        RunSQLFile("triggers/transactions.platform_days_follow_orders_update.v1.sql"),
        RunSQLFile("triggers/transactions.platform_days_follow_orders_delete.v1.sql"),
        RunSQLFile("triggers/transactions.platform_days_follow_orders_truncate.v1.sql"),
        RunSQLFile("triggers/transactions.platform_days_follow_transactions_insert.v1.sql"),
        RunSQLFile("triggers/transactions.platform_days_follow_transactions_update.v1.sql"),
        RunSQLFile("triggers/transactions.platform_days_follow_transactions_delete.v1.sql"),
        RunSQLFile("triggers/transactions.platform_days_follow_transactions_truncate.v1.sql"),
        RunSQLFile("audit/analytics.keep_audit_of.v1.sql"),
    ]
