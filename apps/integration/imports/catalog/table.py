"""Writes many rows of products.products at once, as dicts by column."""

from uuid import UUID

from django.db import connection
from psycopg import sql

from apps.integration.imports.catalog.columns import COLUMNS

TYPES = {"id": "uuid", **dict(COLUMNS.values())}
ADD = """
INSERT INTO products.products ({columns})
SELECT {columns} FROM unnest({arrays}) row ({columns})
    ON CONFLICT (sku) DO NOTHING
RETURNING sku, id"""
CHANGE = """
UPDATE products.products p
   SET ({columns}, updated_at) = ROW ({of_row}, now())
  FROM unnest({arrays}) row (id, {columns})
 WHERE p.id = row.id"""


def add(rows: list[dict], columns: list[str]) -> dict[str, UUID]:
    """Insert these, and return the ids by sku; of those whose sku somebody else inserted just now there is none."""
    return dict(_execute(ADD, columns, columns, rows))


def change(rows: list[dict], columns: list[str]) -> None:
    """Update these, which have their `id` as well."""
    _execute(CHANGE, columns, ["id", *columns], rows)


def _execute(query: str, columns: list[str], given: list[str], rows: list[dict]) -> list[tuple]:
    """Run the query with an array for each of the columns that are given."""
    arrays = [sql.SQL("%s::{}[]").format(sql.SQL(TYPES[column])) for column in given]
    composed = sql.SQL(query).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        of_row=sql.SQL(", ").join(sql.Identifier("row", column) for column in columns),
        arrays=sql.SQL(", ").join(arrays),
    )
    with connection.cursor() as cursor:
        cursor.execute(composed, [[row[column] for row in rows] for column in given])
        return cursor.fetchall() if cursor.description else []
