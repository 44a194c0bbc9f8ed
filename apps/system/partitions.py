"""Keeps the monthly partitions ahead of time."""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

# Tables with a default partition are those of system.ensure_month_partitions; only their owner can add to them.
KEPT_BY_MONTH = """
SELECT p.partrelid::regclass::text FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
 WHERE p.partstrat = 'r' AND p.partdefid <> 0 AND pg_has_role(c.relowner, 'USAGE')
   AND to_regproc('system.ensure_month_partitions') IS NOT NULL
   AND current_setting('transaction_read_only') = 'off'
 ORDER BY 1"""


def make_month_partitions(connection: BaseDatabaseWrapper) -> list[str]:
    """Make what is missing of this month and the six ahead, in every table kept by month; return their names."""
    made = []
    with connection.cursor() as cursor:
        cursor.execute(KEPT_BY_MONTH)
        for (table,) in cursor.fetchall():
            cursor.execute("SELECT system.ensure_month_partitions(%s)", [table])
            made += [name for (name,) in cursor.fetchall()]
    return made


def make_month_partitions_after_migrate(sender, using=DEFAULT_DB_ALIAS, verbosity=1, plan=None, stdout=None, **kwargs):
    """After each migrate, also one that finds nothing to do; flush sends the signal without a plan."""
    if plan is None:
        return
    made = make_month_partitions(connections[using])
    if made and verbosity and stdout:
        stdout.write(f"Made the partitions {', '.join(made)}.")
