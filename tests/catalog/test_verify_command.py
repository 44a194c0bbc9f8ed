"""manage.py verify_database as people and machines call it, on databases of their own."""

import json
import re
import signal

import psycopg
import pytest

from soleflip.catalog import expectation
from soleflip.catalog.scratch import target_of
from tests.support.command_line import database_url, manage, on_terminal, started
from tests.support.databases import scratch_databases
from tests.support.superuser import only_embedded, superuser_url
from tests.support.waiting import wait_until


def execute(name: str, statement: str) -> None:
    with psycopg.connect(database_url(name), autocommit=True) as connection:
        connection.execute(statement)


def test_a_database_that_is_as_it_should_be(migrated):
    result = manage("verify_database", database=migrated)
    assert result.returncode == 0, result.stderr
    assert f"The database {migrated} is as it should be: " in result.stdout
    assert "held against a scratch database in which the migrations ran" in result.stdout
    assert scratch_databases(migrated) == []


def test_a_terminal_shows_how_far_it_is_and_then_a_table(migrated):
    shown = on_terminal("verify_database", database=migrated)
    assert re.search(r"\w+\.\d{4}_\w+", shown)  # the migration that runs in the scratch database
    assert "\x1b[1mkind" in shown
    assert "is as it should be" in shown
    assert "core.0001_initial" not in manage("verify_database", database=migrated).stdout


def test_every_difference_is_named_with_what_was_expected_and_found(migrated):
    execute(migrated, "DROP INDEX products.idx_products_ean; ALTER TABLE auth.users ALTER role SET DEFAULT 'admin'")
    result = manage("verify_database", database=migrated)
    assert result.returncode == 1
    assert "✗ index products.idx_products_ean is missing" in result.stdout
    assert "✗ column auth.users.role: default expected: 'user'::auth.user_role; found: 'admin'::" in result.stdout
    assert f"The database {migrated} differs in 2 places" in result.stdout
    assert "Traceback" not in result.stderr


def test_json_for_machines(migrated):
    execute(migrated, "ALTER TABLE core.brands ADD colour text; CREATE SCHEMA reports")
    result = manage("verify_database", "--format", "json", database=migrated)
    assert result.returncode == 1
    report = json.loads(result.stdout)
    assert report["ok"] is False
    assert report["differences"] == [
        {"kind": "column", "name": "core.brands.colour", "fact": None, "expected": None, "found": "there"}
    ]
    assert report["not_looked_into"] == ["schema reports"]
    assert report["checked"]["table"] > 37


def test_a_database_without_migrations(empty):
    result = manage("verify_database", database=empty)
    assert result.returncode == 1
    assert "✗ migration core.0001_initial is missing" in result.stdout
    assert "✗ schema core is missing" in result.stdout
    assert "✗ table core.brands is missing" in result.stdout
    assert "core.brands.slug" not in result.stdout  # it goes with its table
    assert "manage.py migrate applies what is missing." in result.stdout


@pytest.fixture
def modest_role(migrated):
    """A role that may connect and read the seeded tables, and nothing else."""
    role = f"modest_{migrated}"
    with psycopg.connect(superuser_url(migrated), autocommit=True) as superuser:
        superuser.execute(f'CREATE ROLE "{role}" LOGIN')
        superuser.execute(f'GRANT USAGE ON SCHEMA core, pricing, auth, public TO "{role}"')
        superuser.execute(f'GRANT SELECT ON core.brands, core.categories, core.platforms TO "{role}"')
        superuser.execute(f'GRANT SELECT ON core.brand_patterns, pricing.platform_fees TO "{role}"')
        superuser.execute(f'GRANT SELECT ON auth.users, django_migrations TO "{role}"')
        yield role
        superuser.execute(f'DROP OWNED BY "{role}"; DROP ROLE "{role}"')


def as_role(role: str) -> dict[str, str]:
    """The environment in which every connection takes on the role."""
    return {"PGOPTIONS": f"-c role={role}"}


@only_embedded
def test_a_role_that_may_not_create_a_scratch_database_gets_the_snapshot(migrated, modest_role):
    url = superuser_url(migrated)
    result = manage("verify_database", database=migrated, DATABASE_URL=url, **as_role(modest_role))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "held against the snapshot of the project (no scratch database: permission denied" in result.stdout
    forced = manage(
        "verify_database", "--expect", "scratch", database=migrated, DATABASE_URL=url, **as_role(modest_role)
    )
    assert forced.returncode == 1
    assert forced.stderr.startswith("CommandError: No scratch database can be created: permission denied")


@only_embedded
def test_a_foreign_key_whose_triggers_a_superuser_disabled(migrated):
    with psycopg.connect(superuser_url(migrated), autocommit=True) as superuser:
        superuser.execute("ALTER TABLE core.brand_patterns DISABLE TRIGGER ALL")
    result = manage("verify_database", "--expect", "snapshot", database=migrated)
    assert result.returncode == 1
    assert "enforced\n    expected: yes\n    found:    no: its triggers are disabled" in result.stdout


def test_a_migration_whose_note_alone_was_lost(migrated):
    execute(migrated, "DELETE FROM django_migrations WHERE (app, name) = ('platforms', '0002_sql_objects')")
    result = manage("verify_database", "--expect", "snapshot", database=migrated)
    assert result.returncode == 1
    assert "only the note was lost, which manage.py migrate --fake APP NAME writes again" in result.stdout
    assert manage("migrate", "--fake", "platforms", "0002", database=migrated).returncode == 0
    assert manage("verify_database", "--expect", "snapshot", database=migrated).returncode == 0


def test_a_scratch_database_of_a_killed_run_is_dropped_by_the_next(migrated):
    left = f"soleflip_scratch_{target_of(migrated)}_0badcafe"
    execute("postgres", f"CREATE DATABASE {left}")
    assert scratch_databases(migrated) == [left]
    assert manage("verify_database", database=migrated).returncode == 0
    assert scratch_databases(migrated) == []


def test_a_database_of_somebody_else_is_never_dropped_whatever_its_name(migrated):
    theirs = [f"{migrated}_scratch_pad", f"soleflip_scratch_{target_of(migrated)}_my_notes"]
    try:
        for name in theirs:
            execute("postgres", f'CREATE DATABASE "{name}"')
        assert manage("verify_database", database=migrated).returncode == 0
        assert scratch_databases(migrated) == theirs[1:]
    finally:
        for name in theirs:
            execute("postgres", f'DROP DATABASE "{name}"')


@pytest.mark.parametrize("received", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_stopped_by_a_signal_it_leaves_no_scratch_database(migrated, tmp_path, received):
    run = started("verify_database", output=tmp_path / "output", database=migrated)
    wait_until(lambda: scratch_databases(migrated))
    run.send_signal(received)
    assert run.wait(timeout=60) == 128 + received
    assert scratch_databases(migrated) == []


@only_embedded
def test_a_role_that_may_not_even_read_the_list_of_migrations(migrated, modest_role):
    execute(migrated, f'REVOKE SELECT ON django_migrations FROM "{modest_role}"')
    for command in ("verify_database", "migrate", "teardown_database"):
        result = manage(command, database=migrated, DATABASE_URL=superuser_url(migrated), **as_role(modest_role))
        assert result.returncode == 1
        assert "permission denied for " in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize("content", [None, "{", "{}", "[]"])
def test_a_damaged_snapshot_is_said_in_a_sentence(monkeypatch, tmp_path, content):
    monkeypatch.setattr(expectation, "SNAPSHOT", tmp_path / "snapshot.json")
    if content is not None:
        (tmp_path / "snapshot.json").write_text(content)
    with pytest.raises(expectation.NoExpectation, match=r"snapshot\.json is damaged .*: make reference"):
        expectation.Expectation.load()


def test_names_are_shown_as_they_are_also_on_a_poor_terminal(migrated):
    execute(migrated, 'CREATE SCHEMA "[/red]größer"; ALTER TABLE core.brands ADD "[bold]" text')
    result = manage("verify_database", "--expect", "snapshot", database=migrated, PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert 'Not ours, and not looked into: schema "[/red]gr??er"' in result.stdout
    assert '? column core.brands."[bold]" is not expected' in result.stdout


@pytest.mark.parametrize("command", ["verify_database", "migrate", "teardown_database"])
def test_a_search_path_that_leads_elsewhere(migrated, command):
    execute(migrated, f'CREATE SCHEMA reports; ALTER DATABASE "{migrated}" SET search_path TO reports, public')
    result = manage(command, database=migrated)
    assert result.returncode == 1
    assert result.stderr.startswith(
        "CommandError: The search_path is 'reports, public', so that names without a schema"
    )


def test_it_changes_nothing(migrated):
    execute(migrated, f'ALTER DATABASE "{migrated}" SET default_transaction_read_only TO on')
    assert manage("verify_database", database=migrated).returncode == 0


def test_trigrams_in_a_schema_of_their_own_are_no_drift(empty):
    execute(empty, f'ALTER DATABASE "{empty}" SET search_path TO public, extensions')
    execute(empty, "CREATE SCHEMA extensions; CREATE EXTENSION pg_trgm SCHEMA extensions")
    assert manage("migrate", database=empty).returncode == 0
    result = manage("verify_database", "--expect", "snapshot", database=empty)
    assert result.returncode == 0, result.stdout
