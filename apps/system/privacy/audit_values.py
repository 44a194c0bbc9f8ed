"""Erases what the audit trail says of people; that there was a change, by whom and when, stays provable."""

from collections import defaultdict

from django.db import connection
from psycopg import sql

from apps.system.privacy.mentions import Mention, Search
from apps.system.privacy.rule import Erasing
from apps.system.privacy.rules import RULES

AT_ONCE = 5_000  # records
OF_ROWS = """
SELECT t.id FROM system.audit_records t
 WHERE t.table_name = %s AND t.row_id = ANY (%s) AND t.erased_at IS NULL AND (t.before ?| %s OR t.after ?| %s)
   AND (t.recorded_at = now() OR NOT %s)"""
MENTIONING = "SELECT t.table_name, t.id FROM system.audit_records t WHERE t.erased_at IS NULL AND ({any})"
VALUES = [rule for rule in RULES if rule.erasing == Erasing.VALUES]


def of_rows(table: str, ids: list[str], columns: list[str], *, only_now: bool = False) -> list[int]:
    """The records that tell these columns of these rows; with `only_now` those that this transaction wrote."""
    with connection.cursor() as cursor:
        cursor.execute(OF_ROWS, [table, ids, columns, columns, only_now])
        return [key for (key,) in cursor.fetchall()]


def mentioning(search: Search) -> dict[str, list[int]]:
    """The records that mention somebody in any column of any row, by the tables that they are of."""
    conditions = [Mention(rule).is_there for rule in VALUES]
    query = sql.SQL(MENTIONING).format(any=sql.SQL(" OR ").join(conditions))
    with connection.cursor() as cursor:
        cursor.execute(query, search._asdict())
        found = defaultdict(list)
        for table, key in cursor.fetchall():
            found[table].append(key)
        return found


def erase(ids: list[int]) -> int:
    """Erase what the records say; how many had something to lose."""
    erased = 0
    with connection.cursor() as cursor:
        for start in range(0, len(ids), AT_ONCE):
            cursor.execute("SELECT system.erase_audited(%s)", [ids[start : start + AT_ONCE]])
            erased += cursor.fetchone()[0]
    return erased
