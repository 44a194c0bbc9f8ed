"""Finds whom somebody means: by e-mail address, by the id of a row, by a name or a number."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from psycopg import sql

from apps.system.privacy import gone
from apps.system.privacy.rule import Names, Rule, Whose
from apps.system.privacy.rules import RULES
from apps.system.privacy.tables import OWN, identifier, own_rules
from apps.system.privacy.words import Word, Words, guessed

# Names that are put together from columns, by table.
FULL_NAMES = {"core.supplier_accounts": "concat_ws(' ', t.first_name, t.last_name)"}
# What a person of this kind is called in a list: never more than it takes to tell them apart.
CALLED = {
    "core.suppliers": "coalesce(t.contact_person, 'contact') || ' of ' || t.name",
    "core.supplier_accounts": "concat_ws(' ', t.first_name, t.last_name, t.email)",
    "auth.users": "t.username",
    "transactions.orders": "'the buyer of ' || coalesce(t.stockx_order_number, t.external_id, t.id::text)",
    "transactions.transactions": "'the buyer of ' || coalesce(t.external_id, t.id::text)",
    "platforms.stockx_orders": "'the buyer of ' || t.stockx_order_number",
}
MAILS = {
    "core.suppliers": ("email", "default_email"),
    "core.supplier_accounts": ("email",),
    "auth.users": ("email",),
}
# What a person was called before, as the trail has it of their own rows.
FORMERLY = """
SELECT DISTINCT said.value ->> %(column)s
  FROM system.audit_records r CROSS JOIN LATERAL (VALUES (r.before), (r.after)) said (value)
 WHERE r.table_name = %(table)s AND r.row_id = ANY (%(rows)s) AND said.value ->> %(column)s <> ''"""


@dataclass
class Person:
    """Somebody of whom something is held: what they are to us, and the rows that are theirs, ids by table.

    Nobody's rows are found of one who is only mentioned.
    """

    whose: Whose
    called: str
    rows: dict[str, list[str]] = field(default_factory=dict)
    words: Words = field(default_factory=lambda: Words([]))
    remarks: list[str] = field(default_factory=list)  # what whoever asks should know
    was_individual: bool | None = None  # of deleted suppliers, as the trail told before anything was erased

    @property
    def id(self) -> str:
        """By which the person is asked for again."""
        return next((ids[0] for ids in self.rows.values() if ids), "")

    @property
    def word(self) -> str:
        """What stands for the person from then on, where others mention them."""
        return f"erased-{self.id[-12:]}" if self.id else "erased"

    def __str__(self):
        return f"{self.whose} {self.id}: {self.called}"


def find(text: str, also: list[str]) -> list[Person]:
    """Whom the text may mean; several where it is not certain. `also` are further words that name the person."""
    text = text.strip()
    found = _by_id(text) if is_uuid(text) else _by_mail(text) if "@" in text else _by_name(text)
    found += _deleted(text, found)
    given = ([] if is_uuid(text) else [guessed(text)]) + [guessed(word, is_asked_for=True) for word in also]
    if not found and not is_uuid(text) and guessed(text).is_strong:
        found = [Person(Whose.ANYBODY, text)]
    for person in found:
        _follow_deleted(person, given)
        _follow(person)
        person.words = Words([*_words_of(person), *given])
    return found


def look_again(person: Person, given: list[str]) -> None:
    """Take in the rows that have become theirs since they were found, by e-mail address or by belonging to others."""
    mails = [word.text for word in person.words.all if word.names == Names.MAIL] if person.whose == Whose.HOLDER else []
    for mail in [*mails, *(text for text in given if "@" in text)]:
        for other in _by_mail(mail):
            if other.whose == person.whose:
                _one_of_all([person, other])
    _follow(person)


def drop_shared_names(people: list[Person]) -> None:
    """Look nowhere else for a name that others have too, but where it is asked for: it would be about them."""
    theirs = {key for person in people for ids in person.rows.values() for key in ids}
    for person in people:
        shared = [word for word in person.words.strong if _is_of_others(word, theirs)]
        if shared and person.id:
            person.words = Words(word for word in person.words.all if word not in shared)
            person.remarks.append(
                f"{person.whose} {person.id}: others have the same name, so it is looked for in their own rows alone. "
                "To look for it everywhere, give it with --also."
            )


def _is_of_others(word: Word, theirs: set[str]) -> bool:
    if word.names != Names.NAME or word.is_asked_for:
        return False
    return any(theirs.isdisjoint(ids) for person in _named(word.text) for ids in person.rows.values())


def _named(text: str) -> list[Person]:
    """Whoever has a row with this name."""
    people = []
    for rule in RULES:
        if rule.names == Names.NAME and rule.table in CALLED:
            people += _called(rule.table, f"t.{rule.column}", text, rule.only_where)
    for table, name in FULL_NAMES.items():
        people += _called(table, name, text)
    return people


def _called(table: str, column: str, text: str, only_where: str = "true") -> list[Person]:
    """Whose column has the text, however that is written: a phone number with blanks, a name with a title."""
    word = guessed(text)
    if word.is_strong:
        return _people(table, f"{column} ~ %s AND {only_where}", [word.pattern])
    return _people(table, f"lower({column}) = lower(%s) AND {only_where}", [text])


def is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _by_id(text: str) -> list[Person]:
    key = str(UUID(text))
    people = []
    for table in CALLED:
        people += _people(table, "t.id = %s", [key])
    return [_with_same_mail(person) for person in people]


def _deleted(text: str, found: list[Person]) -> list[Person]:
    """Whose rows are deleted and stand in the audit trail alone. A name is looked for only where nobody else has it."""
    if is_uuid(text):
        return [] if found else [_of_deleted(table, [str(UUID(text))]) for table in gone.tables_of(str(UUID(text)))]
    word, people = guessed(text), []
    for whose in OWN:
        if word.names == Names.MAIL:
            if whose not in {person.whose for person in found}:
                people += _one_of_all([_of_deleted(*rows) for rows in gone.called(whose, [word]).items()])
        elif not found:
            people += [_of_deleted(table, [key]) for table, ids in gone.called(whose, [word]).items() for key in ids]
    return people


def _of_deleted(table: str, ids: list[str]) -> Person:
    whose = next(whose for whose, tables in OWN.items() if table in tables)
    return Person(whose, f"in the audit trail alone, deleted from {table}", {table: ids})


def _follow_deleted(person: Person, given: list[Word]) -> None:
    """Rows that were theirs and are deleted: the trail tells of them by what is certain to name them."""
    if person.whose in OWN:
        for table, ids in gone.called(person.whose, gone.certain([*_words_of(person), *given])).items():
            person.rows[table] = list(dict.fromkeys([*person.rows.get(table, []), *ids]))


def _with_same_mail(person: Person) -> Person:
    """All accounts of a holder: the logins at twenty shops with one e-mail address are one person."""
    (table,) = person.rows
    mails = [value for column in MAILS.get(table, ()) for value in _values(table, column, person.rows[table])]
    if table == "core.supplier_accounts" and mails:
        person.rows[table] += [key for key in _ids(table, "lower(t.email) = lower(%s)", mails) if key != person.id]
    return person


def _by_mail(text: str) -> list[Person]:
    people = []
    for table, columns in MAILS.items():
        condition = " OR ".join(f"lower(t.{column}) = lower(%s)" for column in columns)
        people += _one_of_all(_people(table, condition, [text] * len(columns)))
    return people + _buyers_in_notes(text)


def _by_name(text: str) -> list[Person]:
    people = []
    for rule in RULES:
        if rule.names in (Names.ACCOUNT, Names.NUMBER, Names.PHONE) and rule.table in CALLED:
            people += _called(rule.table, f"t.{rule.column}", text, rule.only_where)
    people += [_with_same_mail(person) for person in _named(text)]
    buyers = [person for person in people if person.whose == Whose.BUYER]
    others = [person for person in people if person.whose != Whose.BUYER]
    mentioned = _buyers_in_notes(text) if not people else []
    return _distinct(others) + _one_of_all(buyers) + mentioned


def _buyers_in_notes(text: str) -> list[Person]:
    """Buyers are known by the notes of a sale alone. One e-mail address is one person, one name may be several."""
    word = guessed(text)
    if not word.is_strong:
        return []
    people = []
    for table in OWN[Whose.BUYER]:
        if any(rule.column == "notes" for rule in own_rules(table, Whose.BUYER)):
            people += _people(table, "t.notes ~ %s", [word.pattern])
    return _one_of_all(people) if word.names in (Names.MAIL, Names.PHONE) else people


def _one_of_all(people: list[Person]) -> list[Person]:
    if not people:
        return []
    first = people[0]
    for other in people[1:]:
        for table, ids in other.rows.items():
            first.rows[table] = list(dict.fromkeys([*first.rows.get(table, []), *ids]))
    return [first]


def _distinct(people: list[Person]) -> list[Person]:
    """Each person once, also one who is found by two columns, or by two accounts with one e-mail address."""
    known: dict[tuple[str, frozenset[str]], Person] = {}
    for person in people:
        ((table, ids),) = person.rows.items()
        known.setdefault((table, frozenset(ids)), person)
    return list(known.values())


def _people(table: str, condition: str, values: list) -> list[Person]:
    whose = next(whose for whose, tables in OWN.items() if table in tables)
    query = sql.SQL("SELECT t.id::text, {called} FROM {table} t WHERE {condition} ORDER BY t.id").format(
        called=sql.SQL(CALLED[table]), table=identifier(table), condition=sql.SQL(condition)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [Person(whose, called or "", {table: [key]}) for key, called in cursor.fetchall()]


def _ids(table: str, condition: str, values: list) -> list[str]:
    query = sql.SQL("SELECT t.id::text FROM {table} t WHERE {condition} ORDER BY t.id").format(
        table=identifier(table), condition=sql.SQL(condition)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [key for (key,) in cursor.fetchall()]


def _follow(person: Person) -> None:
    """The rows that belong to rows of theirs: purchases with an account, events of a seller."""
    for table, column in OWN.get(person.whose, {}).items():
        if column != "id":
            own = next(iter(person.rows.values()))
            there = _ids(table, f"t.{column}::text = ANY (%s)", [own])
            person.rows[table] = there + gone.belonging(table, column, own)


def _words_of(person: Person) -> list[Word]:
    found = []
    for table, ids in person.rows.items():
        for rule in own_rules(table, person.whose):
            if rule.names:
                found += [Word(value, rule.names) for value in _values(table, rule.column, ids, rule)]
                found += [Word(value, rule.names) for value in _formerly(table, ids, rule)]
        if table in FULL_NAMES:
            names = _values(table, FULL_NAMES[table], ids) + list(gone.full_names(table, ids))
            found += [Word(name, Names.NAME) for name in names]
    return [word for word in found if not word.text.startswith("erased-")]


def _values(table: str, expression: str, ids: list[str], rule: Rule | None = None) -> list[str]:
    query = sql.SQL("SELECT DISTINCT said FROM (SELECT {said} AS said FROM {table} t WHERE {which}) t WHERE said <> ''")
    said = sql.SQL(expression) if "(" in expression else sql.Identifier("t", expression)
    which = sql.SQL(f"t.id::text = ANY (%s) AND {rule.only_where if rule else 'true'}")
    with connection.cursor() as cursor:
        cursor.execute(query.format(said=said, table=identifier(table), which=which), [ids])
        return [str(value) for (value,) in cursor.fetchall()]


def _formerly(table: str, ids: list[str], rule: Rule) -> list[str]:
    if rule.only_where != "true" and not gone.were_individuals(ids):
        return []
    with connection.cursor() as cursor:
        cursor.execute(FORMERLY, {"table": table, "rows": ids, "column": rule.column})
        return [value for (value,) in cursor.fetchall()]
