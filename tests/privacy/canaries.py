"""Plants a word of its own, a canary, in every column that a rule is about, to be looked for in a dump."""

import datetime
import itertools
import json

from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db import models

from apps.integration.imports import changes
from apps.system.privacy.rule import Names, Rule, Whose
from apps.system.privacy.rules import RULES
from apps.system.privacy.tables import field_of, is_json, models_by_table
from soleflip.postgres.fields import EncryptedTextField
from soleflip.postgres.names import plain_name
from tests.support.rows import NOON, make

LONG_AGO = datetime.datetime(2010, 5, 1, 12, tzinfo=datetime.UTC)
NUMBERS = itertools.count(1)
# Words that a canary cannot be: an address, a country code, digits. They are planted as they have to be.
FIXED = {
    "core.account_purchase_history.ip_address": "203.0.113.77",
}
# What is too short to be looked for in a dump: `left` looks into the row.
SHORT = {
    "core.supplier_accounts.country_code": "QZ",
    "core.supplier_accounts.payment_method_last4": "7391",
    "core.supplier_accounts.expiry_month": 7,
    "core.supplier_accounts.expiry_year": 2031,
    "auth.users.last_login": NOON,
}


def canary(rule: Rule) -> str:
    """A word that no other column has, in the shape that names somebody in this one."""
    number = next(NUMBERS)
    if fixed := FIXED.get(f"{rule.table}.{rule.column}"):
        return fixed
    shapes = {
        Names.MAIL: f"Canary.Q{number}q@piep.example",
        Names.PHONE: f"+49 170 99{number:05}",
        Names.NAME: f"Kanari Zaunkönig-Q{number}q",
        Names.NUMBER: f"QZ{number:06}-77",
    }
    word = shapes.get(rule.names, f"canary-q{number}q")
    return word[: field_of(rule.table, rule.column).max_length]


class Planted:
    """The rows of one person and the canaries in them, of each column one before it was changed and one after."""

    def __init__(self, whose: Whose, moment: datetime.datetime = LONG_AGO):
        self.whose, self.moment = whose, moment
        self.canaries: dict[str, Rule] = {}
        self.rows: list[models.Model] = []
        for table, values in self._tables().items():
            values = {name: self.person if value is self else value for name, value in values.items()}
            row = make(models_by_table()[table], **values, **self._columns(table))
            self.rows.append(row)
            self._forget_secrets(table)
            for field, value in self._columns(table).items():  # so that the trail has what was before
                setattr(row, field, value)
            row.save()

    def _forget_secrets(self, table: str) -> None:
        """Those that are about to be written over: the trail, which keeps the others, is not told of a secret."""
        over = [word for word, rule in self.canaries.items() if rule.table == table and rule.is_secret]
        for word in over:
            del self.canaries[word]

    @property
    def person(self) -> models.Model:
        return self.rows[0]

    def words(self) -> list[str]:
        """Those canaries by which the person is known everywhere."""
        return [word for word, rule in self.canaries.items() if rule.names and rule.names != Names.ACCOUNT]

    def mention_everywhere(self) -> None:
        """In each column in which anybody may be named, of a row that is about something else."""
        rules = [rule for rule in RULES if rule.whose == Whose.ANYBODY and rule.table != "system.audit_records"]
        words = self.words()
        told = f"of {', '.join(words)}\n{words[0]}: he said"
        for table in dict.fromkeys(rule.table for rule in rules):
            values = {}
            for rule in (rule for rule in rules if rule.table == table):
                field = field_of(table, rule.column)
                text = told if field.max_length is None else words[0][: field.max_length]
                values[field.name] = {"deep": [{words[0]: [told, 1]}]} if is_json(rule) else text
            make(models_by_table()[table], **self._required(table), **values)

    def _required(self, table: str) -> dict:
        if table == "django_admin_log":
            content_type = ContentType.objects.get_for_model(self.person)
            user = self.person if self.whose == Whose.USER else make("accounts.User")
            return {"user": user, "content_type": content_type, "object_id": str(self.person.pk), "action_flag": 2}
        if table == "integration.import_changes":
            return {"table_name": "core.brands"}
        if table == "products.inventory":
            return {"purchase_date": self.moment}
        return {}

    def _tables(self) -> dict[str, dict]:
        if self.whose == Whose.SUPPLIER:
            supplier = {"supplier_type": "individual", "last_order_date": self.moment}
            return {"core.suppliers": supplier, "core.supplier_history": {"supplier": self}}
        if self.whose == Whose.HOLDER:
            purchase = {"account": self, "purchase_date": self.moment, "success": True}
            return {"core.supplier_accounts": {}, "core.account_purchase_history": purchase}
        if self.whose == Whose.USER:
            return {"auth.users": {}}
        return {
            "transactions.orders": {"sold_at": self.moment},
            "transactions.transactions": {"transaction_date": self.moment},
            "platforms.stockx_orders": {"sold_at": self.moment},
        }

    def _columns(self, table: str) -> dict[str, object]:
        filled = {}
        for rule in RULES:
            if rule.table == table and rule.whose == self.whose and rule.column != "*":
                field = field_of(table, rule.column)
                if (short := SHORT.get(f"{table}.{rule.column}")) is not None:
                    filled[field.name] = short
                    continue
                word = canary(rule)
                filled[field.name] = word
                if not isinstance(field, EncryptedTextField):
                    self.canaries[word] = rule
        return filled

    def left(self) -> list[str]:
        """The columns that hold anything else than what erasing leaves there."""
        found = []
        for row in self.rows:
            row.refresh_from_db()
            table = plain_name(type(row)._meta.db_table)
            for rule in RULES:
                if rule.table == table and rule.whose == self.whose:
                    value = str(getattr(row, field_of(table, rule.column).name) or "erased-")
                    found += [f"{table}.{rule.column}"] if not value.startswith(("erased-", "!erased")) else []
        return found

    def log_in(self) -> None:
        """A session of the user, as the site makes it."""
        session = SessionStore()
        session["_auth_user_id"] = str(self.person.pk)
        session["remembered"] = "canary-in-a-session"
        session.create()

    def log_lines(self) -> None:
        """Lines about the person's own row, which hold what no rule knows."""
        table = plain_name(type(self.person)._meta.db_table)
        for word in list(self.canaries)[:3]:
            make("system.LogEntry", message=f"seen {word}", details={"address": word}, source_table=table,
                 source_id=self.person.pk, created_at=NOON)  # fmt: skip


def images_of(row: models.Model, batch) -> None:
    """What an import notes of a row that it changes."""
    changes.note_changed(batch, type(row), changes.images_of(type(row), [row.pk]))


def in_dump(text: str, words) -> list[str]:
    """Which of the words a dump holds, whatever their case, also as JSON may write them."""
    folded = text.casefold()
    return [word for word in words if any(form.casefold() in folded for form in (word, json.dumps(word)[1:-1]))]
