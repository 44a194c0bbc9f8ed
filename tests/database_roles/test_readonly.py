"""soleflip_readonly reads figures: no secret, nothing of people, and writes nowhere."""

import psycopg
import pytest
from django.apps import apps
from django.db import models

from apps.system.privacy.rules import RULES
from soleflip.postgres.fields import EncryptedTextField
from soleflip.postgres.names import plain_name
from tests.database_roles.closed import FREE_TEXT, PERSONAL, TRAIL
from tests.support.rows import our_models
from tests.support.sql import OURS, query
from tests.support.world import make_world

# Every column of every table and view, and whether the role may read it.
COLUMNS = f"""
SELECT n.nspname || '.' || c.relname, a.attname, has_column_privilege('soleflip_readonly', c.oid, a.attnum, 'SELECT')
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
 WHERE c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
   AND ({OURS} OR n.nspname = 'public') ORDER BY c.oid, a.attnum"""
# Which columns of tables a view is built on, whatever for.
BEHIND = """
SELECT DISTINCT v.oid::regclass::text, t.oid::regclass::text, a.attname
  FROM pg_rewrite w JOIN pg_class v ON v.oid = w.ev_class AND v.relkind IN ('v', 'm')
  JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_class'::regclass
  JOIN pg_class t ON t.oid = d.refobjid AND t.oid <> v.oid
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
  JOIN pg_namespace n ON n.oid = v.relnamespace AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'"""
PLAIN_COLUMNS = {  # of the view, which are closed there too
    ("integration.latest_prices", "integration.price_sources", "metadata"): "metadata",
    ("integration.latest_prices", "core.suppliers", "name"): "supplier_name",
}


def split(columns: dict[str, str]) -> set[tuple[str, str]]:
    return {(table, column) for table, names in columns.items() for column in names.split()}


def closed() -> set[tuple[str, str]]:
    """What has to be closed: what is declared, and what is known by its kind."""
    found = split(PERSONAL) | split(FREE_TEXT) | split(TRAIL)
    for model in apps.get_models(include_auto_created=True):
        table = plain_name(model._meta.db_table)
        is_djangos = "." not in table
        for field in model._meta.concrete_fields:
            if is_djangos or isinstance(field, EncryptedTextField | models.JSONField):
                found.add((table if not is_djangos else f"public.{table}", field.column))
    return found | {("public.django_migrations", name) for name in ("id", "app", "name", "applied")}


def test_every_column_is_either_open_or_declared_to_be_closed(committed):
    readable = {(table, column): may for table, column, may in query(COLUMNS)}
    assert {place for place, may in readable.items() if not may} == closed()
    assert sum(readable.values()) > 500


def test_what_the_rules_of_privacy_name_is_closed(committed):
    readable = {(table, column) for table, column, may in query(COLUMNS) if may}
    assert {(rule.table, rule.column) for rule in RULES} & readable == set()


def test_every_closed_column_is_refused_and_every_open_one_is_read(committed, reader):
    make_world()
    for table, column, may in query(COLUMNS):
        statement = f'SELECT "{column}" FROM {table}'
        if may:
            reader.execute(statement)
        else:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(statement)


def test_whole_rows_and_statistics_do_not_tell_what_is_closed(committed, reader):
    make_world()
    query("ANALYZE core.suppliers")
    for statement in ("SELECT * FROM core.suppliers", "SELECT s FROM core.suppliers s", "TABLE auth.users",
                      "SELECT to_jsonb(s) FROM core.suppliers s", "COPY core.suppliers TO STDOUT"):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute(statement)
    told = reader.execute("SELECT attname FROM pg_stats WHERE tablename = 'suppliers' AND attname = 'email'").fetchall()
    assert told == []


def test_no_view_is_built_on_what_is_closed(committed):
    """A view is read with the rights of its owner. One passes a closed column on, which is closed in the view too."""
    behind = {(view, table, column) for view, table, column in query(BEHIND) if (table, column) in closed()}
    assert behind == set(PLAIN_COLUMNS)
    assert {(view, column) for (view, _, _), column in PLAIN_COLUMNS.items()} <= closed()


def test_it_writes_in_no_table(committed, reader):
    for model in our_models():
        table = model._meta.db_table
        for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} DEFAULT VALUES", f"TRUNCATE {table}",
                          f'UPDATE {table} SET "{model._meta.concrete_fields[0].column}" = DEFAULT'):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute(statement)


def test_nor_by_any_function(committed, reader):
    """No function that the role may call has other rights than its own, but for those that only read."""
    functions = query(
        """SELECT p.oid::regprocedure::text, p.provolatile FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prosecdef AND has_function_privilege('soleflip_readonly', p.oid, 'EXECUTE')"""
    )
    assert {name for name, _ in functions} == {
        "pricing.rates_in_force()",
        "pricing.fees_in_force()",
        "pricing.fee_amounts_in_force()",
    }
    for statement in (
        "SELECT integration.refresh_opportunities()",
        "SELECT analytics.rebuild_monthly_sales()",
        "SELECT system.ensure_month_partitions('system.logs', 60)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute(statement)
