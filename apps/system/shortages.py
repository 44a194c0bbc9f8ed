"""What is wrong with the months of partitioned tables before it hurts: for the first page and for manage.py check."""

from collections.abc import Iterator
from itertools import compress, groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from psycopg import sql

from apps.system.month_partitions import Kind, covered_until, identifier, partitions_from
from soleflip.calendar import first_of_month

ENOUGH = 2  # months ahead of the current one: fewer are running out


class Shortage(NamedTuple):
    """A sentence about a table, and whether its months run out; else rows lie in its default partition.

    is_near: not even the next month has a partition.
    """

    sentence: str
    runs_out: bool
    is_near: bool = False


def shortages(connection: BaseDatabaseWrapper) -> Iterator[Shortage]:
    """The tables whose months end soon, and those whose rows have landed in no month."""
    now = timezone.now()
    partitions = partitions_from(connection, first_of_month(now))
    for table, months in groupby(partitions, attrgetter("table")):
        until = covered_until(list(months), now)
        if until < first_of_month(now, -ENOUGH - 1):
            end = f"end with {first_of_month(until, 1):%B %Y}" if until > now else f"lack {now:%B %Y}"
            is_near = until < first_of_month(now, -2)
            yield Shortage(f"The partitions of {table} {end}: run manage.py partitions ensure.", True, is_near)
    for name in _with_rows(connection, [partition.name for partition in partitions if partition.kind == Kind.DEFAULT]):
        yield Shortage(f"{name} holds rows of months that have no partition: run manage.py partitions ensure.", False)


def _with_rows(connection: BaseDatabaseWrapper, names: list[str]) -> Iterator[str]:
    """Which of these tables have a row."""
    if not names:
        return
    tables = [sql.SQL("EXISTS (SELECT FROM {})").format(identifier(name)) for name in names]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {}").format(sql.SQL(", ").join(tables)))
        yield from compress(names, cursor.fetchone())
