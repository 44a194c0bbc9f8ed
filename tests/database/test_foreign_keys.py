"""Every foreign key refuses a parent that does not exist, and does on delete what the design says."""

import uuid

import pytest
from django.apps import apps
from django.db import connection

from soleflip.postgres.names import plain_name
from tests.support.rows import make
from tests.support.sql import OURS, query, value
from tests.support.violations import violates

CASCADE, SET_NULL, RESTRICT = "cascade", "set null", "restrict"

KEYS = [
    ("core.AccountPurchase", "account", CASCADE),
    ("core.AccountPurchase", "supplier", CASCADE),
    ("core.AccountPurchase", "product", SET_NULL),
    ("core.Brand", "maker", SET_NULL),
    ("core.BrandPattern", "brand", CASCADE),
    ("core.Category", "parent", RESTRICT),
    ("core.SupplierAccount", "supplier", CASCADE),
    ("core.SupplierEvent", "supplier", CASCADE),
    ("core.SupplierPerformance", "supplier", CASCADE),
    ("products.Size", "category", SET_NULL),
    ("products.Size", "brand", CASCADE),
    ("products.InventoryItem", "product", CASCADE),
    ("products.InventoryItem", "size", RESTRICT),
    ("products.InventoryItem", "supplier", SET_NULL),
    ("products.Product", "brand", SET_NULL),
    ("products.ProductGTIN", "product", CASCADE),
    ("products.ProductGTIN", "size", SET_NULL),
    ("products.ProductStyleCode", "product", CASCADE),
    ("products.Product", "category", RESTRICT),
    ("integration.AwinPriceHistory", "awin_product", CASCADE),
    ("integration.AwinProduct", "matched_product", SET_NULL),
    ("integration.ImportChange", "batch", CASCADE),
    ("integration.ImportRecord", "batch", CASCADE),
    ("integration.LegacyMarketPrice", "product", CASCADE),
    ("integration.MatchCandidate", "question", CASCADE),
    ("integration.MatchCandidate", "product", CASCADE),
    ("integration.MatchQuestion", "brand", CASCADE),
    ("integration.MatchQuestion", "answer", SET_NULL),
    ("integration.MatchQuestionOffer", "question", CASCADE),
    ("integration.MatchQuestionOffer", "awin_product", CASCADE),
    ("integration.PriceHistory", "price_source", CASCADE),
    ("integration.PriceSource", "product", CASCADE),
    ("integration.PriceSource", "size", RESTRICT),
    ("integration.PriceSource", "supplier", SET_NULL),
    ("transactions.Order", "listing", RESTRICT),
    ("transactions.Order", "platform", RESTRICT),
    ("transactions.Order", "inventory", RESTRICT),
    ("transactions.LegacyTransaction", "inventory", RESTRICT),
    ("transactions.LegacyTransaction", "platform", RESTRICT),
    ("pricing.BrandMultiplier", "brand", CASCADE),
    ("pricing.LegacyMarketPrice", "product", CASCADE),
    ("pricing.PlatformFee", "platform", CASCADE),
    ("pricing.PricePoint", "product", CASCADE),
    ("pricing.PricePoint", "inventory_item", SET_NULL),
    ("pricing.PricePoint", "platform", SET_NULL),
    ("pricing.PriceRule", "brand", CASCADE),
    ("pricing.PriceRule", "category", CASCADE),
    ("pricing.PriceRule", "platform", CASCADE),
    ("analytics.DemandPattern", "product", CASCADE),
    ("analytics.DemandPattern", "brand", CASCADE),
    ("analytics.DemandPattern", "category", CASCADE),
    ("analytics.MarketplaceData", "inventory_item", CASCADE),
    ("analytics.MarketplaceData", "platform", RESTRICT),
    ("analytics.BrandMonth", "brand", CASCADE),
    ("analytics.PlatformDay", "platform", CASCADE),
    ("analytics.MonthlySales", "product", CASCADE),
    ("analytics.PricingKpi", "product", CASCADE),
    ("analytics.PricingKpi", "brand", CASCADE),
    ("analytics.PricingKpi", "category", CASCADE),
    ("analytics.PricingKpi", "platform", CASCADE),
    ("analytics.SalesForecast", "product", CASCADE),
    ("analytics.SalesForecast", "brand", CASCADE),
    ("analytics.SalesForecast", "category", CASCADE),
    ("analytics.SalesForecast", "platform", CASCADE),
    ("platforms.ListingPriceChange", "listing", CASCADE),
    ("platforms.StockXListing", "product", CASCADE),
    ("platforms.StockXListing", "inventory", SET_NULL),
    ("platforms.LegacyStockXOrder", "listing", RESTRICT),
]


def ids(entry):
    return f"{entry[0]}.{entry[1]}"


@pytest.fixture(params=KEYS, ids=ids)
def key(request, db):
    """The foreign-key field of a row, the row, and what deleting its parent does."""
    label, name, rule = request.param
    model = apps.get_model(label)
    return model._meta.get_field(name), make(model, **{name: "make"}), rule


def constraint_name(field) -> str:
    return value(
        """SELECT conname FROM pg_constraint con
             JOIN pg_attribute a ON a.attrelid = con.conrelid AND con.conkey = ARRAY[a.attnum]
            WHERE con.contype = 'f' AND con.conrelid = %s::regclass AND a.attname = %s AND con.conparentid = 0""",
        field.model._meta.db_table,
        field.column,
    )


def test_a_parent_that_does_not_exist_is_refused(key):
    field, row, _ = key
    with violates(constraint_name(field)), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {field.model._meta.db_table} SET {field.column} = %s WHERE id = %s", [str(uuid.uuid4()), row.pk]
        )


def test_deleting_the_parent_by_plain_sql(key):
    field, row, rule = key
    parent = getattr(row, field.name)
    table = field.model._meta.db_table

    def delete_parent():
        query(f"DELETE FROM {parent._meta.db_table} WHERE id = %s", parent.pk)

    if rule == RESTRICT:
        with violates(constraint_name(field)):
            delete_parent()
        return
    delete_parent()
    left = query(f"SELECT {field.column} FROM {table} WHERE id = %s", row.pk)
    assert left == ([] if rule == CASCADE else [(None,)])


def test_every_foreign_key_of_the_database_is_tried_here(db):
    found = query(f"""
        SELECT n.nspname || '.' || c.relname, a.attname FROM pg_constraint con
          JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_attribute a ON a.attrelid = c.oid AND con.conkey = ARRAY[a.attnum]
         WHERE con.contype = 'f' AND NOT c.relispartition AND {OURS}""")
    tried = [apps.get_model(label)._meta.get_field(name) for label, name, _ in KEYS]
    assert set(found) == {(plain_name(field.model._meta.db_table), field.column) for field in tried}
