"""Rows of people that are deleted, of which the audit trail still tells: by their ids, as everything else is found."""

import re
from collections import defaultdict

from django.db import connection
from psycopg import sql

from apps.system.privacy.rule import Names, Rule, Whose
from apps.system.privacy.tables import OWN, identifier, own_rules
from apps.system.privacy.words import Word

# Tables in which a name is two columns, first_name and last_name. A record tells what was changed, which may be one of
# them: each first name that a row had may have stood with each last name.
IN_TWO_PARTS = ("core.supplier_accounts",)
FULL_NAMES = """
WITH told AS (
    SELECT r.row_id, said.value ->> 'first_name' AS first_name, said.value ->> 'last_name' AS last_name
      FROM system.audit_records r CROSS JOIN LATERAL (VALUES (r.before), (r.after)) said (value)
     WHERE r.table_name = %(table)s AND r.erased_at IS NULL AND said.value ?| '{{first_name,last_name}}' AND {which}
     UNION
    SELECT t.id::text, t.first_name, t.last_name FROM {table} t WHERE t.id::text = ANY (%(ids)s))
SELECT DISTINCT f.row_id, f.first_name || ' ' || l.last_name
  FROM told f JOIN told l USING (row_id) WHERE f.first_name <> '' AND l.last_name <> ''"""
OF_ID = "SELECT DISTINCT table_name FROM system.audit_records WHERE row_id = %s AND table_name = ANY (%s)"
CALLED = """
SELECT DISTINCT r.row_id
  FROM system.audit_records r CROSS JOIN LATERAL (VALUES (r.before), (r.after)) said (value)
 WHERE r.table_name = %(table)s AND r.erased_at IS NULL AND ({any})
 ORDER BY 1"""
BELONGING = """
SELECT DISTINCT r.row_id FROM system.audit_records r
 WHERE r.table_name = %(table)s AND (r.before ->> %(column)s = ANY (%(ids)s) OR r.after ->> %(column)s = ANY (%(ids)s))
 ORDER BY 1"""
# Where the trail does not say any more what a supplier was, it may have been an individual.
INDIVIDUALS = """
SELECT EXISTS (
    SELECT FROM system.audit_records r
     WHERE r.table_name = 'core.suppliers' AND r.row_id = ANY (%(ids)s) AND r.action = 'delete'
       AND coalesce(r.before ->> 'supplier_type' IN ('individual', 'consignment'), true))
    OR EXISTS (
    SELECT FROM core.suppliers t
     WHERE t.id::text = ANY (%(ids)s) AND t.supplier_type IN ('individual', 'consignment'))"""


def tables_of(key: str) -> list[str]:
    """The tables of people that had a row with this id, which is there no more."""
    tables = [table for own in OWN.values() for table, column in own.items() if column == "id"]
    with connection.cursor() as cursor:
        cursor.execute(OF_ID, [key, tables])
        return [table for (table,) in cursor.fetchall() if not_there(table, [key])]


def called(whose: Whose, words: list[Word]) -> dict[str, list[str]]:
    """The deleted rows that were called by any of these words, ids by table."""
    found = defaultdict(list)
    for table in (table for table, column in OWN[whose].items() if column == "id"):
        rules = [rule for rule in own_rules(table, whose) if rule.names or _is_buyers_notes(rule)]
        ids = _called(table, [rule for rule in rules if rule.only_where == "true"], words)
        ids += [key for key in _called(table, [rule for rule in rules if rule.only_where != "true"], words)
                if key not in ids and were_individuals([key])]  # fmt: skip
        if table in IN_TWO_PARTS:
            ids += [key for key in _called_in_two_parts(table, words) if key not in ids]
        if ids:
            found[table] = ids
    return dict(found)


def belonging(table: str, column: str, ids: list[str]) -> list[str]:
    """The deleted rows of the table that referred to any of these by the column."""
    with connection.cursor() as cursor:
        cursor.execute(BELONGING, {"table": table, "column": column, "ids": ids})
        return not_there(table, [key for (key,) in cursor.fetchall()])


def not_there(table: str, ids: list[str]) -> list[str]:
    """Those of the ids of which the table has no row."""
    with connection.cursor() as cursor:
        query = sql.SQL("SELECT t.id::text FROM {} t WHERE t.id::text = ANY (%s)").format(identifier(table))
        cursor.execute(query, [ids])
        there = {key for (key,) in cursor.fetchall()}
    return [key for key in ids if key not in there]


def were_individuals(ids: list[str]) -> bool:
    """Whether any of these suppliers is one of whom the address is personal data, or was when it was deleted."""
    with connection.cursor() as cursor:
        cursor.execute(INDIVIDUALS, {"ids": ids})
        return cursor.fetchone()[0]


def _is_buyers_notes(rule: Rule) -> bool:
    return rule.whose == Whose.BUYER and rule.column == "notes"


def _called(table: str, rules: list[Rule], words: list[Word]) -> list[str]:
    names = [f"said.value ->> '{rule.column}'" for rule in rules]
    if table in IN_TWO_PARTS and rules:  # of whom one of the two is known
        names.append("concat_ws(' ', said.value ->> 'first_name', said.value ->> 'last_name')")
    pattern = "|".join(word.pattern for word in words if word.is_strong)
    weak = [word.text.lower() for word in words if not word.is_strong]
    conditions = [f"{name} ~ %(pattern)s" for name in names if pattern]
    conditions += [f"lower({name}) = ANY (%(weak)s)" for name in names if weak]
    if not conditions:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(CALLED).format(any=sql.SQL(" OR ".join(conditions))),
            {"table": table, "pattern": pattern, "weak": weak},
        )
        return not_there(table, [key for (key,) in cursor.fetchall()])


def full_names(table: str, ids: list[str] | None = None) -> dict[str, set[str]]:
    """The ids of rows by each full name that they have, or had before as far as the trail tells; None: of all rows."""
    query = sql.SQL(FULL_NAMES).format(
        table=identifier(table), which=sql.SQL("true" if ids is None else "r.row_id = ANY (%(ids)s)")
    )
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(query, {"table": table, "ids": ids or []})
        for key, name in cursor.fetchall():
            found[name].add(key)
    return dict(found)


def _called_in_two_parts(table: str, words: list[Word]) -> list[str]:
    patterns = [word.pattern for word in words if word.is_strong and word.names == Names.NAME]
    if not patterns:
        return []
    pattern = re.compile("|".join(patterns))
    ids = {key for name, keys in full_names(table).items() if pattern.search(name) for key in keys}
    return not_there(table, sorted(ids))


def certain(words: list[Word]) -> list[Word]:
    """The words that are one person's alone: no name, which others may have too, unless it is asked for."""
    return [word for word in words if word.is_strong and (word.names != Names.NAME or word.is_asked_for)]
