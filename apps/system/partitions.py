"""Keeps the monthly partitions ahead of time."""

import datetime

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Tables with a default partition are those of system.ensure_month_partitions; only their owner can add to them.
KEPT_BY_MONTH = """
SELECT format('%%I.%%I', n.nspname, c.relname)
  FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname || '.' || c.relname = ANY (%s) AND p.partdefid <> 0 AND pg_has_role(c.relowner, 'USAGE')
   AND to_regproc('system.ensure_month_partitions') IS NOT NULL
   AND current_setting('transaction_read_only') = 'off'
 ORDER BY 1"""


LAST_MONTHS = r"""
SELECT parent.name, max(to_date(substring(c.relname FROM '\d{4}_\d{2}$'), 'YYYY_MM'))
  FROM unnest(%s::text[]) AS parent (name)
  JOIN pg_partitioned_table p ON p.partrelid = to_regclass(parent.name) AND p.partdefid <> 0
  LEFT JOIN pg_inherits i ON i.inhparent = p.partrelid
  LEFT JOIN pg_class c ON c.oid = i.inhrelid
 GROUP BY 1
 ORDER BY 1"""


def last_months_of_partitions(connection: BaseDatabaseWrapper) -> dict[str, datetime.date | None]:
    """Until which month each table that is kept by month has partitions: the month's first day, None for no month."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_MONTHS, [_our_tables()])
        return dict(cursor.fetchall())


def make_month_partitions(connection: BaseDatabaseWrapper) -> tuple[list[str], dict[str, str]]:
    """Make what is missing of this month and the six ahead, in every table of ours that is kept by month.

    Returns the names of what was made, and for each table in which that failed, why.
    """
    made, failed = [], {}
    with connection.cursor() as cursor:
        cursor.execute(KEPT_BY_MONTH, [_our_tables()])
        for (table,) in cursor.fetchall():
            try:
                with transaction.atomic(using=connection.alias):
                    cursor.execute("SELECT system.ensure_month_partitions(%s)", [table])
                    made += [name for (name,) in cursor.fetchall()]
            except DatabaseError as error:
                failed[table] = str(error).splitlines()[0]
    return made, failed


def _our_tables() -> list[str]:
    return [model._meta.db_table.replace('"', "") for model in apps.get_models()]


def make_month_partitions_after_migrate(sender, using=DEFAULT_DB_ALIAS, verbosity=1, plan=None, stdout=None, **kwargs):
    """After each migrate, also one that finds nothing to do; flush sends the signal without a plan."""
    if plan is None:
        return
    made, failed = make_month_partitions(connections[using])
    if stdout and verbosity:
        if made:
            stdout.write(f"Made the partitions {', '.join(made)}.")
        for table, reason in failed.items():
            stdout.write(f"The partitions of {table} that are missing could not be made: {reason}.")
