"""migrate on an empty database, back to zero, and forward again, as processes of their own."""

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState

from soleflip.catalog.entry import Catalog
from soleflip.catalog.reader import read_catalog
from tests.database.test_structure import TABLES, VIEWS
from tests.support.command_line import database_url, manage
from tests.support.databases import connected_to
from tests.support.dumps import dump, restore
from tests.support.rows import our_models
from tests.support.sql import OUR_SCHEMAS


def run(name: str, sql: str, *parameters) -> list[tuple]:
    with psycopg.connect(database_url(name), autocommit=True) as connection:
        cursor = connection.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else []


def catalog_of(name: str) -> Catalog:
    with connected_to(name):
        return read_catalog(connection)


def succeed(*arguments: str, database: str, **environment: str) -> str:
    result = manage(*arguments, database=database, **environment)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_migrations_are_what_the_models_say(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("model", our_models(managed=False), ids=lambda model: model.__name__)
def test_migrations_have_the_columns_of_the_views(model):
    # makemigrations does not look at unmanaged models.
    written = MigrationLoader(None).project_state().models[model._meta.app_label, model._meta.model_name].fields
    declared = ModelState.from_model(model).fields
    assert {name: field.deconstruct()[1:] for name, field in written.items()} == {
        name: field.deconstruct()[1:] for name, field in declared.items()
    }


def test_down_and_up_gives_the_same_catalog_as_fresh(migrated):
    catalog, text = catalog_of(migrated), dump(migrated, "--schema-only")
    succeed("teardown_database", "--noinput", database=migrated)
    succeed("migrate", database=migrated)
    assert catalog_of(migrated) == catalog
    assert dump(migrated, "--schema-only") == text


def test_dump_and_restore_gives_the_same_catalog_as_fresh(migrated, empty):
    restore(empty, dump(migrated))
    assert catalog_of(empty) == catalog_of(migrated)
    assert dump(empty, "--schema-only") == dump(migrated, "--schema-only")
    assert "as it should be" in succeed("verify_database", "--expect", "snapshot", database=empty)


def test_one_app_back_to_zero_and_forward_again(migrated):
    # What the owner of one room does while working on it; core takes along all that stands on it.
    catalog = catalog_of(migrated)
    succeed("migrate", "core", "zero", database=migrated)
    assert ("schema", "core") not in catalog_of(migrated)
    succeed("migrate", database=migrated)
    assert catalog_of(migrated) == catalog


def test_migrate_again_finds_nothing_to_do(migrated):
    assert "No migrations to apply" in succeed("migrate", database=migrated)


def test_migrate_counts_as_it_goes_and_ends_with_what_is_there(empty):
    lines = succeed("migrate", database=empty).splitlines()
    applied = [line for line in lines if "Applying" in line]
    total = len(MigrationLoader(None).graph.nodes)
    assert len(applied) == total
    assert applied[0] == f"   1/{total}  Applying system.0001_initial... OK"
    assert applied[-1] == f"  {total}/{total}  Applying sessions.0001_initial... OK"
    *_, last, summary = lines
    tables = f"{len(OUR_SCHEMAS)} schemas, {len(TABLES)} tables, 40 partitions, {len(VIEWS)} views, "
    assert summary.startswith(f"The database {empty} holds {tables}")
    assert last == "The admin has no password yet: run manage.py changepassword admin."


SEEDED = {
    "core.platforms": {
        ("StockX", "stockx"), ("eBay", "ebay"), ("GOAT", "goat"), ("Alias", "alias"),
        ("Kleinanzeigen", "kleinanzeigen"), ("Laced", "laced"), ("WTN", "wtn"), ("Klekt", "klekt"),
    },
    "core.categories": {
        ("Sneakers", "sneakers"), ("Apparel", "apparel"), ("Accessories", "accessories"),
        ("Collectibles", "collectibles"), ("Electronics", "electronics"), ("Other", "other"),
    },
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
    run(migrated, "DELETE FROM core.brand_patterns WHERE pattern = 'Air Max'")
    run(migrated, "UPDATE core.brand_patterns SET pattern = 'adidas?' WHERE pattern = 'adidas'")
    run(migrated, "UPDATE auth.users SET email = 'owner@example.com', hashed_password = 'theirs'")
    everything = (
        "SELECT * FROM core.brands ORDER BY id",
        "SELECT * FROM core.platforms ORDER BY id",
        "SELECT * FROM core.brand_patterns ORDER BY id",
        "SELECT * FROM auth.users",
    )
    before = [run(migrated, sql) for sql in everything]
    succeed("migrate", "core", "0003", database=migrated)
    succeed("migrate", "accounts", "0002", database=migrated)
    succeed("migrate", database=migrated, DEBUG="1")
    assert [run(migrated, sql) for sql in everything] == before
