"""Goes through the audit trail month by month and finds every record that was altered, removed or put in."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from apps.system.audit.chain import CHECKS, COUNTS, MONTHS, OUTSIDE, Check
from apps.system.retention import RULES
from soleflip.calendar import first_of_month

HEADS = "SELECT to_char(month, 'YYYY-MM'), number, encode(hash, 'hex') FROM system.audit_heads ORDER BY month"
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


def heads(connection: BaseDatabaseWrapper = connection) -> Heads:
    """Where the chain of each month ends now: kept elsewhere, it proves that nothing before was changed."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS)
        return {month: {"number": number, "hash": hash_} for month, number, hash_ in cursor.fetchall()}


def problem() -> str | None:
    """A sentence when the seals of this month or of the one before are broken: a quick look, without the records."""
    quick = [check for check in CHECKS if not check.reads_records]
    now = datetime.datetime.now(datetime.UTC)
    with _at_one_moment() as cursor:
        for back in (0, 1):
            month = _verified(cursor, first_of_month(now, back).date(), [], quick)
            if month.findings:
                return f"The audit trail of {month.name} was altered: {month.findings[0]} See manage.py verify_audit."
    return None


def verify(*known: Heads) -> Iterator[Month]:
    """Each month of the trail with what is wrong in it, as of one moment; `known` are heads kept elsewhere."""
    with _at_one_moment() as cursor:
        cursor.execute(MONTHS)
        months = {month for (month,) in cursor.fetchall()} | {_month(name) for ends in known for name in ends}
        cursor.execute(OUTSIDE)
        (outside,) = cursor.fetchone()
        if outside:
            finding = f"{outside:,} records or changesets have a time outside of the calendar: they were put in."
            yield Month(datetime.date.max, 0, 0, 0, [finding], is_put_away=False)
        for month in sorted(months):
            ends = [ends[name] for ends in known if (name := f"{month:%Y-%m}") in ends]
            yield _verified(cursor, month, ends, CHECKS)


@contextmanager
def _at_one_moment():
    """A cursor that sees the trail as it is now; within a transaction of somebody else, as that sees it."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


def _verified(cursor, month: datetime.date, known: list[dict], checks: Iterable[Check]) -> Month:
    since = datetime.datetime(month.year, month.month, 1, tzinfo=datetime.UTC)
    until = first_of_month(since, -1)
    values = {"month": month.isoformat(), "since": since, "until": until}
    cursor.execute(COUNTS, values)
    changesets, records, erased = cursor.fetchone()
    if not changesets and not records and until <= _kept_since():
        return Month(month, 0, 0, 0, [], is_put_away=True)
    findings = []
    for check in checks:
        cursor.execute(check.query, values)
        findings += [check.sentence.format(*row) for row in cursor.fetchall()]
    for end in known:
        cursor.execute(KNOWN, [since, until, end["number"], bytes.fromhex(end["hash"])])
        if cursor.fetchone() == (False,):
            findings.append(
                f"Number {end['number']} is not the changeset that was written down elsewhere: the chain is "
                "another, or its end was cut off."
            )
    return Month(month, changesets, records, erased, findings, is_put_away=False)


def _kept_since() -> datetime.datetime:
    """Whole months before this may have been dropped."""
    return first_of_month(datetime.datetime.now(datetime.UTC), RULES["system.audit_changesets"].months)


def _month(name: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{name}-01")
