"""The partitions of the tables that are kept by month, as the catalog of the database has them."""

import datetime
from enum import StrEnum
from typing import NamedTuple

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from soleflip.calendar import first_of_month


class Kind(StrEnum):
    """What a partition is to its table."""

    MONTH = "month"
    DEFAULT = "default"  # for what has no month
    DETACHED = "detached"  # a month that somebody has put away: a table of its own, which queries do not see


class Partition(NamedTuple):
    """A partition, the UTC times of its rows (from `first`, before `end`), and how many rows there are, about.

    The times are None where a bound is open, `rows` is None where PostgreSQL has not counted yet.
    """

    table: str
    name: str
    kind: Kind
    first: datetime.datetime | None
    end: datetime.datetime | None
    rows: int | None

    @property
    def identifier(self) -> sql.Identifier:
        return identifier(self.name)


def identifier(name: str) -> sql.Identifier:
    """A schema and the name of a table in it, which may hold anything where somebody has made it by hand."""
    return sql.Identifier(*name.split(".", 1))


# Bounds are read from the catalog, whatever a partition is called. A detached month has none any more: there the name
# and the comment that system.ensure_month_partitions gave it have to agree.
PARTITIONS = r"""
WITH kept AS (
    SELECT our.name, p.partrelid, p.partdefid, c.relnamespace, c.relname
      FROM unnest(%s::text[]) AS our (name)
      JOIN pg_partitioned_table p ON p.partrelid = to_regclass(our.name) AND p.partdefid <> 0
      JOIN pg_class c ON c.oid = p.partrelid
), part AS (
    SELECT k.name AS parent, c.oid, c.reltuples, CASE c.oid WHEN k.partdefid THEN 'default' ELSE 'month' END AS kind,
           regexp_match(pg_get_expr(c.relpartbound, c.oid), $$FROM \('([^']+)'\) TO \('([^']+)'\)$$) AS bounds
      FROM kept k
      JOIN pg_inherits i ON i.inhparent = k.partrelid
      JOIN pg_class c ON c.oid = i.inhrelid
    UNION ALL
    SELECT k.name, c.oid, c.reltuples, 'detached', ARRAY[month.first::text, (month.first + interval '1 month')::text]
      FROM kept k
      JOIN pg_class c ON c.relnamespace = k.relnamespace AND c.relkind = 'r' AND NOT c.relispartition
       AND starts_with(c.relname, k.relname || '_')
     CROSS JOIN LATERAL substr(c.relname, length(k.relname) + 2) AS written (month)
     CROSS JOIN LATERAL (
           SELECT to_date(written.month, 'YYYY_MM')::timestamp AT TIME ZONE 'UTC' AS first
            WHERE written.month ~ '^\d{4}_(0[1-9]|1[0-2])$') month
     WHERE obj_description(c.oid, 'pg_class') = format('%%s of %%s', replace(written.month, '_', '-'), k.name)
)
SELECT part.parent, format('%%s.%%s', n.nspname, c.relname), part.kind, part.bounds[1]::timestamptz,
       part.bounds[2]::timestamptz, CASE WHEN part.reltuples >= 0 THEN part.reltuples::bigint END
  FROM part
  JOIN pg_class c ON c.oid = part.oid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 ORDER BY part.parent, part.kind = 'default', 4, 2"""


def our_tables() -> list[str]:
    """All tables of our models, with schema; those of them that are partitioned are kept by month."""
    return [model._meta.db_table.replace('"', "") for model in apps.get_models()]


def month_partitions(connection: BaseDatabaseWrapper) -> list[Partition]:
    """All partitions of each table that is kept by month, oldest first, its default partition last."""
    with connection.cursor() as cursor:
        cursor.execute(PARTITIONS, [our_tables()])
        return [Partition(table, name, Kind(kind), *rest) for table, name, kind, *rest in cursor.fetchall()]


def covered_until(partitions: list[Partition], now: datetime.datetime) -> datetime.datetime:
    """Until when each moment from the current month on has a partition of its own; the month's begin if none has.

    `partitions` are those of one table. A gap ends it: what lies behind does not help the months before.
    """
    until = first_of_month(now)
    for partition in partitions:  # in order of their first moments
        if partition.kind == Kind.MONTH and partition.first and partition.first <= until:
            until = max(until, partition.end or until)
    return until


def size_of(connection: BaseDatabaseWrapper, name: str) -> int:
    """The bytes of a table on the disk, with its indexes; 0 for one that is gone meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(pg_total_relation_size(to_regclass(%s)), 0)", [identifier(name).as_string()])
        return cursor.fetchone()[0]
