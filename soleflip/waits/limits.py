"""Limits of what the database may be kept busy with for a page; commands have none.

They belong to the connection: one that is opened while a page is made gets them, once, and keeps them. In the processes
of the site there are no others, and no page pays for setting them.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.conf import settings
from django.db import Error, connection
from django.db.backends.signals import connection_created

NO_LIMIT = "0"
SET = """
SELECT set_config(name, coalesce(wanted, current_setting(name)), false)
  FROM (VALUES ('statement_timeout', %s::text), ('lock_timeout', %s)) AS limits (name, wanted)"""
NOW = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout')"

for_a_page: ContextVar[bool] = ContextVar("for_a_page", default=False)  # whether a page is made in this thread now


def limit_new_connection(sender, connection, **kwargs) -> None:
    """Called whenever Django has connected. Without a limit in the settings, one of the server or the role stands."""
    if for_a_page.get() and (settings.STATEMENT_TIMEOUT or settings.LOCK_TIMEOUT):
        _set(connection, _seconds(settings.STATEMENT_TIMEOUT), _seconds(settings.LOCK_TIMEOUT))


connection_created.connect(limit_new_connection, dispatch_uid="soleflip.waits")


@contextmanager
def without_limits() -> Iterator[None]:
    """For the work of a page that may take long: an import, an export."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        before = cursor.fetchone()
    if before == (NO_LIMIT, NO_LIMIT):
        yield
        return
    _set(connection, NO_LIMIT, NO_LIMIT)
    try:
        yield
    finally:
        with suppress(Error):  # a new connection gets its own
            _set(connection, *before)


def _seconds(number: float) -> str | None:
    return f"{number}s" if number else None


def _set(connection, statement_timeout: str | None, lock_timeout: str | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SET, [statement_timeout, lock_timeout])
