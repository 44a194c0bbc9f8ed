"""After each migrate, lets the trail know the columns that tables have now."""

from django.db import DEFAULT_DB_ALIAS, connections

RENEW = "SELECT * FROM system.renew_audit()"
# Only who owns the functions can make them anew.
MAY_RENEW = """
SELECT pg_has_role(p.proowner, 'USAGE') AND current_setting('transaction_read_only') = 'off'
  FROM pg_proc p WHERE p.oid = to_regprocedure('system.renew_audit()')"""


def renew_audit_after_migrate(sender, using=DEFAULT_DB_ALIAS, verbosity=1, plan=None, stdout=None, **kwargs):
    """Also after one that finds nothing to do; flush sends the signal without a plan."""
    if plan is None:
        return
    with connections[using].cursor() as cursor:
        cursor.execute(MAY_RENEW)
        if cursor.fetchone() != (True,):
            return
        cursor.execute(RENEW)
        renewed = [table for (table,) in cursor.fetchall()]
    if renewed and stdout and verbosity:
        stdout.write(f"The audit trail knows the new columns of {', '.join(renewed)}.")
