"""Connections of our own, beside Django's: what they are set to, and when they end, concerns nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.postgres.unhurried import lift_limits

NUMBERS = count(1)


@contextmanager
def own_connection(alias: str, name: str | None = None) -> Iterator[BaseDatabaseWrapper]:
    """A new connection to the database of that alias, or to another one of this name on its server.

    It may work, or wait for others, as long as it likes.
    """
    own = f"backup {next(NUMBERS)}"
    described = connections.settings[alias]
    options = {key: value for key, value in described["OPTIONS"].items() if key != "pool"}
    name = name or connections[alias].settings_dict["NAME"]
    connections.settings[own] = {**described, "NAME": name, "OPTIONS": options}
    connections[own] = connection = connections.create_connection(own)
    try:
        with connection.cursor() as cursor:
            lift_limits(cursor, only_now=False)
        yield connection
    finally:
        connection.close()
        del connections[own]
        del connections.settings[own]


@contextmanager
def one_moment(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The block sees the database as it was at one moment, whatever others write, and writes nothing itself."""
    with transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            lift_limits(cursor, only_now=True)
        yield
