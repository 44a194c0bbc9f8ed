"""Rows that the migrations put in, and whether they are still there.

A row is known by the unique keys of its table that people choose (a name, a slug), not by a generated id. One such key
is enough, as it is for the migrations: a brand that was given another name keeps its slug, and is still that brand.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

# A key is good when at least one of its columns has no default: then somebody chose its value.
# An exclusion constraint is a key too. Who is referred to is told by the slug: ids are others in each database.
KEYS = """
SELECT array_agg(coalesce((
           SELECT format('(SELECT named.slug FROM %%s named WHERE named.id = %%s)', f.confrelid::regclass,
                         pg_get_indexdef(x.indexrelid, k, false))
             FROM pg_constraint f
             JOIN pg_attribute slug ON slug.attrelid = f.confrelid AND slug.attname = 'slug'
            WHERE f.contype = 'f' AND f.conrelid = x.indrelid AND f.conkey = ARRAY[x.indkey[k - 1]]
       ), pg_get_indexdef(x.indexrelid, k, false)) ORDER BY k)
  FROM pg_index x CROSS JOIN generate_series(1, x.indnkeyatts) k
 WHERE x.indrelid = %s::regclass AND (x.indisunique OR x.indisexclusion) AND x.indisvalid AND x.indpred IS NULL
   AND NOT EXISTS (SELECT FROM unnest(x.indkey) c
                   HAVING bool_and(EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = x.indrelid AND a.attnum = c
                                              AND (a.atthasdef OR a.attidentity <> ''))))
 GROUP BY x.indexrelid ORDER BY x.indexrelid"""


@dataclass(frozen=True)
class SeedRow:
    """A seeded row: its table, and for each unique key (the SQL of its columns) the values as text."""

    table: str
    keys: tuple[tuple[tuple[str, ...], tuple[str | None, ...]], ...]

    @property
    def name(self) -> str:
        return f"{self.table} {', '.join(str(value) for value in self.keys[0][1])}"


def read_seed(connection: BaseDatabaseWrapper, tables: list[str]) -> list[SeedRow]:
    """All rows of these tables, in a database that holds nothing else but the seed."""
    with connection.cursor() as cursor:
        return [row for table in tables for row in _rows(cursor, table)]


def _rows(cursor, table: str) -> Iterator[SeedRow]:
    cursor.execute(KEYS, [table])
    keys = [tuple(columns) for (columns,) in cursor.fetchall()]
    if not keys:
        return
    arrays = ", ".join(as_texts(columns) for columns in keys)
    cursor.execute(f"SELECT {arrays} FROM {table} ORDER BY 1")  # noqa: S608 names and keys of the catalog
    for values in cursor.fetchall():
        yield SeedRow(table, tuple(zip(keys, (tuple(value) for value in values), strict=True)))


def found_rows(connection: BaseDatabaseWrapper, table: str, rows: list[SeedRow]) -> set[SeedRow]:
    """Those of the seeded rows of a table that the database has, by one key at least."""
    found = set()
    with connection.cursor() as cursor:
        for columns, values in _values_by_key(rows).items():
            cursor.execute(
                f"SELECT {as_texts(columns)} FROM {table} WHERE {_is_one_of(columns)}",  # noqa: S608 see above
                [values],
            )
            there = {tuple(texts) for (texts,) in cursor.fetchall()}
            found |= {row for row in rows if dict(row.keys)[columns] in there}
    return found


def count_others(connection: BaseDatabaseWrapper, table: str, rows: list[SeedRow], *, at_most: int) -> int:
    """How many rows of a table are none of these seeded ones, by any key; counted no further than `at_most`."""
    keys = _values_by_key(rows)
    seeded = " OR ".join(_is_one_of(columns) for columns in keys) or "false"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT FROM {table} WHERE NOT ({seeded}) LIMIT %s) others",  # noqa: S608 see above
            [*keys.values(), at_most],
        )
        return cursor.fetchone()[0]


def _values_by_key(rows: list[SeedRow]) -> dict[tuple[str, ...], list[str]]:
    """For each key what its columns hold in these rows, as JSON arrays."""
    values: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        for columns, texts in row.keys:
            values.setdefault(columns, []).append(json.dumps(texts))
    return values


def _is_one_of(columns: tuple[str, ...]) -> str:
    return f"to_jsonb({as_texts(columns)}) = ANY (%s::jsonb[])"


def as_texts(columns: tuple[str, ...]) -> str:
    return "ARRAY[" + ", ".join(f"({column})::text" for column in columns) + "]"
