"""The roles are made, given their rights, and held against their file; migrate does so by itself."""

import json
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.conf import settings

from soleflip.database_roles.names import FILE, READONLY, ROLES
from tests.support.command_line import database_url, manage
from tests.support.superuser import only_embedded, superuser_url


def execute(name: str, statement: str) -> None:
    with psycopg.connect(database_url(name), autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture
def other_rights(migrated):
    """One right too many, and one that is missing."""
    execute(migrated, "GRANT TRUNCATE ON core.brands TO soleflip_app")
    execute(migrated, "REVOKE SELECT (slug) ON core.brands FROM soleflip_readonly")
    return migrated


def test_after_migrate_all_is_as_the_file_says(migrated):
    result = manage("database_roles", "check", database=migrated)
    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith("rights are as sql/roles/roles.v1.sql says.\n")


def test_every_right_that_is_another_one_is_named_and_mended(other_rights):
    result = manage("database_roles", "check", database=other_rights)
    assert result.returncode == 1
    assert "✗ grant core.brands to soleflip_app: rights" in result.stdout
    assert "found:    DELETE, INSERT, SELECT, TRUNCATE, UPDATE" in result.stdout
    assert "✗ grant core.brands.slug to soleflip_readonly: rights expected: SELECT; found: none" in result.stdout
    planned = manage("database_roles", "apply", "--dry-run", database=other_rights)
    assert planned.returncode == 0
    assert "core.brands.slug" in planned.stdout
    assert manage("database_roles", "check", database=other_rights).returncode == 1, "a dry run changes nothing"
    assert "2 rights were other ones" in manage("database_roles", "apply", database=other_rights).stdout
    assert manage("database_roles", "check", database=other_rights).returncode == 0


@pytest.mark.parametrize(
    ("right", "what"),
    [
        ("SELECT ON core.suppliers", "core.suppliers"),
        ("SELECT (email) ON core.suppliers", "core.suppliers.email"),
        ("CREATE ON SCHEMA core", "schema core"),
        ("USAGE ON SEQUENCE system.audit_records_id_seq", "system.audit_records_id_seq"),
    ],
)
def test_what_everybody_may_is_seen_as_well(migrated, right, what):
    execute(migrated, f"GRANT {right} TO PUBLIC")
    result = manage("database_roles", "check", database=migrated)
    assert result.returncode == 1
    assert f"grant {what} to everybody: rights" in result.stdout
    assert "1 right was another one" in manage("database_roles", "apply", database=migrated).stdout
    assert manage("database_roles", "check", database=migrated).returncode == 0


def test_verify_database_looks_at_them_too(other_rights):
    result = manage("verify_database", "--format", "json", database=other_rights)
    assert result.returncode == 1
    report = json.loads(result.stdout)
    assert {(one["kind"], one["name"]) for one in report["differences"]} == {
        ("grant", "core.brands to soleflip_app"),
        ("grant", "core.brands.slug to soleflip_readonly"),
    }
    assert report["checked"]["grant"] > 500
    assert manage("migrate", database=other_rights).returncode == 0
    assert manage("verify_database", "--roles", database=other_rights).returncode == 0


def test_a_database_that_must_not_be_written_is_looked_at_without_its_rights(migrated):
    execute(migrated, f'ALTER DATABASE "{migrated}" SET default_transaction_read_only = on')
    result = manage("verify_database", "--expect", "snapshot", database=migrated)
    assert "The rights of the roles could not be looked at: cannot execute" in result.stdout


def test_a_new_table_is_the_apps_by_the_next_migrate_and_closed_to_readonly(migrated):
    execute(migrated, "CREATE TABLE core.colours (id int, name text)")
    manage("database_roles", "apply", database=migrated)
    with psycopg.connect(database_url(migrated), autocommit=True) as session:
        session.execute("SET ROLE soleflip_app; INSERT INTO core.colours VALUES (1, 'red')")
        session.execute("SET ROLE soleflip_readonly")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("SELECT id FROM core.colours")


@only_embedded
def test_a_role_is_a_group_and_nothing_more(migrated):
    """What members of a role may, they must not have from elsewhere."""
    with psycopg.connect(superuser_url(migrated), autocommit=True) as superuser:
        superuser.execute(f"GRANT pg_read_all_data TO {READONLY}")
        try:
            result = manage("database_roles", "check", database=migrated)
        finally:
            superuser.execute(f"REVOKE pg_read_all_data FROM {READONLY}")
    assert result.returncode == 1
    assert "✗ role soleflip_readonly: beyond a group expected: none; found: member of pg_read_all_data" in result.stdout


@only_embedded
def test_an_administrator_prepares_an_empty_database_by_psql(empty):
    """Twice, and in several databases at once: nothing of it is in another's way."""
    text = (settings.SQL_DIR / FILE).read_text()

    def prepare(_):
        with psycopg.connect(superuser_url(empty)) as administrator:
            administrator.execute(text)

    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(prepare, range(8)))) == 8
    with psycopg.connect(superuser_url(empty)) as administrator:
        assert administrator.execute(
            "SELECT bool_and(has_database_privilege(r, current_database(), 'CONNECT')) FROM unnest(%s::text[]) r",
            [list(ROLES)],
        ).fetchall() == [(True,)]


@only_embedded
class TestLoginsOfTheirOwn:
    """As in production: one login migrates, another is the site, and both are members of the roles."""

    @pytest.fixture
    def logins(self, empty):
        """A superuser's session, and the names of both."""
        owner, site = f"{empty}_owner", f"{empty}_site"
        with psycopg.connect(superuser_url(empty), autocommit=True) as superuser:
            superuser.execute((settings.SQL_DIR / FILE).read_text())
            superuser.execute(
                f'CREATE ROLE "{owner}" IN ROLE soleflip_owner; CREATE ROLE "{site}" IN ROLE soleflip_app'
            )
            try:
                yield superuser, owner, site
            finally:
                superuser.execute(f'RESET ROLE; DROP OWNED BY "{owner}", "{site}" CASCADE')
                superuser.execute(f'DROP ROLE "{owner}", "{site}"')

    def test_who_is_in_the_owners_group_may_make_the_schemas(self, logins):
        superuser, owner, site = logins
        superuser.execute(f'SET ROLE "{owner}"; CREATE SCHEMA core; CREATE TABLE core.brands (id int); RESET ROLE')
        superuser.execute((settings.SQL_DIR / FILE).read_text())
        superuser.execute(f'SET ROLE "{site}"; INSERT INTO core.brands VALUES (1)')
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            superuser.execute("CREATE TABLE core.colours (id int)")
