"""Special indexes of schema pricing."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("pricing", "0001_initial")]

    operations = [
        RunSQLFile("indexes/pricing.idx_pricing_price_history_inventory_item_id.v1.sql"),
        RunSQLFile("indexes/pricing.idx_pricing_price_history_platform_id.v1.sql"),
        RunSQLFile("indexes/pricing.idx_price_rules_category_id.v1.sql"),
        RunSQLFile("indexes/pricing.idx_price_rules_platform_id.v1.sql"),
    ]
