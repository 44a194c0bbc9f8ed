"""Special indexes of schema pricing, current exchange rates and what platforms keep."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("pricing", "0001_initial"), ("system", "0002_sql_objects")]

    operations = [
        RunSQLFile("indexes/pricing.idx_pricing_price_history_inventory_item_id.v1.sql"),
        RunSQLFile("indexes/pricing.idx_pricing_price_history_platform_id.v1.sql"),
        RunSQLFile("indexes/pricing.idx_price_rules_category_id.v1.sql"),
        RunSQLFile("indexes/pricing.idx_price_rules_platform_id.v1.sql"),
        RunSQLFile("views/pricing.current_rates.v1.sql"),
        RunSQLFile("functions/pricing.whole_cents.v1.sql"),
        RunSQLFile("functions/pricing.fee_cents.v1.sql"),
        RunSQLFile("functions/pricing.fee_lines.v1.sql"),
        RunSQLFile("functions/pricing.fees_of_sale.v1.sql"),
        RunSQLFile("functions/pricing.rates_in_force.v1.sql"),
        RunSQLFile("functions/pricing.fees_in_force.v1.sql"),
        RunSQLFile("functions/pricing.fee_amounts_in_force.v1.sql"),
        RunSQLFile("audit/pricing.keep_audit_of.v1.sql"),
    ]
