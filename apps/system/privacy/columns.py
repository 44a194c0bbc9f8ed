"""Empties columns of rows that are a person's, in one statement for a table: what the law asks for stays."""

import datetime
from typing import NamedTuple

from django.db import connection
from psycopg import sql

from apps.system.privacy.rule import Rule
from apps.system.privacy.tables import identifier

# What goes with it, though it is no personal data: nobody logs in any more.
BESIDE = {"auth.users": "is_active = false"}


class Staying(NamedTuple):
    """A column that stays in some rows until a day, and the law that asks for it."""

    rule: Rule
    rows: int
    until: datetime.date

    def __str__(self):
        rows = f"{self.rows:,} row{'s' * (self.rows != 1)}"
        return f"{self.rule.table}.{self.rule.column} in {rows} stays until {self.until} ({self.rule.keep.law})"


def empty(rules: list[Rule], ids: list[str]) -> dict[Rule, int]:
    """Let the columns of the rows hold what erasing leaves there, where no law keeps them; counts values by rule."""
    changes = {rule: _change(rule, rule.is_free) for rule in rules}
    counts = count(changes, ids)
    if any(counts.values()):
        write(changes, ids)
    return {rule: number for rule, number in counts.items() if number}


def count(changes: dict[Rule, sql.Composed], ids: list[str]) -> dict[Rule, int]:
    """How many rows the condition of each rule is true of."""
    counted = sql.SQL(", ").join(sql.SQL("count(*) FILTER (WHERE {})").format(change) for change in changes.values())
    query = sql.SQL("SELECT {} FROM {} t WHERE t.id::text = ANY (%s)").format(counted, _table(changes))
    with connection.cursor() as cursor:
        cursor.execute(query, [ids])
        return dict(zip(changes, cursor.fetchone(), strict=True))


def personal(rules: list[Rule], ids: list[str]) -> list[str]:
    """The columns that are personal data in any of the rows: an address is one of an individual alone."""
    found = count({rule: sql.SQL("({})").format(sql.SQL(rule.only_where)) for rule in rules}, ids)
    return [rule.column for rule, number in found.items() if number]


def write(changes: dict[Rule, sql.Composed], ids: list[str]) -> None:
    """Write each column anew where its condition is true."""
    assignments = [
        sql.SQL("{name} = CASE WHEN {change} THEN {becomes} ELSE t.{name} END").format(
            name=sql.Identifier(rule.column), change=change, becomes=_becomes(rule)
        )
        for rule, change in changes.items()
    ]
    beside = BESIDE.get(next(iter(changes)).table)
    query = sql.SQL("UPDATE {table} t SET {assignments} WHERE t.id::text = ANY (%s) AND ({any})").format(
        table=_table(changes),
        assignments=sql.SQL(", ").join([*assignments, *([sql.SQL(beside)] if beside else [])]),
        any=sql.SQL(" OR ").join(changes.values()),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [ids])


def staying(rules: list[Rule], ids: list[str]) -> list[Staying]:
    """What the law asks for of these rows, and until when."""
    found = []
    for rule in rules:
        if rule.keep.law:
            condition = sql.SQL("t.id::text = ANY (%s)")
            found += staying_where(rule, condition, [ids])
    return found


def staying_where(rule: Rule, condition: sql.Composable, values) -> list[Staying]:
    query = sql.SQL("""
        SELECT {until}, count(*) FROM {table} t
         WHERE {condition} AND {only_where} AND {until} >= current_date AND {column} IS NOT NULL
         GROUP BY 1 ORDER BY 1""").format(
        until=sql.SQL(rule.until),
        table=identifier(rule.table),
        condition=condition,
        only_where=sql.SQL(rule.only_where),
        column=sql.Identifier("t", rule.column),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [Staying(rule, rows, until) for until, rows in cursor.fetchall()]


def over(rule: Rule) -> sql.Composed:
    """Whether the column is to go by its age, and holds anything yet."""
    return _change(rule, rule.is_over)


def _change(rule: Rule, condition: str) -> sql.Composed:
    return sql.SQL("({} AND {} IS DISTINCT FROM {})").format(
        sql.SQL(condition), sql.Identifier("t", rule.column), _becomes(rule)
    )


def _becomes(rule: Rule) -> sql.SQL:
    """What the column holds then; where words are replaced at somebody's wish, nothing is left by age."""
    return sql.SQL(rule.erasing.sql or "NULL")


def _table(changes: dict[Rule, sql.Composed]) -> sql.Identifier:
    return identifier(next(iter(changes)).table)
