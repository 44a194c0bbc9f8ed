"""SQL in files of its own."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.migrations import AddField, Migration
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.test.utils import override_settings

from soleflip.postgres.sql import RunSQLFile

from . import catalog
from .project import APP, table

DOUBLE = """\
-- Twice a number, 100% exact; used by the reports.

-- migrate:up
CREATE FUNCTION core.double(number int) RETURNS int LANGUAGE sql AS $$ SELECT number * 2 % 1000; $$;
COMMENT ON FUNCTION core.double IS 'twice';

-- migrate:down
DROP FUNCTION core.double(int);
"""
PATH = "functions/core.double.v1.sql"


@pytest.fixture
def write(tmp_path):
    """Writes a file into SQL_DIR and returns its path there."""

    def write(text, path=PATH):
        file = tmp_path / "sql" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return path

    with override_settings(SQL_DIR=tmp_path / "sql"):
        yield write


def test_a_file_is_run_and_undone(write, project):
    operation = RunSQLFile(write(DOUBLE))
    project.migrate(operation)
    assert catalog.value("SELECT core.double(21)") == 42
    with project.connection.schema_editor() as editor:
        operation.database_backwards(APP, editor, project.state, project.state)
    assert catalog.value("SELECT to_regproc('core.double')") is None


def test_sqlmigrate_shows_the_file(write, project):
    assert "CREATE FUNCTION core.double" in project.sqlmigrate(RunSQLFile(write(DOUBLE)))


def test_the_sections_are_read_once(write, tmp_path):
    operation = RunSQLFile(write(DOUBLE))
    write("")
    assert operation.sql.startswith("CREATE FUNCTION core.double")
    assert operation.reverse_sql == "DROP FUNCTION core.double(int);"
    assert operation.reversible
    assert not operation.elidable


def test_a_migration_says_which_file_it_runs(write):
    assert RunSQLFile(write(DOUBLE)).describe() == f"SQL file {PATH}"


def test_a_migration_holds_the_path_only(write):
    migration = Migration("0001_functions", APP)
    migration.operations = [RunSQLFile(write(DOUBLE), hints={"kind": "function"})]
    text = MigrationWriter(migration, include_header=False).as_string()
    assert f"path='{PATH}'" in text
    assert "'kind': 'function'" in text
    assert "CREATE FUNCTION" not in text


def test_a_file_may_stand_for_a_change_of_the_models(write):
    state = ProjectState()
    table("Brand", '"core"."brands"').state_forwards(APP, state)
    field = AddField("Brand", "code", models.IntegerField())
    RunSQLFile(write(DOUBLE), state_operations=[field]).state_forwards(APP, state)
    assert "code" in state.models[APP, "brand"].fields


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-- nothing\n", 'must have one "-- migrate:up" line and after it one "-- migrate:down" line'),
        ("-- migrate:up\nSELECT 1;\n", 'must have one "-- migrate:up" line and after it one "-- migrate:down" line'),
        ("-- migrate:down\nSELECT 1;\n-- migrate:up\nSELECT 1;\n", "after it"),
        (DOUBLE + "-- migrate:up\n", "after it"),
        ("-- migrate:up\n-- later\n-- migrate:down\nSELECT 1;\n", 'has no SQL after "-- migrate:up"'),
        ("-- migrate:up\nSELECT 1;\n-- migrate:down\n/* later */\n", 'has no SQL after "-- migrate:down"'),
    ],
)
def test_an_incomplete_file_is_refused_by_name(write, text, message):
    with pytest.raises(ValueError, match=message) as caught:
        RunSQLFile(write(text))
    assert PATH in str(caught.value)


def test_a_missing_file_is_refused_by_name(write):
    with pytest.raises(ValueError, match=r"SQL file views/none\.sql cannot be read .* No such file or directory"):
        RunSQLFile("views/none.sql")


@pytest.mark.parametrize("path", ["../secrets.sql", "/etc/passwd"])
def test_a_file_elsewhere_is_refused_by_name(write, path):
    with pytest.raises(ValueError, match=f"SQL file {path} lies outside of SQL_DIR"):
        RunSQLFile(path)


def test_the_directory_must_be_set(settings):
    del settings.SQL_DIR
    with pytest.raises(ImproperlyConfigured, match="SQL_DIR"):
        RunSQLFile(PATH)
