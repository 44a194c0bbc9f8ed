"""What the audit trail tells of a person's own rows, be they there or deleted."""

from typing import NamedTuple

from apps.system.privacy import audit_values, columns, gone
from apps.system.privacy.people import Person
from apps.system.privacy.rule import Rule
from apps.system.privacy.tables import own_rules


class OwnRecords(NamedTuple):
    """Records of one table, by their ids, and the rules on the columns that are about the person."""

    table: str
    ids: list[int]
    rules: list[Rule]


def own_records(person: Person) -> list[OwnRecords]:
    found = []
    for table, ids in person.rows.items():
        rules = own_rules(table, person.whose)
        deleted = gone.not_there(table, ids)
        there = [key for key in ids if key not in deleted]
        personal = columns.personal(rules, there)
        found.append(_records(table, there, [rule for rule in rules if rule.column in personal]))
        if deleted:
            if person.was_individual is None:
                person.was_individual = gone.were_individuals(person.rows.get("core.suppliers", []))
            told = [each for each in rules if person.was_individual or each.only_where == "true"]
            found.append(_records(table, deleted, told))
    return [records for records in found if records.ids]


def _records(table: str, ids: list[str], rules: list[Rule]) -> OwnRecords:
    return OwnRecords(table, audit_values.of_rows(table, ids, [rule.column for rule in rules]), rules)
