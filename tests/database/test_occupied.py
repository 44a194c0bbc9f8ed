"""migrate refuses, in one sentence and before it changes anything, what it could not finish."""

import psycopg
import pytest

from tests.support.command_line import database_url, manage
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
