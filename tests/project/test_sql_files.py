"""The files in sql/ keep the rules of the house, and each is used."""

import re

import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from soleflip.postgres.sql import RunSQLFile

# The roles belong to the whole server, so that no migration makes them: manage.py database_roles does.
FILES = sorted(
    str(file.relative_to(settings.SQL_DIR)) for file in settings.SQL_DIR.rglob("*.sql") if file.parent.name != "roles"
)


@pytest.mark.parametrize("path", FILES)
def test_a_file_says_what_it_is_for_and_how_it_is_undone(path):
    text = (settings.SQL_DIR / path).read_text()
    prose = text.partition("-- migrate:up")[0]
    assert re.match(r"-- [A-Z].*[.:]", prose, re.DOTALL)
    assert re.search(
        r"^\s*(DROP|ALTER|SELECT system\.forget_audit_of\() ?", text.partition("-- migrate:down")[2], re.MULTILINE
    )


@pytest.mark.parametrize("path", FILES)
def test_the_file_has_the_name_of_the_object_in_it(path):
    folder, name = path.split("/")
    found = re.fullmatch(r"(?:(\w+)\.)?(\w+)\.v\d+\.sql", name)
    assert found
    assert found[2] in (settings.SQL_DIR / path).read_text().partition("-- migrate:up")[2]
    assert folder == "schemas" or found[1]


def test_every_file_is_run_by_one_migration():
    migrations = MigrationLoader(None).disk_migrations.values()
    used = [
        operation.path
        for migration in migrations
        for operation in migration.operations
        if isinstance(operation, RunSQLFile)
    ]
    assert sorted(used) == FILES
