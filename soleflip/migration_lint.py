"""The SQL of migrations that meet rows and users, shown to squawk, which knows what locks a table and for how long."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from soleflip.catalog.scratch import empty_scratch
from soleflip.postgres.executor import MigrationExecutor

SQUAWK = Path(sys.executable).with_name("squawk")
# In a migration, {rule: reason} for what is meant: such as the second step of taking a column away.
IGNORED = "squawk_ignore"
# Django gives a new column its `default` for the rows that are there, and takes it away in the next statement.
FORGOTTEN_DEFAULT = re.compile(r'ADD COLUMN ("\w+") [^;]*NOT NULL.*?ALTER COLUMN \1 DROP DEFAULT', re.DOTALL)
REQUIRED = "adding-required-field"


def later_migrations(loader: MigrationLoader) -> set[tuple[str, str]]:
    """The migrations of our apps that were not written for an empty database."""
    early = set()
    for last in settings.WRITTEN_FOR_AN_EMPTY_DATABASE.items():
        if last not in loader.graph.nodes:
            raise ImproperlyConfigured(
                f"WRITTEN_FOR_AN_EMPTY_DATABASE in the settings names {'.'.join(last)}, which is no migration."
            )
        early.update(loader.graph.forwards_plan(last))
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("apps.")}
    return {key for key in loader.graph.nodes if key[0] in ours} - early


def rendered(connection: BaseDatabaseWrapper, wanted: set[tuple[str, str]], progress=None) -> Iterator[tuple[str, str]]:
    """The name and the SQL of each of these migrations, as it is run where all before it has been.

    They are run in a scratch database, since what some of them do depends on what is there.
    """
    if not wanted:
        return
    with empty_scratch(connection) as scratch:
        executor = MigrationExecutor(scratch, progress)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        waiting = []
        for step in plan:
            migration, _ = step
            if (migration.app_label, migration.name) in wanted:
                if waiting:
                    MigrationExecutor(scratch, progress).migrate(None, waiting)
                    waiting = []
                yield str(migration), sql_of(migration, MigrationLoader(scratch))
            waiting.append(step)


def sql_of(migration: Migration, loader: MigrationLoader) -> str:
    statements = loader.collect_sql([(migration, False)])
    if migration.atomic:
        statements = ["BEGIN;", *statements, "COMMIT;"]
    ignored = getattr(migration, IGNORED, {})
    head = [f"-- squawk-ignore-file {', '.join(ignored)}"] if ignored else []
    return "\n".join([*head, *statements]) + "\n"


def squawked(migrations: list[tuple[str, str]]) -> tuple[bool, str]:
    """Whether squawk is content with them, and what it says; with one objection more that it does not know."""
    with tempfile.TemporaryDirectory() as folder:
        for name, sql in migrations:
            (Path(folder) / f"{name}.sql").write_text(sql, encoding="utf-8")
        files = [f"{name}.sql" for name, _ in migrations]
        configuration = settings.BASE_DIR / ".squawk.toml"
        run = subprocess.run(
            [SQUAWK, "--config", configuration, *files], cwd=folder, capture_output=True, text=True, check=False
        )
    required = [
        f"{name}.sql: {REQUIRED}: the older release does not fill {column}, which has no default in the database: "
        "give it a db_default, or let it be null.\n"
        for name, sql in migrations
        for column in FORGOTTEN_DEFAULT.findall(sql)
        if not any(line.startswith("-- squawk-ignore-file") and REQUIRED in line for line in sql.splitlines())
    ]
    return run.returncode == 0 and not required, run.stdout + run.stderr + "".join(required)
