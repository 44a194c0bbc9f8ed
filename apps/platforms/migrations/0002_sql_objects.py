"""Special indexes of schema platforms."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("platforms", "0001_initial"), ("system", "0002_sql_objects")]

    operations = [
        RunSQLFile("indexes/platforms.idx_stockx_listings_inventory_id.v1.sql"),
        RunSQLFile("indexes/platforms.idx_stockx_listings_expires_at.v1.sql"),
        RunSQLFile("audit/platforms.keep_audit_of.v1.sql"),
    ]
