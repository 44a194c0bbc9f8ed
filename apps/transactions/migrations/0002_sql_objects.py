"""Special indexes of schema transactions, and the figures of inventory, which come from sales."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("transactions", "0001_initial"), ("system", "0002_sql_objects")]

    operations = [
        RunSQLFile("indexes/transactions.idx_orders_listing_id.v1.sql"),
        RunSQLFile("indexes/transactions.idx_orders_inventory_id_sold_at.v1.sql"),
        RunSQLFile("indexes/transactions.idx_orders_external_id.v1.sql"),
        RunSQLFile("indexes/transactions.idx_orders_numbers_trigram.v1.sql"),
        RunSQLFile("indexes/transactions.idx_orders_sold_at_payout_outstanding.v1.sql"),
        RunSQLFile("functions/public.calculate_inventory_analytics.v1.sql"),
        RunSQLFile("triggers/products.trigger_calculate_inventory_analytics.v1.sql"),
        RunSQLFile("functions/transactions.fill_inventory_from_listing.v1.sql"),
        RunSQLFile("triggers/transactions.order_inventory_from_listing.v1.sql"),
        RunSQLFile("functions/transactions.refresh_sold_inventory.v1.sql"),
        RunSQLFile("triggers/transactions.inventory_follows_orders_insert.v1.sql"),
        RunSQLFile("triggers/transactions.inventory_follows_orders_update.v1.sql"),
        RunSQLFile("triggers/transactions.inventory_follows_orders_delete.v1.sql"),
        RunSQLFile("triggers/transactions.inventory_follows_transactions_insert.v1.sql"),
        RunSQLFile("triggers/transactions.inventory_follows_transactions_update.v1.sql"),
        RunSQLFile("triggers/transactions.inventory_follows_transactions_delete.v1.sql"),
        RunSQLFile("audit/transactions.keep_audit_of.v1.sql"),
    ]
