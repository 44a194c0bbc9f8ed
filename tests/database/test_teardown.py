"""teardown_database leaves nothing of ours, and all that is not ours."""

import re
from importlib import import_module

import psycopg
import pytest
from django.db import connection
from django.db.migrations import RunSQL

from soleflip.teardown import CannotTakeDown, rows_beyond_seed, take_down
from tests.support.command_line import database_url, manage
from tests.support.databases import connected_to
from tests.support.dumps import dump


@pytest.fixture
def owner(migrated):
    with psycopg.connect(database_url(migrated), autocommit=True) as connection:
        yield connection


def teardown_database(name: str, *options: str):
    return manage("teardown_database", *options, database=name)


def has_core(owner) -> bool:
    return owner.execute("SELECT to_regclass('core.brands') IS NOT NULL").fetchone()[0]


def test_nothing_is_left(migrated, empty):
    result = teardown_database(migrated, "--noinput")
    assert result.returncode == 0, result.stderr
    assert "migrations were undone: nothing of SoleFlip is left in the database." in result.stdout
    assert dump(migrated).replace(migrated, "") == dump(empty).replace(empty, "")


def test_again_it_finds_nothing_to_do(empty):
    result = teardown_database(empty, "--noinput")
    assert result.returncode == 0
    assert "0 migrations were undone" in result.stdout


def test_half_a_database_goes_too(migrated, empty):
    manage("migrate", "integration", "zero", database=migrated)
    assert teardown_database(migrated, "--noinput").returncode == 0
    assert dump(migrated) == dump(empty)


def test_rows_beyond_the_seed_are_named_and_kept(migrated, owner):
    owner.execute("INSERT INTO core.brands (name, slug) VALUES ('On', 'on'), ('Hoka', 'hoka')")
    result = teardown_database(migrated, "--noinput")
    assert result.returncode == 1
    assert "core.brands: 2 rows beyond the seeded ones" in result.stdout
    assert "These rows would be lost: save them with pg_dump, then say --discard-data." in result.stderr
    assert has_core(owner)


def test_rows_beyond_the_seed_go_when_they_are_given_up(migrated, owner):
    owner.execute("INSERT INTO core.brands (name, slug) VALUES ('On', 'on')")
    owner.execute("INSERT INTO system.logs (level, component, message) VALUES ('INFO', 'test', 'a row of a partition')")
    assert "system.logs: 1 row beyond the seeded ones" in teardown_database(migrated, "--noinput").stdout
    assert teardown_database(migrated, "--noinput", "--discard-data").returncode == 0
    assert not has_core(owner)


def test_what_the_database_keeps_by_itself_is_nothing_to_lose(migrated):
    assert manage("refresh_views", database=migrated).returncode == 0
    assert teardown_database(migrated, "--noinput").returncode == 0


def test_rows_that_come_in_while_it_asks_are_kept(migrated, owner, expectation):
    with connected_to(migrated):
        assert rows_beyond_seed(connection, expectation) == {}
        owner.execute("INSERT INTO core.brands (name, slug) VALUES ('On', 'on')")
        with pytest.raises(CannotTakeDown, match=r"rows beyond the seeded ones would be lost, in core\.brands"):
            take_down(connection, expectation)
    assert has_core(owner)


def test_one_row_never_stands_for_another(migrated, owner, expectation):
    # Nike has the slug of Adidas, which is gone: still one seeded row, and beside it one that is not.
    owner.execute("DELETE FROM core.brands WHERE slug = 'adidas'")
    owner.execute("UPDATE core.brands SET slug = 'adidas' WHERE name = 'Nike'")
    owner.execute("INSERT INTO core.brands (name, slug) VALUES ('On', 'on')")
    with connected_to(migrated):
        assert rows_beyond_seed(connection, expectation) == {"core.brands": 1}


def test_many_rows_are_not_counted_to_the_end(migrated, owner):
    owner.execute("INSERT INTO core.brands (name, slug) SELECT 'b' || n, 'b-' || n FROM generate_series(1, 10000) n")
    assert "core.brands: at least 10,000 rows beyond the seeded ones" in teardown_database(migrated, "--dry-run").stdout


def test_rows_that_one_may_not_see_are_not_taken_for_none(migrated, owner):
    owner.execute("ALTER TABLE core.brand_patterns ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    result = teardown_database(migrated, "--noinput")
    assert result.returncode == 1
    assert "row-level security" in result.stderr
    assert has_core(owner)


def test_a_seeded_row_that_was_changed_is_still_a_seeded_row(migrated, owner):
    owner.execute("UPDATE core.brands SET name = 'NIKE' WHERE slug = 'nike'")
    assert teardown_database(migrated, "--noinput").returncode == 0


def test_a_dry_run_changes_nothing(migrated, owner):
    owner.execute("INSERT INTO core.brands (name, slug) VALUES ('On', 'on')")
    result = teardown_database(migrated, "--dry-run")
    assert result.returncode == 0
    assert "core.brands: 1 row beyond the seeded ones" in result.stdout
    assert has_core(owner)


@pytest.mark.parametrize(
    ("answer", "returns", "says"),
    [("{name}", 0, ""), ("yes", 1, "That is not its name"), (None, 1, "Nobody was there to ask: say --noinput")],
)
def test_it_asks_first(migrated, owner, answer, returns, says):
    typed = "" if answer is None else answer.format(name=migrated) + "\n"
    result = manage("teardown_database", database=migrated, stdin=typed)
    assert result.returncode == returns
    assert f"Everything of SoleFlip will go from the database {migrated}. Type its name" in result.stdout
    assert says in result.stderr
    assert has_core(owner) == bool(returns)


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ("CREATE VIEW reports.brands AS SELECT * FROM core.brands", "view reports.brands, which is not ours, would go"),
        (
            "CREATE TABLE reports.notes (brand uuid CONSTRAINT fk_brand REFERENCES core.brands)",
            "constraint reports.notes.fk_brand, which is not ours, would go",
        ),
        ("CREATE TABLE core.mine (id int)", "(table core.mine depends on schema core)"),
        (
            "CREATE TABLE reports.notes (id bigint DEFAULT nextval('public.auth_group_id_seq'))",
            "column reports.notes.id, which is not ours, would lose what it has of ours",
        ),
        (
            "CREATE FUNCTION reports.first() RETURNS core.brands LANGUAGE sql AS 'SELECT * FROM core.brands LIMIT 1'",
            "function reports.first(), which is not ours, would go",
        ),
    ],
)
def test_what_others_built_on_it_keeps_it(migrated, owner, expectation, theirs, told):
    owner.execute("CREATE SCHEMA reports")
    owner.execute(theirs)
    with connected_to(migrated), pytest.raises(CannotTakeDown, match=re.escape(told)):
        take_down(connection, expectation)
    assert has_core(owner)


def test_what_is_in_the_way_is_said_in_a_sentence(migrated, owner):
    owner.execute("CREATE TABLE core.mine (id int)")
    result = teardown_database(migrated, "--noinput")
    assert result.returncode == 1
    assert result.stderr == (
        "CommandError: Nothing was changed: cannot drop schema core because other objects depend on it "
        "(table core.mine depends on schema core).\n"
    )


def test_something_of_ours_that_no_migration_would_take_down(migrated, owner, expectation):
    owner.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    says = r"table public\.django_session.* would stay: manage\.py verify_database says what is unlike the migrations"
    with connected_to(migrated), pytest.raises(CannotTakeDown, match=says):
        take_down(connection, expectation)
    assert has_core(owner)


def test_what_others_put_beside_it_stays(migrated, owner):
    owner.execute("CREATE SCHEMA reports; CREATE TABLE reports.monthly (id int); CREATE TABLE public.notes (id int)")
    assert teardown_database(migrated, "--noinput").returncode == 0
    tables = owner.execute("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname !~ '^(pg_|info)'")
    assert set(tables) == {("reports.monthly",), ("public.notes",)}


def test_an_extension_that_was_there_before_stays(empty):
    with psycopg.connect(database_url(empty), autocommit=True) as owner:
        owner.execute("CREATE EXTENSION pg_trgm")
        assert manage("migrate", database=empty).returncode == 0
        assert teardown_database(empty, "--noinput").returncode == 0
        assert owner.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'").fetchone() == (1,)


def test_a_database_that_has_drifted_goes_too(migrated, owner, expectation):
    owner.execute("""
        DROP INDEX products.idx_products_ean;
        DROP TRIGGER price_change_trigger ON integration.price_sources;
        DROP VIEW integration.latest_prices;
        ALTER TABLE core.brands ADD colour text;
        ALTER TYPE platforms.sales_platform ADD VALUE 'Nowhere'""")
    with connected_to(migrated):
        take_down(connection, expectation)
    assert not has_core(owner)


@pytest.mark.parametrize(
    ("operation", "atomic", "says"),
    [
        (RunSQL("SELECT 1"), True, "sessions.0001_initial cannot be undone: drop the database instead"),
        (RunSQL("SELECT 1", "SELECT 1"), False, "sessions.0001_initial runs outside of transactions, so that it would"),
    ],
)
def test_a_migration_that_cannot_be_undone_with_all_others(
    migrated, owner, expectation, monkeypatch, operation, atomic, says
):
    sessions = import_module("django.contrib.sessions.migrations.0001_initial").Migration
    monkeypatch.setattr(sessions, "operations", [*sessions.operations, operation])
    monkeypatch.setattr(sessions, "atomic", atomic)
    with connected_to(migrated), pytest.raises(CannotTakeDown, match=re.escape(says)):
        take_down(connection, expectation)
    assert has_core(owner)
