"""Lets one process at a time work on a database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS_BETWEEN_TRIES = 0.2
# pg_locks shows the key of a lock in two halves.
TAKEN = """
SELECT EXISTS (SELECT FROM pg_locks
                WHERE locktype = 'advisory' AND objsubid = 1 AND granted
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (classid::bigint << 32 | objid::bigint) = hashtextextended(%s, 0))"""


@contextmanager
def exclusive(connection: BaseDatabaseWrapper, purpose: str, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of this purpose in this database; call `on_wait` once if another session holds it.

    It belongs to the session, so it ends with the work whatever happens: when the process is killed, or its connection.
    """
    with connection.cursor() as cursor:
        waits = False
        # Tried again and again: a statement that waits would hold up CREATE INDEX CONCURRENTLY of others.
        while not take(cursor, purpose):
            if not waits:
                on_wait()
                waits = True
            time.sleep(SECONDS_BETWEEN_TRIES)
    try:
        yield
    finally:
        with suppress(Error), connection.cursor() as cursor:  # with a broken connection the lock is gone as well
            release(cursor, purpose)


def take(cursor, purpose: str) -> bool:
    """Take the lock of this purpose for the session, if no other session holds it; say whether it is taken."""
    cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [purpose])
    return cursor.fetchone()[0]


def is_taken(cursor, purpose: str) -> bool:
    """Whether any session has the lock of this purpose, or a transaction of one."""
    cursor.execute(TAKEN, [purpose])
    return cursor.fetchone()[0]


def take_shared(cursor, purpose: str) -> bool:
    """Take the lock together with others that share it, if nobody has it alone; say whether it is taken."""
    cursor.execute("SELECT pg_try_advisory_lock_shared(hashtextextended(%s, 0))", [purpose])
    return cursor.fetchone()[0]


def release_shared(cursor, purpose: str) -> None:
    """Give back the share that the session has."""
    cursor.execute("SELECT pg_advisory_unlock_shared(hashtextextended(%s, 0))", [purpose])


def release(cursor, purpose: str) -> None:
    """Give back what the session has taken."""
    cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [purpose])
