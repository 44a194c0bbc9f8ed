"""What the environment gets wrong is said in one sentence, with exit code 1 and without a traceback."""

import subprocess
import sys

import psycopg
import pytest
from django.conf import settings

from tests.support.command_line import PRODUCTION, database_url, manage, python


def sentence(result) -> str:
    """The one line on standard error of a command that failed."""
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://user:secret@localhost/soleflip", "DATABASE_URL must begin with postgres:// or postgresql://"),
        ("postgres://user:secret@[::1/soleflip", "DATABASE_URL cannot be read"),
        ("postgres://user:secret@localhost", "DATABASE_URL names no database"),
    ],
)
def test_an_address_that_is_none(url, says):
    line = sentence(manage("migrate", DATABASE_URL=url, **PRODUCTION))
    assert says in line
    assert "secret" not in line


@pytest.mark.parametrize("command", ["migrate", "showmigrations", "login_hint", "runserver"])
def test_no_server_there(command):
    line = sentence(
        manage(
            command, ALLOWED_HOSTS="localhost", DATABASE_URL="postgres://user:secret@127.0.0.1:1/soleflip", **PRODUCTION
        )
    )
    assert "the database cannot be reached" in line
    assert "Check DATABASE_URL" in line
    assert "secret" not in line


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("DATABASE_CONN_MAX_AGE", "DATABASE_CONN_MAX_AGE must be a whole number, not 'soon'"),
        ("STATEMENT_TIMEOUT", "STATEMENT_TIMEOUT must be a whole number, not 'soon'"),
        ("SECURE_HSTS_SECONDS", "SECURE_HSTS_SECONDS must be a whole number, not 'soon'"),
        ("TIME_ZONE", "TIME_ZONE must be a zone such as Europe/Berlin, not 'soon'"),
    ],
)
def test_a_setting_that_is_nonsense(name, says):
    line = sentence(manage("migrate", DATABASE_URL="postgres://localhost/soleflip", **PRODUCTION, **{name: "soon"}))
    assert says in line


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DROP SCHEMA public", "has no schema public: let the owner run CREATE SCHEMA public."),
        ('ALTER DATABASE "{name}" SET default_transaction_read_only TO on', "is read-only: connect to the primary"),
    ],
)
def test_a_database_that_cannot_be_built_in(empty, statement, says):
    with psycopg.connect(database_url(empty), autocommit=True) as owner:
        owner.execute(statement.format(name=empty))
    assert says in sentence(manage("migrate", database=empty))


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_without_a_secret(missing):
    rest = {name: value for name, value in PRODUCTION.items() if name != missing}
    line = sentence(manage("migrate", DATABASE_URL="postgres://localhost/soleflip", **rest))
    assert f"{missing} must be set" in line


def test_production_without_any_secret():
    line = sentence(manage("migrate", DATABASE_URL="postgres://localhost/soleflip"))
    assert "SECRET_KEY and FIELD_ENCRYPTION_KEYS must be set" in line


def test_a_role_that_may_not_create_schemas(empty, django_db_blocker):
    with psycopg.connect(database_url(empty), autocommit=True) as owner:
        role = owner.execute("SELECT current_user").fetchone()[0]
        owner.execute(f'REVOKE CREATE ON DATABASE "{empty}" FROM "{role}"')
        line = sentence(manage("migrate", database=empty))
        assert f'may not create schemas in the database "{empty}"' in line
        assert f'GRANT CREATE ON DATABASE "{empty}" TO "{role}"' in line
        assert owner.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone() == (0,)


def test_a_role_that_may_not_create_tables_in_public(empty):
    with psycopg.connect(database_url(empty), autocommit=True) as owner:
        role = owner.execute("SELECT current_user").fetchone()[0]
        owner.execute(f'ALTER SCHEMA public OWNER TO "{role}"; REVOKE CREATE ON SCHEMA public FROM "{role}"')
        assert "may not create tables in the schema public" in sentence(manage("migrate", database=empty))


@pytest.mark.parametrize("command", ["load_demo --remove", "age_inventory", "refresh_views"])
def test_a_database_that_is_read_only(migrated, command):
    with psycopg.connect(database_url(migrated), autocommit=True) as owner:
        owner.execute(f'ALTER DATABASE "{migrated}" SET default_transaction_read_only = on')
    assert "read-only" in sentence(manage(*command.split(), database=migrated))


def test_a_role_without_rights_may_find_that_nothing_is_to_be_done(migrated):
    with psycopg.connect(database_url(migrated), autocommit=True) as owner:
        role = owner.execute("SELECT current_user").fetchone()[0]
        owner.execute(f'REVOKE CREATE ON DATABASE "{migrated}" FROM "{role}"')
        assert "No migrations to apply" in manage("migrate", database=migrated).stdout


def test_the_whole_story_on_demand():
    result = manage("migrate", "--traceback", DATABASE_URL="postgres://127.0.0.1:1/soleflip", **PRODUCTION)
    assert result.returncode == 1
    assert "Traceback" in result.stderr


def test_a_server_that_is_too_old(empty):
    """The real server, measured against a version that does not exist yet."""
    program = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "soleflip.settings"
from soleflip.cli import main
from soleflip.postgres.features import DatabaseFeatures
DatabaseFeatures.minimum_database_version = (99,)
sys.exit(main(["manage.py", "migrate"]))
"""
    line = sentence(python("-c", program, database=empty))
    assert "PostgreSQL 99 or later is required (found 1" in line


def test_a_reader_that_has_seen_enough(django_db_setup):
    command = f"{sys.executable} manage.py showmigrations --plan | head -n 1"
    result = subprocess.run(["bash", "-c", command], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert result.stdout.endswith("system.0001_initial\n")
    assert result.stderr == ""
