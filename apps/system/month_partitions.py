"""The partitions of the tables that are kept by month, as the catalog of the database has them."""

import datetime
from enum import StrEnum
from typing import NamedTuple

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from soleflip.calendar import first_of_month
from soleflip.postgres.names import plain_name


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


# Bounds are read from the catalog, whatever a partition is called; to write them out is what costs here, so each is
# written once, and taken apart without a pattern.
ATTACHED = """
SELECT our.name AS parent, c.oid, CASE c.oid WHEN p.partdefid THEN 'default' ELSE 'month' END AS kind,
       CASE WHEN bound.written LIKE $$FOR VALUES FROM ('%%') TO ('%%')$$ THEN
            ARRAY[split_part(bound.written, $$'$$, 2), split_part(bound.written, $$'$$, 4)]::timestamptz[] END AS bounds
  FROM unnest(%s::text[]) AS our (name)
  JOIN pg_partitioned_table p ON p.partrelid = to_regclass(our.name) AND p.partdefid <> 0
  JOIN pg_inherits i ON i.inhparent = p.partrelid
  JOIN pg_class c ON c.oid = i.inhrelid
 CROSS JOIN LATERAL (SELECT pg_get_expr(c.relpartbound, c.oid) AS written OFFSET 0) bound"""

# A detached month has no bounds any more: the name and the comment that system.ensure_month_partitions gave it have to
# agree.
DETACHED = r"""
SELECT our.name AS parent, c.oid, 'detached' AS kind, ARRAY[month.first, month.first + interval '1 month'] AS bounds
  FROM unnest(%s::text[]) AS our (name)
  JOIN pg_partitioned_table p ON p.partrelid = to_regclass(our.name) AND p.partdefid <> 0
  JOIN pg_class k ON k.oid = p.partrelid
  JOIN pg_class c ON c.relnamespace = k.relnamespace AND c.relkind = 'r' AND NOT c.relispartition
   AND starts_with(c.relname, k.relname || '_')
 CROSS JOIN LATERAL substr(c.relname, length(k.relname) + 2) AS written (month)
 CROSS JOIN LATERAL (
       SELECT to_date(written.month, 'YYYY_MM')::timestamp AT TIME ZONE 'UTC' AS first
        WHERE written.month ~ '^\d{4}_(0[1-9]|1[0-2])$') month
 WHERE obj_description(c.oid, 'pg_class') = format('%%s of %%s', replace(written.month, '_', '-'), our.name)"""

IN_ORDER = """
SELECT part.parent, format('%%s.%%s', n.nspname, c.relname), part.kind, part.bounds[1], part.bounds[2],
       CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint END
  FROM ({}) part
  JOIN pg_class c ON c.oid = part.oid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 {}
 ORDER BY part.parent, part.kind = 'default', 4, 2"""


def our_tables() -> list[str]:
    """All tables of our models, with schema; those of them that are partitioned are kept by month."""
    return [plain_name(model._meta.db_table) for model in apps.get_models()]


def month_partitions(connection: BaseDatabaseWrapper) -> list[Partition]:
    """All partitions of each table that is kept by month, oldest first, its default partition last."""
    everything = f"{ATTACHED} UNION ALL {DETACHED}"
    return _partitions(connection, IN_ORDER.format(everything, ""), [our_tables(), our_tables()])


def partitions_from(connection: BaseDatabaseWrapper, moment: datetime.datetime) -> list[Partition]:
    """The same without those that end before the moment, or are detached: little to read, however old a table is."""
    still = "WHERE part.bounds IS NULL OR part.bounds[2] > %s"
    return _partitions(connection, IN_ORDER.format(ATTACHED, still), [our_tables(), moment])


def _partitions(connection: BaseDatabaseWrapper, query: str, values: list) -> list[Partition]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
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
