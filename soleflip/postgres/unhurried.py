"""Frees work that takes long from the limits that a role or a database may set for what pages ask."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper

IDLE = "idle_session_timeout"
LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", IDLE, "transaction_timeout")


def lift_limits(cursor, *, only_now: bool) -> None:
    """Lift them for this session, or for the transaction that runs alone (only_now)."""
    # pg_settings names those that the server has: transaction_timeout came with PostgreSQL 17.
    cursor.execute("SELECT set_config(name, '0', %s) FROM pg_settings WHERE name = ANY (%s)", [only_now, list(LIMITS)])


@contextmanager
def kept_while_idle(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The server does not end this session while it waits for what others do in the block; afterwards it may again.

    Whatever else has ended it meanwhile: the next query finds a new one.
    """
    _forget_if_broken(connection)
    if connection.connection is None:  # nobody waits
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [IDLE])
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config(%s, '0', false)", [IDLE])
    try:
        yield
    finally:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config(%s, %s, false)", [IDLE, before])
        except Error:
            _forget_if_broken(connection)


def _forget_if_broken(connection: BaseDatabaseWrapper) -> None:
    if connection.connection is not None and not connection.in_atomic_block and not connection.is_usable():
        connection.close()
