"""A database beside the one that is looked at, in which the migrations run to show what they make."""

import hashlib
import logging
import secrets
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from soleflip.catalog.expectation import NoExpectation
from soleflip.postgres.errors import one_line
from soleflip.postgres.executor import MigrationExecutor
from soleflip.postgres.lock import release, take
from soleflip.postgres.unhurried import lift_limits

logger = logging.getLogger(__name__)

ALIAS = "scratch"
# Nobody else gives a database such a name: it is dropped by its name alone, when a killed run has left it behind.
NAME = "soleflip_scratch_{target}_{number}"
ALL_NAMES = "^soleflip_scratch_[0-9a-f]{8}_[0-9a-f]{8}$"

# template0: what an administrator put into template1 is not expected of anybody.
PLAIN = sql.SQL("TEMPLATE template0")


class CannotBuild(NoExpectation):
    """There can be no scratch database, such as for want of a right."""

    def __init__(self, error: DatabaseError):
        self.reason = one_line(error)
        super().__init__(f"No scratch database can be created: {self.reason}.")


@contextmanager
def migrated_scratch(
    connection: BaseDatabaseWrapper, progress: Callable[..., None] | None = None
) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a new, migrated database on the same server; the database is dropped at the end.

    Databases that killed runs left behind are dropped too. Raises CannotBuild, and what a migration raises.
    """
    with empty_scratch(connection) as scratch:
        executor = MigrationExecutor(scratch, progress)
        executor.migrate(executor.loader.graph.leaf_nodes())
        yield scratch


@contextmanager
def empty_scratch(connection: BaseDatabaseWrapper, options: sql.Composable = PLAIN) -> Iterator[BaseDatabaseWrapper]:
    """The same, with nothing in it yet, made with these options of CREATE DATABASE. Raises CannotBuild."""
    name = NAME.format(target=target_of(connection.settings_dict["NAME"]), number=secrets.token_hex(4))
    with ExitStack() as opened:
        try:
            cursor = opened.enter_context(maintenance_cursor(connection))
            _drop_abandoned(cursor)
            # Held as long as the database is in use, and freed by PostgreSQL when this process is killed.
            take(cursor, name)
            # Promised before it is made: a signal may come when it stands, yet before this process has heard so.
            opened.callback(_drop, cursor, name)
            cursor.execute(sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(name), options))
        except DatabaseError as error:
            raise CannotBuild(error) from error
        yield opened.enter_context(_connected(connection, name))


def target_of(name: str) -> str:
    """Stands for the database that is looked at, in the names of scratch databases: eight digits, whatever its name."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


@contextmanager
def maintenance_cursor(connection: BaseDatabaseWrapper) -> Iterator:
    """A cursor in another database of the server: none can be created from within a transaction of this one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # Django's, when it takes another than `postgres`
        with connection._nodb_cursor() as cursor:
            lift_limits(cursor, only_now=False)  # the connection is closed after it
            yield cursor


def _drop_abandoned(cursor) -> None:
    cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [ALL_NAMES])
    for (name,) in cursor.fetchall():
        if take(cursor, name):
            _drop(cursor, name)
            release(cursor, name)


def _drop(cursor, name: str) -> None:
    try:
        # Not WITH (FORCE): that is refused while autovacuum is at work there, which an ordinary DROP sends away.
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
    except DatabaseError as error:  # another role's, or somebody is connected to it
        logger.warning("The scratch database %s stays until the next run: %s", name, one_line(error))


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
