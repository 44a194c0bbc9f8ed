"""Special indexes and views of schema analytics."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("analytics", "0001_initial"), ("transactions", "0001_initial")]

    operations = [
        RunSQLFile("indexes/analytics.idx_demand_patterns_category_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_marketplace_data_ask_price.v1.sql"),
        RunSQLFile("indexes/analytics.idx_pricing_kpis_product_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_pricing_kpis_category_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_pricing_kpis_platform_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_sales_forecasts_category_id.v1.sql"),
        RunSQLFile("indexes/analytics.idx_sales_forecasts_platform_id.v1.sql"),
        RunSQLFile("views/analytics.brand_trend_analysis.v1.sql"),
        RunSQLFile("views/analytics.brand_loyalty_analysis.v1.sql"),
    ]
