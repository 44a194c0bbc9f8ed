"""Drops months that are older than they are kept: the whole partition, not row by row."""

import datetime
import time
from collections.abc import Callable

from django.db import OperationalError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.errors import LockNotAvailable

from apps.system.month_partitions import Kind, Partition, identifier
from soleflip.calendar import first_of_month

LOCK_TIMEOUT = "200ms"  # whoever comes after us waits as long as we wait for a lock
TRIES = 20
SECONDS_BETWEEN_TRIES = 0.5

# What the foreign keys of a partition lead to: dropping it takes their triggers there away.
REFERENCED = """
SELECT DISTINCT confrelid::regclass::oid, n.nspname, c.relname
  FROM pg_constraint con
  JOIN pg_class c ON c.oid = con.confrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE con.conrelid = to_regclass(%s) AND con.contype = 'f'
 ORDER BY 1"""


class Busy(Exception):
    """A lock could not be had in any of the tries, because somebody else has been at work all the time."""


def is_too_old(partition: Partition, months: int, now: datetime.datetime) -> bool:
    """Whether all rows of the partition are older than so many months, one at least; never that of a later time."""
    kept_from = first_of_month(now, max(months, 1))
    return partition.kind != Kind.DEFAULT and partition.end is not None and partition.end <= kept_from


def drop(connection: BaseDatabaseWrapper, partition: Partition, on_wait: Callable[[], None]) -> None:
    """Drop a month, at once or not at all. Raises Busy after some seconds of trying, in which others hardly wait."""
    for attempt in range(TRIES):
        try:
            return _drop(connection, partition)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
        if not attempt:
            on_wait()
        time.sleep(SECONDS_BETWEEN_TRIES)
    raise Busy


def _drop(connection: BaseDatabaseWrapper, partition: Partition) -> None:
    name, table = partition.identifier, identifier(partition.table)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        # In the order in which a feed locks them, first the prices and then their history, so that neither ends the
        # other in a deadlock.
        cursor.execute(REFERENCED, [name.as_string()])
        for _, *referenced in cursor.fetchall():
            cursor.execute(sql.SQL("LOCK TABLE ONLY {} IN ACCESS EXCLUSIVE MODE").format(sql.Identifier(*referenced)))
        cursor.execute(sql.SQL("LOCK TABLE ONLY {} IN ACCESS EXCLUSIVE MODE").format(table))
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(name))
