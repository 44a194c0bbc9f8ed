"""Databases for tests: one template, migrated when the code that it is made from has changed, and clones of it."""

import datetime
import hashlib
import itertools
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import override_settings

from soleflip.catalog.scratch import target_of
from soleflip.postgres.hooks import run_before_connect
from tests.support.command_line import database_url

MAINTENANCE = "postgres"  # the database that is there in every cluster
PREFIX = "test_template_"
LOCK = 7353473  # any number, the same for all workers


def reach_server() -> None:
    """Start the embedded server if it is the one, and connect once. Raises OperationalError."""
    run_before_connect(connection.settings_dict)
    psycopg.connect(database_url(MAINTENANCE)).close()


@contextmanager
def own_slot(worker: str) -> Iterator[str]:
    """A suffix for database names that no other run of the tests on this server uses at the same time.

    The lower numbers are taken again and again, so that what a killed run left behind is replaced.
    """
    with psycopg.connect(database_url(MAINTENANCE), autocommit=True) as holder:
        for slot in itertools.count():
            key = f"tests {worker} {slot}"
            if holder.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key]).fetchone()[0]:
                yield f"{worker}_{slot}"
                return


@contextmanager
def cloned_from_template(name: str) -> Iterator[str]:
    """A database of this name with everything that migrate makes; dropped at the end."""
    template = template_database()
    with empty_database(name, template):
        yield name


@contextmanager
def empty_database(name: str, template: str = "template1") -> Iterator[str]:
    """A database of this name, a copy of `template`; dropped at the end."""
    with connection._nodb_cursor() as cursor:
        _drop(cursor, name)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        # A backend that will not end in time is no failure of a test: the next run replaces the database.
        with suppress(DatabaseError), connection._nodb_cursor() as cursor:
            _drop(cursor, name)


def _drop(cursor, name: str) -> None:
    """End whoever is connected, and drop the database if there is one.

    WITH (FORCE) would be refused while autovacuum is at work there, which an ordinary DROP sends away.
    """
    cursor.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'",
        [name],
    )
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def template_database() -> str:
    """The name of the migrated template; the first worker makes it while the others wait."""
    name = PREFIX + fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"^{PREFIX}"])
        existing = {row[0] for row in cursor.fetchall()}
        if name not in existing:
            for stale in existing:
                _drop(cursor, stale)
            draft = f"{name}_draft"  # a run that is killed leaves no half-made template
            cursor.execute(f'CREATE DATABASE "{draft}"')
            _migrate(draft)
            cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return name


def fingerprint() -> str:
    """Stands for everything that a migrated database is made from, the month of its partitions included."""
    root = settings.BASE_DIR
    files = [*root.glob("apps/*/migrations/*.py"), *root.glob("sql/**/*.sql"), *root.glob("soleflip/**/*.py")]
    digest = hashlib.sha256(f"{django.VERSION} {datetime.datetime.now(datetime.UTC):%Y-%m}".encode())
    for file in sorted(files):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()[:16]


def _migrate(name: str) -> None:
    with connected_to(name), override_settings(DEBUG=True):  # the seeded admin has the default password
        call_command("migrate", verbosity=0)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django's default connection leads to this database while the block runs."""
    connection.close()
    original, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original


def scratch_databases(name: str) -> list[str]:
    """The databases that verify_database made beside this one."""
    prefix = f"soleflip_scratch_{target_of(name)}_"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname::text, %s) ORDER BY 1", [prefix])
        return [row[0] for row in cursor.fetchall()]
