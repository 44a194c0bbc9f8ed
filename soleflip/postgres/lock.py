"""Lets one process at a time work on a database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS_BETWEEN_TRIES = 0.2


@contextmanager
def exclusive(connection: BaseDatabaseWrapper, purpose: str, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of this purpose in this database; call `on_wait` once if another session holds it.

    It belongs to the session, so it ends with the work whatever happens: when the process is killed, or its connection.
    """
    with connection.cursor() as cursor:
        waits = False
        # Tried again and again: a statement that waits would hold up CREATE INDEX CONCURRENTLY of others.
        while not _ask(cursor, "pg_try_advisory_lock", purpose):
            if not waits:
                on_wait()
                waits = True
            time.sleep(SECONDS_BETWEEN_TRIES)
    try:
        yield
    finally:
        with suppress(Error), connection.cursor() as cursor:  # with a broken connection the lock is gone as well
            _ask(cursor, "pg_advisory_unlock", purpose)


def _ask(cursor, function: str, purpose: str) -> bool:
    cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [purpose])
    return cursor.fetchone()[0]
