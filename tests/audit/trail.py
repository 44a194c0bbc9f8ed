"""What the audit trail says in tests."""

import json

from soleflip.postgres.names import plain_name
from tests.support.sql import query

RECORDS = """
SELECT action, before::text, after::text FROM system.audit_records WHERE table_name = %s AND row_id = %s ORDER BY id"""


def trail_of(row) -> list[tuple[str, dict | None, dict | None]]:
    """What was recorded of a row, oldest first: action, before, after."""
    found = query(RECORDS, plain_name(row._meta.db_table), str(row.pk))
    return [(action, json.loads(before or "null"), json.loads(after or "null")) for action, before, after in found]


def last_id() -> int:
    """The newest record there is; 0 for none."""
    return query("SELECT coalesce(max(id), 0) FROM system.audit_records")[0][0]


def records_after(last: int) -> list[tuple[str, str]]:
    """Tables and actions of the records since, in their order."""
    return query("SELECT table_name, action FROM system.audit_records WHERE id > %s ORDER BY id", last)
