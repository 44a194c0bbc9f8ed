"""Erases a person: their own rows, what is said of them elsewhere, and what the audit trail and imports remember.

In this order, in one transaction: changing a row writes its old values into the audit trail, which so comes last.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from apps.system.models import LogEntry
from apps.system.privacy import audit_values, columns, images
from apps.system.privacy.columns import Staying
from apps.system.privacy.mentions import Mention, Search
from apps.system.privacy.own_trail import own_records
from apps.system.privacy.people import Person
from apps.system.privacy.rule import Erasing, Rule, Whose
from apps.system.privacy.tables import identifier, is_json, mentioning_rules, own_rules

COMPONENT = "privacy"
OWN_LOG_LINES = """
UPDATE system.logs SET message = 'Erased.', details = NULL
 WHERE source_id::text = ANY (%s) AND component <> %s AND (message <> 'Erased.' OR details IS NOT NULL)"""
OWN_ADMIN_LOG = """
UPDATE django_admin_log SET object_repr = %(word)s, change_message = ''
 WHERE object_id = ANY (%(ids)s) AND (object_repr <> %(word)s OR change_message <> '')"""
RECORDS_OF_SALES = """
SELECT id::text FROM integration.import_records
 WHERE processed_data ->> 'order' = ANY (%s) AND NOT source_data ? 'erased'"""


@dataclass
class Erased:
    """What was erased of somebody, as numbers of values by column, and what stays."""

    counts: Counter = field(default_factory=Counter)
    staying: list[Staying] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        return bool(self.counts.total())


def erase(
    person: Person, *, dry_run: bool = False, again: bool = False, step: Callable[[str], None] = lambda what: None
) -> Erased:
    """Erase whatever no law asks to keep. A dry run does all of it and takes it back.

    `again`: for what has come meanwhile, which the log is told of only where there is any.

    Raises IntegrityError where that is not allowed, as for the last active admin.
    """
    erased = Erased()
    with transaction.atomic():
        for table, ids in person.rows.items():
            step(f"Erasing in {table}")
            _erase_own(person, table, ids, erased)
        if person.whose == Whose.USER:
            erased.counts["django_session"] += _end_sessions(person)
        for rules in _by_table(mentioning_rules()):
            step(f"Looking through {rules[0].table}")
            _erase_mentions(person, rules, erased)
        step("Looking through the audit trail")
        _erase_audited(person, erased)
        if erased.is_any or not again:
            _note(person, erased)
        transaction.set_rollback(dry_run)
    return erased


def _erase_own(person: Person, table: str, ids: list[str], erased: Erased) -> None:
    rules = own_rules(table, person.whose)
    erased.staying += columns.staying(rules, ids)
    for rule, number in columns.empty(rules, ids).items():
        erased.counts[f"{table}.{rule.column}"] += number
    erased.counts["integration.import_changes.images"] += images.empty(table, ids)
    with connection.cursor() as cursor:
        cursor.execute(OWN_LOG_LINES, [ids, COMPONENT])
        erased.counts["system.logs (lines about them)"] += cursor.rowcount
        cursor.execute(OWN_ADMIN_LOG, {"word": person.word, "ids": ids})
        erased.counts["django_admin_log (lines about them)"] += cursor.rowcount


def _end_sessions(person: Person) -> int:
    theirs = sessions_of(person)
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)


def sessions_of(person: Person) -> list[str]:
    """The keys of the sessions in which the person is logged in; only their content tells whose they are."""
    ids = person.rows["auth.users"]
    return [session.pk for session in Session.objects.iterator() if session.get_decoded().get("_auth_user_id") in ids]


def _by_table(rules: list[Rule]) -> list[list[Rule]]:
    tables: dict[str, list[Rule]] = {}
    for rule in rules:
        tables.setdefault(rule.table, []).append(rule)
    return list(tables.values())


def search_for(person: Person, rules: list[Rule]) -> Search | None:
    """What is looked for in columns of one table; None for one without a word that names nobody else."""
    patterns = person.words.patterns(with_weak=any(rule.writes_accounts for rule in rules))
    return Search(*patterns, person.word) if patterns else None


def _erase_mentions(person: Person, rules: list[Rule], erased: Erased) -> None:
    table, search = rules[0].table, search_for(person, rules)
    if rules[0].erasing == Erasing.ENTRY:
        erased.counts[f"{table} (whole entries)"] += _empty_entries(person, rules, search)
    elif search:
        _replace(rules, search, erased)


def _replace(rules: list[Rule], search: Search, erased: Erased) -> None:
    table, values = identifier(rules[0].table), search._asdict()
    mentions = [Mention(rule) for rule in rules]
    for mention in mentions:
        if mention.rule.keep.law:
            erased.staying += columns.staying_where(mention.rule, mention.is_there, values)
    conditions = [sql.SQL("({} AND {})").format(_is_free(mention.rule), mention.is_there) for mention in mentions]
    counted = sql.SQL(", ").join(sql.SQL("count(*) FILTER (WHERE {})").format(condition) for condition in conditions)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {} FROM {} t").format(counted, table), values)
        counts = cursor.fetchone()
        for rule, number in zip(rules, counts, strict=True):
            erased.counts[f"{rule.table}.{rule.column} (mentions)"] += number
        if any(counts):
            assignments = [
                sql.SQL("{name} = CASE WHEN {condition} THEN {replaced} ELSE t.{name} END").format(
                    name=sql.Identifier(mention.rule.column), condition=condition, replaced=mention.replaced
                )
                for mention, condition in zip(mentions, conditions, strict=True)
            ]
            query = sql.SQL("UPDATE {table} t SET {assignments} WHERE {any}").format(
                table=table, assignments=sql.SQL(", ").join(assignments), any=sql.SQL(" OR ").join(conditions)
            )
            cursor.execute(query, values)


def _is_free(rule: Rule) -> sql.SQL:
    """A mention is one in any row, whoever that is about; what the law asks for in the column is left."""
    return sql.SQL(f"coalesce({rule.until} < current_date, true)" if rule.whose == Whose.ANYBODY else "true")


def _empty_entries(person: Person, rules: list[Rule], search: Search | None) -> int:
    """A row of a report that names somebody is about them: nothing of it stays but what became of it."""
    table, ids = identifier(rules[0].table), []
    with connection.cursor() as cursor:
        if search:
            found = sql.SQL(" OR ").join(Mention(rule).is_there for rule in rules)
            cursor.execute(sql.SQL("SELECT t.id::text FROM {} t WHERE {}").format(table, found), search._asdict())
            ids += [key for (key,) in cursor.fetchall()]
        if person.whose == Whose.BUYER:
            cursor.execute(RECORDS_OF_SALES, [[key for keys in person.rows.values() for key in keys]])
            ids += [key for (key,) in cursor.fetchall()]
        assignments = sql.SQL(", ").join(
            sql.SQL("{name} = CASE WHEN t.{name} IS NULL THEN NULL ELSE {empty} END").format(
                name=sql.Identifier(rule.column),
                empty=sql.SQL("jsonb_build_object('erased', current_date)" if is_json(rule) else "'Erased.'"),
            )
            for rule in rules
        )
        query = sql.SQL("UPDATE {} t SET {} WHERE t.id::text = ANY (%s)").format(table, assignments)
        cursor.execute(query, [ids])
        return cursor.rowcount


def _erase_audited(person: Person, erased: Erased) -> None:
    for records in own_records(person):
        erased.counts[f"system.audit_records (of {records.table})"] += audit_values.erase(records.ids)
    if search := search_for(person, audit_values.VALUES):
        for table, records in audit_values.mentioning(search).items():
            erased.counts[f"system.audit_records (of {table})"] += audit_values.erase(records)


def _note(person: Person, erased: Erased) -> None:
    """One line of what was done, without saying to whom: the row is named by its id."""
    table, key = next(((table, ids[0]) for table, ids in person.rows.items() if ids), (None, None))
    LogEntry.objects.create(
        component=COMPONENT,
        level="INFO",
        message=f"Erased a person: {person.whose}, {erased.counts.total():,} values.",
        details={
            "counts": {place: number for place, number in sorted(erased.counts.items()) if number},
            "stays": [str(one) for one in erased.staying],
        },
        source_table=table,
        source_id=key,
        created_at=timezone.now(),
    )
