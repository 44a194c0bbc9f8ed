"""migrate refuses, in one sentence and before it changes anything, what it could not finish."""

import psycopg
import pytest
from django.db import connection
from django.db.migrations import AddField, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.models import TextField

from soleflip.postgres.sql import RunSQLFile
from soleflip.preflight import already_there, missing_right
from tests.support.command_line import database_url, manage
from tests.support.databases import connected_to
from tests.support.dumps import dump


def execute(name: str, statement: str) -> None:
    with psycopg.connect(database_url(name), autocommit=True) as connection:
        connection.execute(statement)


def refusal(name: str) -> str:
    """What migrate says; the database must be the same after it."""
    before = dump(name)
    result = manage("migrate", database=name)
    assert result.returncode == 1
    assert dump(name) == before
    (line,) = result.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("statement", "there"),
    [
        ("CREATE SCHEMA core", "schema core"),
        ("CREATE SCHEMA transactions; CREATE TABLE transactions.orders (id int)", "schema transactions"),
        ("CREATE TABLE public.sizes (id int)", "table public.sizes"),
        ("CREATE TABLE public.django_session (id int)", "table public.django_session"),
        ("CREATE VIEW public.django_session AS SELECT 1 AS session_key", "view public.django_session"),
        ("CREATE MATERIALIZED VIEW public.sizes AS SELECT 1 AS id", "materialized view public.sizes"),
        ("CREATE SEQUENCE public.django_session", "sequence public.django_session"),
        ("CREATE TYPE public.sizes AS ENUM ('S', 'M')", "type public.sizes"),
        ("CREATE TABLE public.auth_group_permissions (id int)", "table public.auth_group_permissions"),
        (
            "CREATE FUNCTION public.calculate_inventory_analytics() RETURNS int LANGUAGE sql RETURN 1",
            "function public.calculate_inventory_analytics",
        ),
    ],
)
def test_something_of_that_name_is_there(empty, statement, there):
    execute(empty, statement)
    assert refusal(empty) == (
        f'CommandError: The database "{empty}" has {there} already, but not the migrations that make them. '
        "Nothing was changed: use an empty database, or restore a whole one from its dump."
    )


def test_a_whole_database_that_lost_its_list_of_migrations(migrated):
    execute(migrated, "DROP TABLE django_migrations")
    assert "has function public.calculate_inventory_analytics, schema analytics, schema auth and " in refusal(migrated)


def test_one_room_was_there_before_its_migrations(migrated):
    # All others were migrated: the look ahead is at what is still to be done.
    assert manage("migrate", "analytics", "zero", database=migrated).returncode == 0
    execute(migrated, "CREATE SCHEMA analytics")
    assert "has schema analytics already" in refusal(migrated)


def test_the_list_of_migrations_is_of_another_project(empty):
    execute(
        empty,
        "CREATE TABLE django_migrations (id bigserial PRIMARY KEY, app varchar(255), name varchar(255),"
        " applied timestamptz); INSERT INTO django_migrations (app, name, applied) VALUES"
        " ('contenttypes', '0001_initial', now()), ('admin', '0001_initial', now())",
    )
    assert refusal(empty).endswith("Another project seems to use this database: give SoleFlip one of its own.")


def test_an_extension_that_is_there_is_no_hindrance(empty):
    execute(empty, "CREATE EXTENSION pg_trgm; CREATE SCHEMA reports; CREATE TABLE public.notes (id int)")
    assert manage("migrate", database=empty).returncode == 0


def test_who_says_fake_knows_that_it_is_there(migrated):
    execute(migrated, "DELETE FROM django_migrations WHERE app = 'analytics'")
    assert "analytics.0001_initial... FAKED" in manage("migrate", "analytics", "--fake", database=migrated).stdout


def test_a_new_version_of_a_function_is_no_hindrance(migrated, monkeypatch, settings, tmp_path):
    """What a later release will bring: system.0002 replaces a function that system.0001 made."""
    (tmp_path / "functions").mkdir()
    version_2 = tmp_path / "functions" / "system.ensure_month_partitions.v2.sql"
    version_2.write_text("-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n")
    with connected_to(migrated):
        loader = MigrationLoader(connection)
        settings.SQL_DIR = tmp_path
        later = Migration("0002_version_2", "system")
        later.operations = [RunSQLFile("functions/system.ensure_month_partitions.v2.sql")]
        applied = [loader.graph.nodes[key] for key in loader.applied_migrations]
        assert already_there(connection, [later], applied) == ""
        assert "has function system.ensure_month_partitions already" in already_there(connection, [later], [])


def test_a_right_that_is_not_needed_is_not_asked_for(migrated):
    with connected_to(migrated):
        role = connection.cursor().execute("SELECT current_user").fetchone()[0]
        execute(migrated, f'REVOKE CREATE ON DATABASE "{migrated}" FROM "{role}"')
        later = Migration("0002_colour", "core")
        later.operations = [AddField("Brand", "colour", TextField(null=True))]
        assert missing_right(connection, [later]) == ""
        loader = MigrationLoader(connection)
        assert "may not create schemas" in missing_right(connection, list(loader.graph.nodes.values()))


def test_an_error_of_the_database_is_said_in_a_sentence(empty):
    execute(empty, "CREATE TABLE public.mine (a int); CREATE INDEX django_session_expire_date_a5c62663 ON mine (a)")
    result = manage("migrate", database=empty)
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith('CommandError: The database refused: relation "django_session_expire_date_a5c62663" already')
    assert line.endswith("migrate goes on from there when it is run again; --traceback shows where it was.")
    execute(empty, "DROP TABLE public.mine")
    assert manage("migrate", database=empty).returncode == 0
