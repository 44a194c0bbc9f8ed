"""Everything that is held on a person: their own rows, where they are mentioned, and what the audit trail tells."""

import datetime
import json
import re
from collections.abc import Iterator
from decimal import Decimal

from django.db import connection, models
from django.utils import timezone
from psycopg import sql

from apps.system.models import AuditRecord
from apps.system.privacy import audit_values
from apps.system.privacy.erasing import search_for, sessions_of
from apps.system.privacy.mentions import Mention
from apps.system.privacy.own_trail import own_records
from apps.system.privacy.people import Person
from apps.system.privacy.rule import Erasing, Rule, Whose
from apps.system.privacy.rules import INDIVIDUAL, OF_INDIVIDUAL, RULES
from apps.system.privacy.tables import (
    field_of,
    identifier,
    is_json,
    key_of,
    mentioning_rules,
    models_by_table,
    own_rules,
)
from soleflip.postgres.fields import EncryptedTextField
from soleflip.words import label

HELD = "held, not shown"  # a secret
# Which rows are about a person as a whole: of a shop only its contact is.
OF_A_PERSON = {"core.suppliers": INDIVIDUAL, "core.supplier_history": OF_INDIVIDUAL}


def held_on(person: Person) -> dict:
    """All of it, as JSON can hold it; of rows that are about something else only what mentions the person."""
    return {
        "kind": str(person.whose),
        "id": person.id,
        "called": person.called,
        "rows": [row for table, ids in person.rows.items() for row in _rows(person, table, ids)],
        "sessions": len(sessions_of(person)) if person.whose == Whose.USER else 0,
        "log_lines": _log_lines(person),
        "mentions": list(_mentions(person)),
        "audit_trail": _audited(person),
    }


def _rows(person: Person, table: str, ids: list[str]) -> Iterator[dict]:
    rules = own_rules(table, person.whose)
    others = _other_fields(table, rules)
    columns = [
        sql.SQL("CASE WHEN {which} THEN {value} END, CASE WHEN {which} THEN {until} END").format(
            which=sql.SQL(rule.only_where),
            value=sql.SQL("{}::text").format(sql.Identifier("t", rule.column)),
            until=sql.SQL(rule.until),
        )
        for rule in rules
    ]
    columns += [
        sql.SQL("CASE WHEN {which} THEN {value}::text END, NULL").format(
            which=sql.SQL(OF_A_PERSON.get(table, "true")), value=sql.Identifier("t", field.column)
        )
        for field in others
    ]
    query = sql.SQL("SELECT t.id::text, {} FROM {} t WHERE t.id::text = ANY (%s) ORDER BY t.id").format(
        sql.SQL(", ").join(columns), identifier(table)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [ids])
        rows = cursor.fetchall()
    for key, *values in rows:
        told = list(zip(values[::2], values[1::2], strict=True))
        held = [_item(rule, *each) for rule, each in zip(rules, told, strict=False) if each[0] is not None]
        beside = zip(others, told[len(rules) :], strict=True)
        held += [_item_beside(field, value, rules[0]) for field, (value, _) in beside if value is not None]
        if held:
            yield {"table": table, "row": key, "held": held}


def _other_fields(table: str, rules: list[Rule]) -> list[models.Field]:
    """The columns that no rule is about: by themselves they tell of nobody, in somebody's row they do."""
    ruled = {rule.column for rule in rules}
    fields = models_by_table()[table]._meta.concrete_fields
    return [field for field in fields if field.column not in ruled and not field.primary_key]


def _item_beside(field: models.Field, value: str, rule: Rule) -> dict:
    return {
        "column": field.column,
        "label": label(field),
        "value": HELD if isinstance(field, EncryptedTextField) else _readable(field, value),
        "purpose": "It belongs to the same row",
        "basis": rule.basis,
        "kept": "as long as the row",
    }


def _readable(field: models.Field, value: str) -> str:
    """A relation by what the other row is called, with its id."""
    if not field.is_relation:
        return value
    other = field.related_model._base_manager.filter(pk=value).first()
    return f"{other} ({value})" if other else value


def _item(rule: Rule, value: str, until: datetime.date | None) -> dict:
    stays = until and until >= timezone.localdate()
    return {
        "column": rule.column,
        "label": label(field_of(rule.table, rule.column)),
        "value": HELD if rule.is_secret else value,
        **_why(rule),
        **({"stays_until": until.isoformat(), "because": rule.keep.law} if stays else {}),
    }


def _why(rule: Rule) -> dict:
    return {"purpose": rule.purpose, "basis": rule.basis, "kept": rule.keep.words}


def _mentions(person: Person) -> Iterator[dict]:
    for rule in [*mentioning_rules(), *audit_values.VALUES]:
        if search := search_for(person, [each for each in RULES if each.table == rule.table]):
            query = sql.SQL("SELECT t.{key}::text, {column}::text FROM {table} t WHERE {found} ORDER BY 1").format(
                key=sql.Identifier(key_of(rule.table)),
                column=sql.Identifier("t", rule.column),
                table=identifier(rule.table),
                found=Mention(rule).is_there,
            )
            own = _told_already(person, rule)
            with connection.cursor() as cursor:
                cursor.execute(query, search._asdict())
                for key, text in cursor.fetchall():
                    if key not in own:
                        yield {
                            "table": rule.table,
                            "row": key,
                            "column": rule.column,
                            "said": _said(rule, text, re.compile(search.pattern)),
                            **_why(rule),
                        }


def _told_already(person: Person, rule: Rule) -> set[str]:
    """The rows that are told as the person's own."""
    if rule in audit_values.VALUES:
        return {str(key) for records in own_records(person) for key in records.ids}
    return set(person.rows.get(rule.table, ())) if rule.whose == person.whose else set()


def _said(rule: Rule, text: str, pattern: re.Pattern) -> list[str]:
    """What mentions the person and no more: of a text the lines, of JSON the values; a row of a report as a whole."""
    if rule.erasing == Erasing.ENTRY:
        return [text]
    found = [line for leaf in (_leaves(json.loads(text, parse_float=Decimal)) if is_json(rule) else [text])
             for line in leaf.splitlines() if pattern.search(line)]  # fmt: skip
    return found or ["a name that is spread over several lines"]


def _leaves(value, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, str(key))
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, name)
    else:
        yield f"{name}: {value}" if name else str(value)


def _log_lines(person: Person) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT created_at, component, message, details FROM system.logs"
            " WHERE source_id::text = ANY (%s) ORDER BY created_at",
            [[key for ids in person.rows.values() for key in ids]],
        )
        return [
            {
                "when": when.isoformat(),
                "component": component,
                "message": message,
                "details": json.loads(details or "null"),
            }
            for when, component, message, details in cursor.fetchall()
        ]


def _audited(person: Person) -> list[dict]:
    """Each change of their own rows, with the columns that are about them."""
    told = []
    for own in own_records(person):
        rules = {rule.column: rule for rule in own.rules}
        told += [
            {
                "when": record.recorded_at.isoformat(),
                "table": own.table,
                "row": record.row_id,
                "action": record.action,
                "before": _personal(record.before, rules),
                "after": _personal(record.after, rules),
            }
            for record in AuditRecord.objects.filter(pk__in=own.ids).order_by("id")
        ]
    return told


def _personal(values: dict | None, rules: dict[str, Rule]) -> dict:
    return {
        column: HELD if rules[column].is_secret else value
        for column, value in (values or {}).items()
        if column in rules and value is not None
    }
