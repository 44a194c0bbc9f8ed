"""The tables of the rules, as the models have them."""

from functools import cache

from django.apps import apps
from django.db import models
from psycopg import sql

from apps.system.privacy.rule import Erasing, Rule, Whose
from apps.system.privacy.rules import RULES
from soleflip.postgres.names import plain_name

# Whose row a table has, and by which column those that belong to it refer to it.
OWN = {
    Whose.SUPPLIER: {"core.suppliers": "id", "core.supplier_history": "supplier_id"},
    Whose.HOLDER: {"core.supplier_accounts": "id", "core.account_purchase_history": "account_id"},
    Whose.USER: {"auth.users": "id"},
    Whose.BUYER: {"transactions.orders": "id", "transactions.transactions": "id", "platforms.stockx_orders": "id"},
}


@cache
def models_by_table() -> dict[str, type[models.Model]]:
    """All managed models by their tables, with schema: core.brands; Django's own have none."""
    managed = (model for model in apps.get_models() if model._meta.managed)
    return {plain_name(model._meta.db_table): model for model in managed}


def field_of(table: str, column: str) -> models.Field:
    """The field of a column. Raises KeyError where there is none."""
    fields = {field.column: field for field in models_by_table()[table]._meta.concrete_fields}
    return fields[column]


def key_of(table: str) -> str:
    """The column by which the model knows a row."""
    return models_by_table()[table]._meta.pk.column


def is_json(rule: Rule) -> bool:
    return isinstance(field_of(rule.table, rule.column), models.JSONField)


def identifier(table: str) -> sql.Identifier:
    """The table as SQL names it."""
    return sql.Identifier(*table.split("."))


def own_rules(table: str, whose: Whose) -> list[Rule]:
    """What a row of the table says of the one whose it is."""
    return [rule for rule in RULES if rule.table == table and rule.whose == whose and rule.erasing.sql]


def mentioning_rules() -> list[Rule]:
    """The columns in which anybody may be mentioned, but for the audit trail."""
    return [rule for rule in RULES if rule.may_mention and rule.erasing != Erasing.VALUES]
