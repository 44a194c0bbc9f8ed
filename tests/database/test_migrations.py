"""migrate on an empty database, back to zero, and forward again, as processes of their own."""

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command

from tests.support.command_line import database_url, manage
from tests.support.databases import cloned_from_template, empty_database
from tests.support.sql import OUR_SCHEMAS

OUR_APPS = [
    "analytics",
    "transactions",
    "pricing",
    "platforms",
    "integration",
    "products",
    "core",
    "accounts",
    "system",
]

OBJECTS = """
    SELECT 'schema', nspname, '' FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    UNION ALL
    SELECT 'relation', c.oid::regclass::text, c.relkind::text || coalesce(obj_description(c.oid, 'pg_class'), '')
      FROM pg_class c WHERE c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'column', a.attrelid::regclass || '.' || a.attname,
           format_type(a.atttypid, a.atttypmod) || a.attnotnull::text || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
             || coalesce(col_description(a.attrelid, a.attnum), '')
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      JOIN pg_class c ON c.oid = a.attrelid
     WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE connamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
      JOIN pg_class c ON c.oid = indexrelid WHERE c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p
     WHERE p.pronamespace::regnamespace::text !~ '^(pg_|information_schema)' AND p.prokind = 'f'
    UNION ALL
    SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'view', viewname, definition FROM pg_views WHERE schemaname !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'type', t.oid::regtype::text, coalesce((SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder)
             FROM pg_enum WHERE enumtypid = t.oid), '')
      FROM pg_type t WHERE t.typtype IN ('e', 'd') AND t.typnamespace::regnamespace::text !~ '^(pg_|information_schema)'
    UNION ALL
    SELECT 'extension', extname, extversion FROM pg_extension
"""


@pytest.fixture
def empty(django_db_setup, django_db_blocker, own_name):
    with django_db_blocker.unblock(), empty_database(own_name("migrations")) as name:
        yield name


@pytest.fixture
def migrated(django_db_setup, django_db_blocker, own_name):
    with django_db_blocker.unblock(), cloned_from_template(own_name("migrations")) as name:
        yield name


def run(name: str, sql: str, *parameters) -> list[tuple]:
    with psycopg.connect(database_url(name), autocommit=True) as connection:
        cursor = connection.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else []


def succeed(*arguments: str, database: str, **environment: str) -> str:
    result = manage(*arguments, database=database, **environment)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_migrations_are_what_the_models_say(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_forward_back_to_zero_and_forward_again(empty):
    untouched = set(run(empty, OBJECTS))
    succeed("migrate", database=empty)
    first = set(run(empty, OBJECTS))
    assert {name for kind, name, _ in first if kind == "schema"} == {*OUR_SCHEMAS, "public"}

    # core takes along all that stands on it; admin is Django's own and refers to our users.
    for app in ("core", "admin", "accounts", "system"):
        succeed("migrate", app, "zero", database=empty)
    left = set(run(empty, OBJECTS)) - untouched
    django_tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {
        "django_migrations"
    }
    assert [entry for entry in left if not any(entry[1].startswith(table) for table in django_tables)] == []

    succeed("migrate", database=empty)
    assert set(run(empty, OBJECTS)) == first


def test_migrate_again_finds_nothing_to_do(migrated):
    assert "No migrations to apply" in succeed("migrate", database=migrated)


SEEDED = {
    "core.platforms": {
        ("StockX", "stockx"), ("eBay", "ebay"), ("GOAT", "goat"), ("Alias", "alias"),
        ("Kleinanzeigen", "kleinanzeigen"), ("Laced", "laced"), ("WTN", "wtn"), ("Klekt", "klekt"),
    },
    "core.categories": {("Sneakers", "sneakers")},
    "core.brands": {
        ("Nike", "nike"), ("Adidas", "adidas"), ("Jordan", "jordan"), ("Yeezy", "yeezy"),
        ("New Balance", "new-balance"), ("Asics", "asics"), ("Puma", "puma"), ("Reebok", "reebok"),
        ("Vans", "vans"), ("Converse", "converse"),
    },
}  # fmt: skip


@pytest.mark.parametrize("table", SEEDED)
def test_seed(migrated, table):
    assert set(run(migrated, f"SELECT name, slug FROM {table}")) == SEEDED[table]


def test_seeding_again_changes_nothing_that_people_made_of_it(migrated):
    run(migrated, "UPDATE core.brands SET name = 'NIKE' WHERE slug = 'nike'")
    run(migrated, "UPDATE core.brands SET slug = 'adidas-originals' WHERE slug = 'adidas'")
    run(migrated, "UPDATE auth.users SET email = 'owner@example.com', hashed_password = 'theirs'")
    everything = (
        "SELECT * FROM core.brands ORDER BY id",
        "SELECT * FROM core.platforms ORDER BY id",
        "SELECT * FROM auth.users",
    )
    before = [run(migrated, sql) for sql in everything]
    succeed("migrate", "core", "0003", database=migrated)
    succeed("migrate", "accounts", "0002", database=migrated)
    succeed("migrate", database=migrated, DEBUG="1")
    assert [run(migrated, sql) for sql in everything] == before
