"""A lock that two machines cannot hold at once, for work that takes long and has transactions of its own."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DEFAULT_DB_ALIAS, Error, connections

from soleflip.postgres.unhurried import lift_limits

NAME = "soleflip lock"  # as the session is called in pg_stat_activity, so that nobody takes it for forgotten work


@contextmanager
def held(purpose: str, using: str = DEFAULT_DB_ALIAS) -> Iterator[bool]:
    """Whether the lock of this purpose could be had; it is held, by a connection of its own, while the block runs.

    It belongs to a transaction, which stays open and does nothing: a pooler such as pgbouncer cannot give its server
    connection to somebody else meanwhile, and when the process or the connection ends the lock is free. Such a
    transaction holds no snapshot, so it holds up neither VACUUM nor anybody else.
    """
    own = connections.create_connection(using)
    # A copy: the settings are shared by all connections.
    own.settings_dict = {**own.settings_dict, "CONN_MAX_AGE": 0}
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute("SELECT set_config('application_name', %s, true)", [NAME])
            lift_limits(cursor, only_now=True)
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [purpose])
            is_held = cursor.fetchone()[0]
        yield is_held
    finally:
        with suppress(Error):  # a connection that broke has given the lock back already
            own.close()
