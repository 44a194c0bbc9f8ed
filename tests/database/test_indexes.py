"""The index rules of docs/decisions/0004-index-rules.md, held against the catalog."""

import pytest

from tests.support.sql import OURS, query

pytestmark = pytest.mark.django_db

INDEXES = f"""
    SELECT n.nspname || '.' || c.relname AS table_name, i.relname AS name,
           array(SELECT coalesce(a.attname, '(expression)')
                   FROM unnest(x.indkey) WITH ORDINALITY AS key (number, position)
                   LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = key.number
                  ORDER BY key.position)::text[] AS columns,
           coalesce(pg_get_expr(x.indpred, x.indrelid), '') AS predicate,
           x.indisunique OR x.indisexclusion AS is_unique, x.indisprimary AS is_primary, am.amname AS method,
           coalesce(obj_description(i.oid, 'pg_class'), '') AS comment
      FROM pg_index x
      JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am am ON am.oid = i.relam
      JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT c.relispartition AND {OURS}
"""


class IndexRow:
    def __init__(self, table, name, columns, predicate, unique, primary, method, comment):
        self.table, self.name, self.columns, self.predicate = table, name, columns, predicate
        self.unique, self.primary, self.method, self.comment = unique, primary, method, comment

    def __repr__(self):
        return f"{self.table}: {self.name} {self.columns} {self.predicate}"


@pytest.fixture
def indexes(db):
    return [IndexRow(*row) for row in query(INDEXES)]


@pytest.fixture
def own(indexes):
    """Without the primary keys."""
    return [index for index in indexes if not index.primary]


def test_as_many_as_promised(own):
    assert len(own) >= 100
    assert sum(len(index.columns) > 1 for index in own) >= 15
    assert sum(bool(index.predicate) for index in own) >= 10
    assert sum(index.unique for index in own) >= 5
    assert sum(index.method == "gin" for index in own) >= 2


def test_every_foreign_key_leads_an_index_that_its_delete_can_use(indexes):
    keys = query(f"""
        SELECT n.nspname || '.' || c.relname, a.attname FROM pg_constraint con
          JOIN pg_class c ON c.oid = con.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = con.conkey[1]
         WHERE con.contype = 'f' AND NOT c.relispartition AND {OURS}""")
    usable = {
        (index.table, index.columns[0])
        for index in indexes
        if index.predicate in ("", f"({index.columns[0]} IS NOT NULL)")
    }
    assert [key for key in keys if key not in usable] == []


def test_no_index_is_the_beginning_of_another(indexes):
    redundant = [
        (short, long)
        for short in indexes
        for long in indexes
        if short is not long
        and not short.unique
        and (short.table, short.predicate, short.method) == (long.table, long.predicate, long.method)
        and long.columns[: len(short.columns)] == short.columns
        and "(expression)" not in short.columns
    ]
    assert redundant == []


def test_no_index_on_a_boolean_alone(own):
    booleans = set(
        query(f"""
        SELECT n.nspname || '.' || c.relname, a.attname FROM pg_attribute a
          JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE a.atttypid = 'boolean'::regtype AND {OURS}""")
    )
    assert [index for index in own if len(index.columns) == 1 and (index.table, index.columns[0]) in booleans] == []


def test_what_changes_with_every_price_stands_in_no_index(indexes):
    hot = {"price_cents", "in_stock", "stock_quantity", "last_updated", "updated_at"}
    prices = [index for index in indexes if index.table == "integration.price_sources"]
    assert [index for index in prices if hot & set(index.columns) or any(name in index.predicate for name in hot)] == []


def test_names_tell_table_and_columns(own):
    odd = [index.name for index in own if not index.name.startswith(("idx_", "uq_", "excl_"))]
    assert odd == []


def test_tables_of_one_name_have_their_schema_in_the_names(own):
    for table in (
        "integration.price_history",
        "pricing.price_history",
        "integration.market_prices",
        "pricing.market_prices",
    ):
        schema, name = table.split(".")
        names = [index.name for index in own if index.table == table]
        assert names
        assert all(index.startswith(f"idx_{schema}_{name}_") for index in names)


def test_the_names_that_the_report_binds(own):
    found = {index.name: (index.columns, index.predicate) for index in own}
    assert found["idx_products_ean"][0] == ["ean"]
    assert found["idx_products_gtin"][0] == ["gtin"]
    assert found["idx_products_style_code"][0] == ["style_code"]
    assert found["idx_inventory_product_size_status"][0] == ["product_id", "size_id", "status"]
    assert found["idx_orders_platform_sold_at"][0] == ["platform_id", "sold_at"]
    assert found["idx_awin_ean_in_stock"] == (["ean", "in_stock"], "(in_stock = true)")


def test_an_index_over_several_columns_or_a_part_says_what_for(own):
    silent = [
        index for index in own if not index.unique and (len(index.columns) > 1 or index.predicate) and not index.comment
    ]
    assert silent == []
