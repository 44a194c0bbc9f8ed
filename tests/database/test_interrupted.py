"""A migrate that is killed, or not alone: the database holds whole migrations, and the next run finishes."""

import signal
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from soleflip.catalog.verification import verify
from tests.support.command_line import database_url, manage, started
from tests.support.databases import connected_to
from tests.support.waiting import wait_until

# The gate stands where a migration is noted as applied, the most delicate moment: all of its work is done.
GATE = """
CREATE SCHEMA gate;
CREATE FUNCTION gate.wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.app || '.' || NEW.name = '{migration}' THEN
        PERFORM pg_advisory_xact_lock(42);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER gate BEFORE INSERT ON django_migrations FOR EACH ROW EXECUTE FUNCTION gate.wait();
SELECT pg_advisory_lock(42)
"""
WAITING = """
SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 42 AND NOT granted
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
OTHERS = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


@pytest.fixture
def owner(empty):
    with psycopg.connect(database_url(empty), autocommit=True) as connected:
        yield connected


@pytest.fixture
def gate(empty, owner):
    """gate(migration) lets any migrate stop before that one is noted, while the block runs."""

    @contextmanager
    def stands_before(migration: str):
        with connected_to(empty):
            MigrationRecorder(connection).ensure_schema()
        owner.execute(GATE.format(migration=migration))
        yield
        owner.execute("SELECT pg_advisory_unlock_all()")
        owner.execute("DROP TRIGGER gate ON django_migrations; DROP SCHEMA gate CASCADE")

    return stands_before


@pytest.fixture
def finish(expectation):
    """finish(database): running migrate again finishes, and what is there then is what a fresh migrate makes."""

    def migrate(name: str) -> None:
        result = manage("migrate", database=name)
        assert result.returncode == 0, result.stderr
        with connected_to(name):
            assert verify(connection, expectation, settings.SEED_STAND_INS).differences == []

    return migrate


def noted(owner) -> list[str]:
    """The migrations that are noted as applied, in their order; none as long as there is no list."""
    if owner.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (None,):
        return []
    return [name for (name,) in owner.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")]


def kill_client(owner, process) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def terminate_backend(owner, process) -> None:
    ((pid,),) = owner.execute(WAITING).fetchall()
    owner.execute("SELECT pg_terminate_backend(%s)", [pid])
    assert process.wait(timeout=60) == 1


@pytest.mark.parametrize("kill", [kill_client, terminate_backend])
@pytest.mark.parametrize(
    "migration",
    [
        "accounts.0001_initial",  # the first of all
        "core.0001_initial",  # ends with statements that Django defers
        "core.0002_purchase_names_product",
        "core.0004_seed",
        "integration.0001_initial",
        "transactions.0002_sql_objects",  # the last of all
    ],
)
def test_killed_when_a_migration_is_about_to_be_noted(empty, owner, gate, tmp_path, finish, migration, kill):
    with gate(migration):
        migrate = started("migrate", output=tmp_path / "output", database=empty)
        wait_until(lambda: owner.execute(WAITING).fetchall())
        kill(owner, migrate)
        owner.execute("SELECT pg_advisory_unlock(42)")  # the backend of a dead client finds out when it wakes
        wait_until(lambda: owner.execute(OTHERS).fetchone() == (0,))
        assert migration not in noted(owner)
        (made,) = owner.execute("SELECT to_regnamespace('auth') IS NOT NULL").fetchone()
        assert made == (migration != "accounts.0001_initial")
    finish(empty)


def test_ctrl_c_is_answered(empty, owner, gate, tmp_path, finish):
    with gate("core.0001_initial"):
        migrate = started("migrate", output=tmp_path / "output", database=empty)
        wait_until(lambda: owner.execute(WAITING).fetchall())
        migrate.send_signal(signal.SIGINT)
        assert migrate.wait(timeout=60) == 130
    assert "Stopped: what says OK stands, and migrate goes on from there" in (tmp_path / "output").read_text()
    finish(empty)


def test_a_lost_connection_is_said_in_a_sentence(empty, owner, gate, tmp_path):
    with gate("core.0001_initial"):
        migrate = started("migrate", output=tmp_path / "output", database=empty)
        wait_until(lambda: owner.execute(WAITING).fetchall())
        terminate_backend(owner, migrate)
    *_, last = (tmp_path / "output").read_text().splitlines()
    assert last.startswith("CommandError: The connection was lost: terminating connection due to administrator command")
    assert last.endswith(
        "What was applied stands, and migrate goes on from there when it is run again; --traceback shows where it was."
    )


def test_killed_again_and_again(empty, owner, tmp_path, finish):
    """At no chosen moment: whatever the next migration is doing when so many are noted."""
    order: list[str] = []
    for count in (1, 7, 8, 12, 20, 29, 36):
        migrate = started("migrate", output=tmp_path / "output", database=empty)
        wait_until(lambda count=count: len(noted(owner)) >= count)
        kill_client(owner, migrate)
        wait_until(lambda: owner.execute(OTHERS).fetchone() == (0,))
        assert noted(owner)[: len(order)] == order
        order = noted(owner)
        assert len(order) >= count
    finish(empty)


def test_of_two_at_the_same_time_one_works_and_the_other_waits_and_finds_it_done(empty, owner, gate, tmp_path, finish):
    outputs = [tmp_path / "first", tmp_path / "second"]
    with gate("core.0001_initial"):
        first = started("migrate", output=outputs[0], database=empty)
        wait_until(lambda: owner.execute(WAITING).fetchall())
        second = started("migrate", output=outputs[1], database=empty)
        wait_until(lambda: "Another migrate is at work on this database" in outputs[1].read_text())
        owner.execute("SELECT pg_advisory_unlock(42)")
        assert (first.wait(timeout=60), second.wait(timeout=60)) == (0, 0)
    assert "Applying core.0001_initial... OK" in outputs[0].read_text()
    assert "No migrations to apply." in outputs[1].read_text()
    finish(empty)


def test_five_at_the_same_time(empty, tmp_path, finish):
    outputs: list[Path] = [tmp_path / str(number) for number in range(5)]
    runs = [started("migrate", output=output, database=empty) for output in outputs]
    assert [run.wait(timeout=120) for run in runs] == [0] * 5
    assert sum("No migrations to apply." in output.read_text() for output in outputs) == 4
    finish(empty)


def test_a_migrate_that_waits_goes_on_when_the_first_is_killed(empty, owner, gate, tmp_path, finish):
    with gate("core.0001_initial"):
        first = started("migrate", output=tmp_path / "first", database=empty)
        wait_until(lambda: owner.execute(WAITING).fetchall())
        second = started("migrate", output=tmp_path / "second", database=empty)
        wait_until(lambda: "Another migrate is at work" in (tmp_path / "second").read_text())
        kill_client(owner, first)
        owner.execute("SELECT pg_advisory_unlock(42)")
        assert second.wait(timeout=60) == 0
    finish(empty)


def test_a_teardown_that_is_killed_leaves_everything(migrated, tmp_path, finish):
    with (
        psycopg.connect(database_url(migrated)) as reader,
        psycopg.connect(database_url(migrated), autocommit=True) as watch,
    ):
        # Dropping core waits for this reader, at the end of a teardown that has dropped most of the rest by then.
        reader.execute("SELECT FROM core.brands")
        teardown = started("teardown_database", "--noinput", output=tmp_path / "output", database=migrated)
        wait_until(
            lambda: watch.execute(
                "SELECT FROM pg_locks WHERE NOT granted AND relation = 'core.brands'::regclass"
            ).fetchall()
        )
        kill_client(watch, teardown)
        reader.rollback()
    finish(migrated)
