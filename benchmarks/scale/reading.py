"""Reads that are measured."""

import time
from collections.abc import Callable


def reads(sql: str, *, before: str = "", first: Callable[[], object] | None = None) -> Callable[[], float]:
    """Runs a query and fetches its rows; what it took, in seconds.

    `before` is a setting that is taken back and not measured; what is to be done `first` is.
    """
    from django.db import connection, transaction

    def run() -> float:
        with transaction.atomic(), connection.cursor() as cursor:
            if before:
                cursor.execute(before)
            began = time.perf_counter()
            if first:
                first()
            cursor.execute(sql)
            cursor.fetchall()
            seconds = time.perf_counter() - began
            transaction.set_rollback(True)
        return seconds

    return run


def whole(relation: str) -> str:
    """A query that makes every column of every row of a view, or of a query in brackets, and sends none of them."""
    return f"SELECT count(made) FROM (SELECT * FROM {relation} source OFFSET 0) made"


def as_sql(queryset) -> str:
    """The statement of a queryset, with its parameters."""
    from django.db import connection
    from psycopg import ClientCursor

    sql, parameters = queryset.query.sql_with_params()
    connection.ensure_connection()
    return ClientCursor(connection.connection).mogrify(sql, parameters)
