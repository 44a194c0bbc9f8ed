"""Special indexes of schema core."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("core", "0002_purchase_names_product"), ("system", "0002_sql_objects")]

    operations = [
        RunSQLFile("indexes/core.idx_account_purchase_history_product_id.v1.sql"),
        RunSQLFile("indexes/core.idx_categories_parent_id.v1.sql"),
        RunSQLFile("indexes/core.idx_supplier_accounts_last_used_at.v1.sql"),
        RunSQLFile("indexes/core.idx_suppliers_founded_year.v1.sql"),
        RunSQLFile("indexes/core.idx_suppliers_instagram_handle.v1.sql"),
        RunSQLFile("indexes/core.idx_suppliers_tags.v1.sql"),
        RunSQLFile("indexes/core.idx_suppliers_name_trigram.v1.sql"),
        RunSQLFile("audit/core.keep_audit_of.v1.sql"),
    ]
