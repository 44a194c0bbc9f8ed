"""A database beside the one that is looked at, in which the migrations run to show what they make."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.postgres.executor import MigrationExecutor

ALIAS = "scratch"
SUFFIX = "_scratch_"


class CannotBuild(Exception):
    """The role may not create a database. The text says why."""


@contextmanager
def migrated_scratch(
    connection: BaseDatabaseWrapper, progress: Callable[..., None] | None = None
) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a new, migrated database on the same server; the database is dropped at the end.

    Databases that killed runs left behind are dropped too. Raises CannotBuild.
    """
    prefix = connection.settings_dict["NAME"][:40] + SUFFIX
    name = prefix + secrets.token_hex(4)
    with _maintenance(connection) as cursor:
        _drop_abandoned(cursor, prefix)
        # Held as long as the database is in use, and freed by PostgreSQL when this process is killed.
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [name])
        try:
            # template0: what an administrator put into template1 is not expected of anybody.
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)} TEMPLATE template0")
        except DatabaseError as error:
            raise CannotBuild(" ".join(str(error).split())) from error
        try:
            with _connected(connection, name) as scratch:
                executor = MigrationExecutor(scratch, progress)
                executor.migrate(executor.loader.graph.leaf_nodes())
                yield scratch
        finally:
            # Not WITH (FORCE): that is refused while autovacuum is at work there, which an ordinary DROP sends away.
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


@contextmanager
def _maintenance(connection: BaseDatabaseWrapper):
    """A cursor in another database of the server: one cannot be created from within a transaction here."""
    try:
        with connection._nodb_cursor() as cursor:
            yield cursor
    except DatabaseError as error:
        raise CannotBuild(" ".join(str(error).split())) from error


def _drop_abandoned(cursor, prefix: str) -> None:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname::text, %s)", [prefix])
    for (name,) in cursor.fetchall():
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        if cursor.fetchone()[0]:
            with suppress(DatabaseError):  # another role's, or dropped by another run meanwhile
                cursor.execute(f"DROP DATABASE IF EXISTS {cursor.db.ops.quote_name(name)}")
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])


@contextmanager
def _connected(connection: BaseDatabaseWrapper, name: str) -> Iterator[BaseDatabaseWrapper]:
    options = {key: value for key, value in connection.settings_dict["OPTIONS"].items() if key != "pool"}
    connections.settings[ALIAS] = {**connection.settings_dict, "NAME": name, "OPTIONS": options}
    connections[ALIAS] = scratch = connections.create_connection(ALIAS)
    try:
        yield scratch
    finally:
        scratch.close()
        del connections[ALIAS]
        del connections.settings[ALIAS]
