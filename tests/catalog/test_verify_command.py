"""manage.py verify_database as people and machines call it, on databases of their own."""

import json

import psycopg
import pytest
from django.conf import settings

from soleflip.embedded import Server
from tests.support.command_line import database_url, manage, on_terminal
from tests.support.databases import scratch_databases


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
    assert "core.0001_initial" in shown  # the migration that runs in the scratch database
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
        superuser.execute(f'GRANT USAGE ON SCHEMA core, auth, public TO "{role}"')
        superuser.execute(f'GRANT SELECT ON core.brands, core.categories, core.platforms TO "{role}"')
        superuser.execute(f'GRANT SELECT ON auth.users, django_migrations TO "{role}"')
        yield role
        superuser.execute(f'DROP OWNED BY "{role}"; DROP ROLE "{role}"')


def superuser_url(name: str) -> str:
    return Server(settings.DATA_DIR).url("postgres", name)


only_embedded = pytest.mark.skipif(
    not settings.USES_EMBEDDED_SERVER, reason="needs a superuser, whom a server of somebody else's does not lend"
)


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


def test_a_scratch_database_of_a_killed_run_is_dropped_by_the_next(migrated):
    execute("postgres", f'CREATE DATABASE "{migrated[:40]}_scratch_0badcafe"')
    assert scratch_databases(migrated) == [f"{migrated[:40]}_scratch_0badcafe"]
    assert manage("verify_database", database=migrated).returncode == 0
    assert scratch_databases(migrated) == []


def test_it_changes_nothing(migrated):
    execute(migrated, f'ALTER DATABASE "{migrated}" SET default_transaction_read_only TO on')
    assert manage("verify_database", database=migrated).returncode == 0
