"""Goes through the audit trail month by month and finds every record that was altered, removed or put in."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection, transaction

from apps.system.audit.chain import CHECKS, COUNTS
from apps.system.models import AuditHead
from apps.system.retention import RULES
from soleflip.calendar import first_of_month

# Each month that the chain or the rows know; of rows without a month the years that a calendar has.
MONTHS = """
SELECT month FROM system.audit_heads
 UNION SELECT date_trunc('month', recorded_at AT TIME ZONE 'UTC')::date FROM system.audit_changesets
        WHERE isfinite(recorded_at)
 UNION SELECT date_trunc('month', recorded_at AT TIME ZONE 'UTC')::date FROM system.audit_records
        WHERE isfinite(recorded_at)
 ORDER BY 1"""
KNOWN = """
SELECT EXISTS (SELECT FROM system.audit_changesets c
                WHERE c.recorded_at >= %s AND c.recorded_at < %s AND c.number = %s AND c.hash = %s)"""


class Month(NamedTuple):
    """What was found in a month: how much there is, and a sentence for each thing that is wrong."""

    month: datetime.date
    changesets: int
    records: int
    erased: int
    findings: list[str]
    is_put_away: bool  # its partition was dropped, as its age allows

    @property
    def name(self) -> str:
        return f"{self.month:%Y-%m}"


# The end of the chain as somebody wrote it down elsewhere: {"2026-11": {"number": 12, "hash": "..."}}
Heads = dict[str, dict[str, int | str]]


def heads() -> Heads:
    """Where the chain of each month ends now: kept elsewhere, it proves that nothing before was changed."""
    return {
        f"{head.month:%Y-%m}": {"number": head.number, "hash": bytes(head.hash).hex()}
        for head in AuditHead.objects.order_by("month")
    }


def verify(known: Heads | None = None) -> Iterator[Month]:
    """Each month of the trail with what is wrong in it, as of one moment; `known` are heads kept elsewhere."""
    known = known or {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(MONTHS)
        months = {month for (month,) in cursor.fetchall()} | {_month(name) for name in known}
        for month in sorted(months):
            yield _verified(cursor, month, known.get(f"{month:%Y-%m}"))


def _verified(cursor, month: datetime.date, known: dict | None) -> Month:
    since = datetime.datetime(month.year, month.month, 1, tzinfo=datetime.UTC)
    until = first_of_month(since, -1)
    values = {"month": month.isoformat(), "since": since, "until": until}
    cursor.execute(COUNTS, values)
    changesets, records, erased = cursor.fetchone()
    if not changesets and not records and until <= _kept_since():
        return Month(month, 0, 0, 0, [], is_put_away=True)
    findings = []
    for query, sentence in CHECKS:
        cursor.execute(query, values)
        findings += [sentence.format(*row) for row in cursor.fetchall()]
    if known:
        cursor.execute(KNOWN, [since, until, known["number"], bytes.fromhex(known["hash"])])
        if cursor.fetchone() == (False,):
            findings.append(
                f"Number {known['number']} is not the changeset that was written down elsewhere: the chain is another."
            )
    return Month(month, changesets, records, erased, findings, is_put_away=False)


def _kept_since() -> datetime.datetime:
    """Whole months before this may have been dropped."""
    return first_of_month(datetime.datetime.now(datetime.UTC), RULES["system.audit_changesets"].months)


def _month(name: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{name}-01")
