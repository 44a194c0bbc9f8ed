"""What others write while somebody is erased: imports wait their turn, and other work is looked at once it has ended.

What another transaction has not committed yet cannot be seen, so it cannot be erased either.
"""

import time

from django.db import connection

from apps.system.privacy.rules import RULES

ERASING = "erasing people"  # the lock that gdpr_erase holds; imports share it
PATIENCE = 30  # seconds
SECONDS_BETWEEN_LOOKS = 0.2
WRITERS = """
SELECT DISTINCT l.pid, l.virtualtransaction
  FROM pg_locks l
 WHERE l.locktype = 'relation' AND l.mode = 'RowExclusiveLock' AND l.granted AND l.pid <> pg_backend_pid()
   AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
   AND l.relation IN (SELECT to_regclass(personal.name) FROM unnest(%s::text[]) personal (name))"""


def others_have_ended(patience: float = PATIENCE) -> bool:
    """Wait for the transactions that are writing where people may be named now; whether all of them have ended."""
    until = time.monotonic() + patience
    waited_for = _writers()
    while waited_for := waited_for & _writers():
        if time.monotonic() > until:
            return False
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return True


def _writers() -> set[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(WRITERS, [sorted({rule.table for rule in RULES})])
        return set(cursor.fetchall())
