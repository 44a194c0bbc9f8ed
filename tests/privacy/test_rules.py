"""What is personal is declared once: no column that looks so is without a rule, and no rule without its column."""

import re

import pytest
from django.db import connection, models

from apps.system.privacy.not_personal import NOT_PERSONAL
from apps.system.privacy.rules import RULES
from apps.system.privacy.tables import field_of, models_by_table
from tests.support.sql import query

LOOKS_PERSONAL = re.compile(
    "name|mail|phone|mobile|fax|street|strasse|address|(^|_)city|postal|postcode|zip|contact|person|holder|buyer|recipient|"
    "customer|iban|swift|(^|_)(bic|tel|telephone|cell|plz|ort|town|village|region|location|latitude|longitude|geo)(_|$)|"
    "whatsapp|telegram|skype|discord|linkedin|tiktok|passport|identity|(^|_)(id_card|id_number|ssn|dob|sex|gender|age)(_|$)|"
    "social_security|licen[cs]e|national|account_(number|no)|bank|card|last4|expiry|salutation|(^|_)born|religion|"
    "health|photo|avatar|signature|(^|_)(device|agent|cookie|session|sender|author|owner|employee|relative)(_|$)|"
    "(^|_)ip(_|$)|(^|_)tax|vat_number|birth|user|instagram|facebook|twitter|handle|notes|remark|comment|_token|password|"
    "last_login|tracking_number|order_number|order_reference"
)
FREE = (models.TextField, models.JSONField)  # anybody can be named in it


def looks_personal(field: models.Field) -> bool:
    is_text = not isinstance(field, models.BooleanField | models.DecimalField | models.ForeignKey)
    return isinstance(field, FREE) or (is_text and LOOKS_PERSONAL.search(field.column) is not None)


def personal_columns() -> set[str]:
    return {
        f"{table}.{field.column}"
        for table, model in models_by_table().items()
        for field in model._meta.concrete_fields
        if looks_personal(field)
    }


RULED = {f"{rule.table}.{rule.column}" for rule in RULES} | {
    f"{rule.table}.{field.column}"
    for rule in RULES
    if rule.column == "*"
    for field in models_by_table()[rule.table]._meta.concrete_fields
}


def test_each_column_that_looks_personal_has_a_rule_or_a_reason_why_it_is_not():
    assert personal_columns() - RULED - set(NOT_PERSONAL) == set()


@pytest.mark.parametrize(
    "column",
    [
        "work_email",
        "mobile_number",
        "ip",
        "client_ip",
        "tax_number",
        "iban",
        "holder",
        "tel",
        "tel_private",
        "whatsapp",
        "passport_number",
        "account_number",
        "birth_date",
        "street",
        "zip",
        "gender",
        "dob",
        "id_card",
        "bank",
        "latitude",
        "user_agent",
    ],
)
def test_a_new_column_is_noticed_by_its_name(column):
    field = models.CharField(max_length=50, name=column)
    field.set_attributes_from_name(column)
    assert looks_personal(field)


@pytest.mark.parametrize("kind", [models.TextField, models.JSONField])
def test_a_new_column_in_which_anything_can_stand_is_noticed_whatever_its_name(kind):
    field = kind()
    field.set_attributes_from_name("colour")
    assert looks_personal(field)


def test_rules_and_reasons_are_about_columns_that_there_are():
    for rule in RULES:
        assert rule.column == "*" or field_of(rule.table, rule.column)
    for name in NOT_PERSONAL:
        assert field_of(*name.rsplit(".", 1)), name
        assert name not in RULED, f"{name} has a rule and a reason why it needs none"


def test_no_column_has_two_rules():
    assert len({(rule.table, rule.column) for rule in RULES}) == len(RULES)


def test_each_rule_says_why_by_which_law_and_for_how_long():
    for rule in RULES:
        assert rule.purpose
        assert rule.basis.startswith("GDPR art. 6")
        assert rule.keep.words
        assert rule.keep.law or not rule.keep.years


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.table}.{rule.column}")
def test_the_database_understands_each_rule(rule):
    """What is personal, from when it counts, until when a law asks for it, and what it becomes."""
    quoted = ".".join(f'"{part}"' for part in rule.table.split("."))
    becomes = rule.erasing.sql or "NULL"
    query(f"SELECT {rule.is_free}, {rule.is_over}, {rule.until}, {rule.since}, {becomes} FROM {quoted} t")
    assert connection.is_usable()
