"""Makes the monthly partitions ahead of time."""

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from apps.system.month_partitions import month_partitions, our_tables

AHEAD = 6  # months, beside the current one

# Tables with a default partition are those of system.ensure_month_partitions; only their owner can add to them.
KEPT_BY_MONTH = """
SELECT format('%%I.%%I', n.nspname, c.relname)
  FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname || '.' || c.relname = ANY (%s) AND p.partdefid <> 0 AND pg_has_role(c.relowner, 'USAGE')
   AND to_regproc('system.ensure_month_partitions') IS NOT NULL
   AND current_setting('transaction_read_only') = 'off'
 ORDER BY 1"""


def tables_of_others(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables kept by month to which we cannot add: another role owns them, or the database is read-only."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT_BY_MONTH, [our_tables()])
        own = {table for (table,) in cursor.fetchall()}
    return sorted({partition.table for partition in month_partitions(connection)} - own)


def make_month_partitions(
    connection: BaseDatabaseWrapper, ahead: int = AHEAD, *, dry_run: bool = False
) -> tuple[list[str], dict[str, str]]:
    """Make what is missing in every table of ours that is kept by month.

    That is this month and those ahead, and each month of which rows lie in the default partition: they move into it.
    Returns the names of what was made, and for each table in which that failed, why.
    """
    made, failed = [], {}
    with connection.cursor() as cursor:
        cursor.execute(KEPT_BY_MONTH, [our_tables()])
        for (table,) in cursor.fetchall():
            try:
                with transaction.atomic(using=connection.alias):
                    cursor.execute("SELECT system.ensure_month_partitions(%s, %s)", [table, ahead])
                    made += [name for (name,) in cursor.fetchall()]
                    transaction.set_rollback(dry_run, using=connection.alias)
            except DatabaseError as error:
                failed[table] = str(error).splitlines()[0]
    return made, failed


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
