"""Writes that are measured to the end and then taken back."""

import contextlib
import time
from collections.abc import Callable

import psycopg

from scale.data import FLUSHED, partitions


class Writes:
    """Does a piece of work in a transaction, with all deferred checks and until its log is on the disk, and undoes it.

    What a commit waits for is the log of all that came before: another connection commits a row of its own for that.
    So the time is that of a commit, and yet the work can be taken back.
    """

    def __init__(self, *tables: str):
        """`tables` are those that are written: before each time they are vacuumed, so that all times begin alike."""
        self.tables = tables

    def time(self, work: Callable[[], None], *, before: str = "", after: Callable[[], None] | None = None) -> float:
        """The seconds that the work took, after a statement that is not measured; `after` looks before it is undone."""
        from django.db import connection, transaction

        settle(*self.tables)
        with another_connection() as other, transaction.atomic(), connection.cursor() as cursor:
            if before:
                cursor.execute(before)
            began = time.perf_counter()
            work()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            other.execute(f"INSERT INTO {FLUSHED} DEFAULT VALUES")
            seconds = time.perf_counter() - began
            if after:
                after()
            transaction.set_rollback(True)
        return seconds

    def statement(self, sql: str, *, before: str = "", after: Callable[[], None] | None = None) -> float:
        """The same for a statement."""
        return self.time(lambda: execute(sql), before=before, after=after)


def execute(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


def value(sql: str):
    """The only value that a query says."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def settle(*tables: str) -> None:
    """Free what was left behind by the one before, and let none pay for writing its pages."""
    if tables:
        execute(f"VACUUM {', '.join(tables)}")
    with contextlib.suppress(Exception):  # asks for a right that not every role has
        execute("CHECKPOINT")
    execute("SELECT pg_stat_force_next_flush()")  # what is counted from now on is of the next transaction alone


def another_connection() -> psycopg.Connection:
    """To the same database, where each statement is a transaction."""
    from databases import url
    from django.db import connection

    return psycopg.connect(url(connection.settings_dict["NAME"]), autocommit=True)


def versions_written(table: str) -> tuple[int, int]:
    """Rows that this transaction updated in a table so far, and how many of them without touching an index."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_upd), 0)::bigint, coalesce(sum(n_tup_hot_upd), 0)::bigint"
            "  FROM pg_stat_xact_user_tables WHERE relid = to_regclass(%s)",
            [table],
        )
        return cursor.fetchone()


def rows_added(table: str) -> int:
    """Rows that this transaction inserted into a table or its partitions so far."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins), 0)::bigint FROM pg_stat_xact_user_tables"
            " WHERE relid = ANY (%s::regclass[])",
            [partitions(cursor, table)],
        )
        return cursor.fetchone()[0]
