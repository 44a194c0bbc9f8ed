"""soleflip_app reads and writes rows of every table, and does nothing else."""

import psycopg

from tests.support.rows import make
from tests.support.sql import OUR_SCHEMAS, OURS, query

TABLES = f"""
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND {OURS} ORDER BY 1"""
PARTITIONS = "SELECT oid::regclass::text FROM pg_class WHERE relispartition AND relkind = 'r' ORDER BY 1"
RIGHTS_TO_TABLES = "SELECT oid, relacl::text FROM pg_class ORDER BY oid"

IN_EVERY_SCHEMA = [
    "CREATE TABLE {schema}.x (id int)",
    "CREATE VIEW {schema}.x AS SELECT 1",
    "CREATE FUNCTION {schema}.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TYPE {schema}.x AS ENUM ('a')",
    "CREATE SEQUENCE {schema}.x",
    "DROP SCHEMA {schema} CASCADE",
]
ON_EVERY_TABLE = [
    "ALTER TABLE {table} ADD x text",
    "DROP TABLE {table} CASCADE",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "CREATE INDEX ON {table} ((1))",
    "COMMENT ON TABLE {table} IS 'mine'",
    "CREATE TRIGGER x BEFORE DELETE ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
]
BESIDES = [
    "SET session_replication_role = replica",
    "CREATE SCHEMA x",
    "CREATE ROLE x",
    "CREATE EXTENSION citext",
    "DROP FUNCTION analytics.refresh_platform_days CASCADE",
    "DROP TRIGGER price_change_trigger ON integration.price_sources",
    "ALTER FUNCTION integration.refresh_opportunities OWNER TO soleflip_app",
    "SELECT analytics.follow_sales()",
    "SELECT system.ensure_month_partitions('system.logs', 60)",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('core', 'x', now())",
    "DELETE FROM django_migrations",
    "INSERT INTO system.audit_heads VALUES ('2026-01-01', 1, 'x')",
    "UPDATE system.audit_records SET after = NULL",
    "DELETE FROM system.audit_records",
    "UPDATE system.audit_heads SET number = 0",
    "SELECT system.forget_audit_of('core.brands')",
    "SELECT system.begin_changeset(1)",
    "SELECT system.erase_audited('{1}')",
    "COPY core.brands TO PROGRAM 'cat'",
    "COPY core.brands FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
]


def refused(session, statement: str) -> bool:
    """Whether the database refuses it for want of a right; an error of another kind is raised."""
    try:
        session.execute(f"BEGIN; {statement}")
    except psycopg.errors.InsufficientPrivilege:
        return True
    finally:
        session.execute("ROLLBACK")
    return False


def test_it_creates_nothing_in_any_schema(app):
    statements = [text.format(schema=schema) for text in IN_EVERY_SCHEMA for schema in [*OUR_SCHEMAS, "public"]]
    assert [statement for statement in statements if not refused(app, statement)] == []


def test_it_changes_no_table_and_no_trigger(app):
    tables = [name for (name,) in query(TABLES)]
    assert len(tables) > 50
    statements = [text.format(table=table) for text in ON_EVERY_TABLE for table in tables]
    assert [statement for statement in statements if not refused(app, statement)] == []


def test_it_passes_no_right_on(app):
    """PostgreSQL warns of such a GRANT, and does nothing."""
    before = query(RIGHTS_TO_TABLES)
    app.execute("SET client_min_messages = error; GRANT SELECT ON core.suppliers TO PUBLIC")
    assert query(RIGHTS_TO_TABLES) == before


def test_nor_does_it_anything_else(app):
    assert [statement for statement in BESIDES if not refused(app, statement)] == []


def test_months_are_read_and_written_through_their_table_alone(app):
    make("system.LogEntry", level="INFO", component="x", message="y")
    assert app.execute("SELECT count(*) FROM system.logs").fetchall() == [(1,)]
    partitions = [name for (name,) in query(PARTITIONS)]
    assert len(partitions) > 20
    assert [name for name in partitions if not refused(app, f"DELETE FROM {name}")] == []
    readable = [name for name in partitions if not refused(app, f"SELECT FROM {name}")]
    assert readable == [name for name in partitions if name.endswith("_default")], "the first page looks for rows there"


def test_it_reads_every_table_and_writes_all_but_the_audit_trail(app):
    for (table,) in query(TABLES):
        is_trail = table.startswith("system.audit_")
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            may = query("SELECT has_table_privilege('soleflip_app', %s, %s)", table, right)
            assert may == [(right == "SELECT" or not is_trail,)], (table, right)


def test_what_it_writes_is_in_the_trail(app):
    app.execute("INSERT INTO core.brands (name, slug) VALUES ('Salomon', 'salomon')")
    found = app.execute("SELECT action, after ->> 'name' FROM system.audit_records ORDER BY id DESC LIMIT 1")
    assert found.fetchall() == [("insert", "Salomon")]


def test_what_follows_by_triggers_follows_its_writes_too(app):
    """An order of the app: sums, the lot, stale notes, and what is kept of them."""
    item, platform = make("products.InventoryItem"), make("core.Platform")
    app.execute(
        "INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at) VALUES (%s, %s, 9, now())",
        [item.pk, platform.pk],
    )
    assert app.execute("SELECT sales, revenue FROM analytics.monthly_sales").fetchall() == [(1, 9)]
    assert app.execute("SELECT added FROM analytics.refresh_platform_days()").fetchall() == [(1,)]
    for function in ("integration.refresh_opportunities", "products.refresh_stock_days"):
        assert app.execute(f"SELECT is_left FROM {function}()").fetchall() == [(False,)]
