"""Reads and writes many rows of integration.price_sources at once, as dicts by column."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from psycopg import sql

from apps.integration.imports.prices.offers import Offer

TYPES = {
    "id": "uuid",
    "product_id": "uuid",
    "source_type": "integration.source_type_enum",
    "source_product_id": "text",
    "size_id": "uuid",
    "source_name": "text",
    "price_type": "integration.price_type_enum",
    "condition": "integration.condition_enum",
    "price_cents": "integer",
    "currency": "text",
    "in_stock": "boolean",
    "stock_quantity": "integer",
    "source_url": "text",
    "metadata": "jsonb",
    "last_updated": "timestamptz",
}
# OFFSET 0 has each row looked up by its key: the planner does not know how large a table is that this very transaction
# fills.
KNOWN = """
SELECT known.*
  FROM unnest(%s::uuid[], %s::integration.source_type_enum[], %s::text[], %s::uuid[])
       wanted (product_id, source_type, source_product_id, size_id)
 CROSS JOIN LATERAL (
    SELECT p.product_id, p.source_type::text, p.source_product_id, p.size_id, p.id, p.last_updated, {columns}
      FROM integration.price_sources p
     WHERE p.product_id = wanted.product_id AND p.source_type = wanted.source_type
       AND p.source_product_id = wanted.source_product_id AND p.size_id IS NOT DISTINCT FROM wanted.size_id
    OFFSET 0 FOR UPDATE) known"""
# When they came by the clock, so that the list of prices, newest first, need not sort what would be alike.
ADD = """
INSERT INTO integration.price_sources ({columns}, created_at)
SELECT {columns}, clock_timestamp() FROM unnest({arrays}) row ({columns})
RETURNING id"""
CHANGE = """
UPDATE integration.price_sources p
   SET ({columns}, updated_at) = ROW ({of_row}, now())
  FROM unnest({arrays}) row (id, {columns})
 WHERE p.id = row.id"""
CONFIRM = "UPDATE integration.price_sources SET last_updated = now() WHERE id = ANY (%s)"


def now() -> datetime.datetime:
    """When the running transaction began, by the clock of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


def known(offers: Iterable[Offer], columns: list[str]) -> dict[Offer, dict]:
    """Those of these that are there, with id, last_updated and these columns, locked until the transaction ends."""
    composed = sql.SQL(KNOWN).format(columns=_columns(columns, "p"))
    with connection.cursor() as cursor:
        cursor.execute(composed, [list(values) for values in zip(*offers, strict=True)] or [[], [], [], []])
        names = ["id", "last_updated", *columns]
        return {Offer(*row[:4]): dict(zip(names, row[4:], strict=True)) for row in cursor.fetchall()}


def add(rows: list[dict], columns: list[str]) -> list[UUID]:
    """Insert these, and return their ids."""
    return [key for (key,) in _execute(ADD, columns, columns, rows)]


def change(rows: list[dict], columns: list[str]) -> None:
    """Update these, which have their `id` as well."""
    _execute(CHANGE, columns, ["id", *columns], rows)


def confirm(ids: list[UUID]) -> None:
    """These prices were seen again just now, and are what they were."""
    with connection.cursor() as cursor:
        cursor.execute(CONFIRM, [ids])


def _execute(query: str, columns: list[str], given: list[str], rows: list[dict]) -> list[tuple]:
    """Run the query with an array for each of the columns that are given."""
    arrays = [sql.SQL("%s::{}[]").format(sql.SQL(TYPES[column])) for column in given]
    composed = sql.SQL(query).format(
        columns=_columns(columns), of_row=_columns(columns, "row"), arrays=sql.SQL(", ").join(arrays)
    )
    with connection.cursor() as cursor:
        cursor.execute(composed, [[row[column] for row in rows] for column in given])
        return cursor.fetchall() if cursor.description else []


def _columns(names: list[str], table: str | None = None) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(table, name) if table else sql.Identifier(name) for name in names)
