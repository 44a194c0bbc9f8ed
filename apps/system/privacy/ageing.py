"""Lets go what has been kept for as long as the rules say: whole rows, columns of rows that stay, and audited values.

Some thousands at a time, each in a transaction of its own: a run that is stopped is gone on with by the next one.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from django.db import connection, transaction
from psycopg import sql

from apps.system.privacy import audit_values, columns, images
from apps.system.privacy.rule import Erasing, Rule, Whose
from apps.system.privacy.rules import BOOK, CLAIMS, RULES
from apps.system.privacy.tables import OWN, identifier, key_of, mentioning_rules, own_rules
from apps.system.retention import RULES as BY_MONTH

AT_ONCE = 5_000  # rows
DELETE = """
DELETE FROM {table} WHERE {key} IN (SELECT t.{key} FROM {table} t WHERE {is_over} LIMIT %s FOR UPDATE SKIP LOCKED)"""
CHOOSE = "SELECT t.id::text FROM {table} t WHERE {any} ORDER BY t.id LIMIT %s FOR UPDATE SKIP LOCKED"
TOLD_OF = """
SELECT DISTINCT r.table_name FROM system.audit_records r WHERE r.erased_at IS NULL AND r.recorded_at < {until}"""
# Of the columns in which anybody may be named only those with something in them count.
AGED_VALUES = """
SELECT r.id FROM system.audit_records r
 WHERE r.table_name = %(table)s AND r.erased_at IS NULL AND r.recorded_at < {until}
   AND (r.before ?| %(own)s OR r.after ?| %(own)s
        OR jsonb_strip_nulls(r.before) ?| %(mentions)s OR jsonb_strip_nulls(r.after) ?| %(mentions)s)
   AND NOT coalesce(jsonb_strip_nulls(r.before) ?| %(not_yet)s OR jsonb_strip_nulls(r.after) ?| %(not_yet)s, false)
 LIMIT %(most)s"""
# A year that is over is kept for so many more: what tells of a sale stays with its voucher.
YEARS = "make_timestamptz(extract(year FROM current_date)::integer - {years:d}, 1, 1, 0, 0, 0, 'UTC')"
THREE_YEARS = f"current_timestamp - make_interval(months => {CLAIMS.months:d})"

Counts = Counter[str]


def let_go(*, dry_run: bool = False, step: Callable[[str], None] = lambda what: None) -> Counts:
    """Let everything go that is over its time; the numbers of rows and values by place."""
    counts: Counts = Counter()
    for table, rule in aged_rows().items():
        step(f"Deleting from {table}")
        counts[f"rows of {table}"] = _repeated(partial(_delete, rule), dry_run)
    for rule in aged_mentions():
        step(f"Emptying {rule.table}.{rule.column}")
        counts += _empty_columns([rule], dry_run)
    for whose, tables in OWN.items():
        for table in tables:
            step(f"Emptying columns of {table}")
            counts += _empty_columns(own_rules(table, whose), dry_run)
    for aged in aged_in_the_trail():
        step(f"Erasing what the audit trail says of {aged.table}")
        counts[f"audited values of {aged.table}"] += _repeated(partial(_erase_audited, aged), dry_run)
    return +counts


class Aged(NamedTuple):
    """Records of the trail that are over their time: those of one table that are older than `until`, which is SQL.

    They tell of people by their own columns, or by others in which anybody may be named. Those that say something in
    one of the columns `not_yet` are kept for another time.
    """

    table: str
    until: str
    own: list[str]
    mentions: list[str]
    not_yet: list[str]


def aged_in_the_trail() -> list[Aged]:
    """What the trail is to forget, of the tables that it tells of."""
    aged = []
    for whose, tables in OWN.items():
        until = YEARS.format(years=BOOK.years) if whose == Whose.BUYER else THREE_YEARS
        for table in tables:
            aged.append(Aged(table, until, [rule.column for rule in own_rules(table, whose)], [], []))
    mentions = [rule for rule in mentioning_rules() if rule.whose == Whose.ANYBODY]
    for table in dict.fromkeys(rule.table for rule in mentions):
        rules = [rule for rule in mentions if rule.table == table]
        by_law = [rule.column for rule in rules if rule.keep.law]
        aged.append(Aged(table, THREE_YEARS, [], [rule.column for rule in rules if not rule.keep.law], by_law))
        for rule in rules:
            if rule.keep.law:
                aged.append(Aged(table, YEARS.format(years=rule.keep.years), [], [rule.column], []))
    with connection.cursor() as cursor:
        cursor.execute(TOLD_OF.format(until=THREE_YEARS))
        told_of = {table for (table,) in cursor.fetchall()}
    return [each for each in aged if each.table in told_of]


def aged_rows() -> dict[str, Rule]:
    """The tables whose rows are deleted one by one when they are old: not those that are dropped by the month."""
    whole = (Erasing.ROW, Erasing.ENTRY, Erasing.WORDS)
    return {
        rule.table: rule
        for rule in RULES
        if rule.erasing in whole and rule.is_over != "false" and not rule.keep.law and rule.table not in BY_MONTH
    }


def aged_mentions() -> list[Rule]:
    """The columns of rows about something else in which a voucher names somebody, for as long as the law says."""
    return [rule for rule in RULES if rule.whose == Whose.ANYBODY and rule.keep.law]


def _repeated(work: Callable[[int], int], dry_run: bool) -> int:
    """Do the work in pieces until there is none; in a dry run all at once, and undone."""
    if dry_run:
        with transaction.atomic():
            done = work(None)
            transaction.set_rollback(True)
        return done
    total = 0
    while True:
        with transaction.atomic():
            done = work(AT_ONCE)
        total += done
        if not done:
            return total


def _delete(rule: Rule, most: int | None) -> int:
    query = sql.SQL(DELETE).format(
        table=identifier(rule.table), key=sql.Identifier(key_of(rule.table)), is_over=sql.SQL(rule.is_over)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [most])
        return cursor.rowcount


def _empty_columns(rules: list[Rule], dry_run: bool) -> Counts:
    rules = [rule for rule in rules if rule.is_over != "false"]
    counts: Counts = Counter()
    if rules:
        changes = {rule: columns.over(rule) for rule in rules}
        _repeated(partial(_empty_some, changes, counts), dry_run)
    return counts


def _empty_some(changes: dict[Rule, sql.Composed], counts: Counts, most: int | None) -> int:
    table, whose = next((rule.table, rule.whose) for rule in changes)
    query = sql.SQL(CHOOSE).format(table=identifier(table), any=sql.SQL(" OR ").join(changes.values()))
    with connection.cursor() as cursor:
        cursor.execute(query, [most])
        ids = [key for (key,) in cursor.fetchall()]
    if ids:
        found = {rule: number for rule, number in columns.count(changes, ids).items() if number}
        counts.update({f"values of {table}.{rule.column}": number for rule, number in found.items()})
        columns.write(changes, ids)
        images.empty(table, ids)
        # Of a sale the trail keeps the voucher too, for its own time: here only what this change has just told it.
        told = [rule.column for rule in found]
        audit_values.erase(audit_values.of_rows(table, ids, told, only_now=whose == Whose.BUYER))
    return len(ids)


def _erase_audited(aged: Aged, most: int | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(AGED_VALUES.format(until=aged.until), {**aged._asdict(), "most": most})
        return audit_values.erase([key for (key,) in cursor.fetchall()])
