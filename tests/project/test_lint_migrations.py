"""manage.py lint_migrations refuses what would hold people up, and lets pass what does not."""

import itertools
import shutil
from io import StringIO

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db.migrations.loader import MigrationLoader

from soleflip.migration_lint import later_migrations

NUMBERS = itertools.count(1)

MIGRATION = """
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_seed")]
{attributes}
    operations = [{operation}]
"""

COUNTRY = 'migrations.AddField("Brand", "country", models.CharField(max_length=2, {options}))'
INDEX = 'models.Index(fields=["name", "slug"], name="idx_new")'


@pytest.fixture
def lint(committed, settings, tmp_path, monkeypatch):
    """Runs the command with one more migration of core; what it prints is returned."""

    def run(operation: str, attributes: str = "") -> str:
        package = f"core_migrations_{next(NUMBERS)}"  # Python reads a package once
        shutil.copytree(project.BASE_DIR / "apps/core/migrations", tmp_path / package)
        text = MIGRATION.format(operation=operation, attributes=f"    {attributes}\n")
        (tmp_path / package / "0005_new.py").write_text(text)
        monkeypatch.syspath_prepend(tmp_path)
        settings.MIGRATION_MODULES = {"core": package}
        said = StringIO()
        try:
            call_command("lint_migrations", "--show", stdout=said)
        except CommandError as error:
            return f"{said.getvalue()}\nrefused: {error}"
        return said.getvalue()

    return run


def test_the_migrations_of_today_are_for_an_empty_database():
    """Once a release is out, this list stays as it is, and this test goes."""
    assert later_migrations(MigrationLoader(None)) == set()


@pytest.mark.parametrize(
    ("operation", "rule"),
    [
        (f"migrations.AddIndex('Brand', {INDEX})", "require-concurrent-index-creation"),
        (COUNTRY.format(options="default='DE'"), "adding-required-field"),
        ("migrations.RemoveField('Brand', 'slug')", "ban-drop-column"),
        ("migrations.RenameField('Brand', 'name', 'title')", "renaming-column"),
    ],
)
def test_what_holds_people_up_or_breaks_the_older_release_is_refused(lint, operation, rule):
    said = lint(operation)
    assert rule in said
    assert "core.0005_new.sql" in said
    assert "refused: squawk objects: see CONTRIBUTING.md" in said


@pytest.mark.parametrize(
    ("operation", "attributes"),
    [
        (COUNTRY.format(options="null=True"), ""),
        (COUNTRY.format(options="db_default='DE'"), ""),
        (f"AddIndexConcurrently('Brand', {INDEX})", "atomic = False"),
        ("migrations.RemoveField('Brand', 'slug')", 'squawk_ignore = {"ban-drop-column": "no release reads it"}'),
    ],
)
def test_what_does_not_passes(lint, operation, attributes):
    said = lint(operation, attributes)
    assert "ALTER TABLE" in said or "CREATE INDEX CONCURRENTLY" in said
    assert "squawk is content with core.0005_new." in said
