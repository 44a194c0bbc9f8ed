"""How a value is shown: money with its currency, percent with %, ages in days, choices as labels, secrets as dots."""

import json
from decimal import Decimal

from django.db import models
from django.utils.html import format_html
from django.utils.text import capfirst

from soleflip.columns import Unit
from soleflip.postgres.fields import EncryptedTextField

DOTS = "••••••••"
DEFAULT_CURRENCY = "EUR"

# What a value means for whoever scans a list. The word itself always stands there: colour is never the only sign.
TONES = {
    "good": "active available authenticated completed in_stock increasing matched premium processed sale_completed"
    " sold",
    "busy": "consigned incoming INFO listed need_shipping outgoing packed pending pending_approval processing reserved"
    " running shipped stable",
    "bad": "error failed blocked critical ERROR CRITICAL not_found decreasing suspended refunded",
    "off": "inactive cancelled expired closed skipped returned Return DEBUG",
    "warn": "WARNING high",
}
TONE_OF = {value: tone for tone, values in TONES.items() for value in values.split()}


def shown(field: models.Field, row: models.Model) -> str | None:
    """The value of the row's column for people, or None where Django's own way of showing it is right."""
    if isinstance(field, EncryptedTextField):
        return DOTS  # without looking at the value: nobody needs it in memory for that
    value = getattr(row, field.attname)
    if value is None:
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return "not a number"
    if unit := getattr(field, "unit", None):
        return with_unit(value, unit, currency_of(field, row))
    if field.choices and value != "":
        return label(value, dict(field.flatchoices).get(value, value))
    if isinstance(field, models.JSONField):
        return format_html("<pre>{}</pre>", json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True))
    if is_web(value):
        return format_html('<a href="{}" rel="noopener noreferrer nofollow">{}</a>', value, shortened(value))
    return None


def money(amount: Decimal, currency: str, *, cents: bool = True) -> str:
    """An amount for people: 1,234.50 EUR, or without its cents, 1,235 EUR."""
    return f"{amount:,.{2 if cents else 0}f} {currency}".strip()


def is_web(value) -> bool:
    """Whether a value is an address that may be made a link."""
    return isinstance(value, str) and value.startswith(("https://", "http://"))


def with_unit(value, unit: Unit, currency: str = "") -> str:
    """A number with what it counts: 1,234.50 EUR, 12.00 %, 1 day."""
    if unit == Unit.MONEY:
        return money(value, currency)
    if unit == Unit.CENTS:
        return money(Decimal(value) / 100, currency)
    if unit == Unit.PERCENT:
        return f"{value:,.2f} %"
    if unit == Unit.FRACTION:
        return f"{value * 100:,.2f} %"
    return f"{value:,} day" if value == 1 else f"{value:,} days"


def unit_in_words(field: models.Field, row: models.Model | None) -> str:
    """What a number is entered in: EUR, USD cents, %, days; nothing for a column without a unit."""
    unit, currency = getattr(field, "unit", None), ""
    if unit in (Unit.MONEY, Unit.CENTS):
        currency = currency_of(field, row) if row else getattr(field, "currency", "")
        if not currency.isupper():
            own = any(other.name == "currency" for other in field.model._meta.concrete_fields)
            currency = "" if own else DEFAULT_CURRENCY  # the row will say, beside it
    words = {Unit.MONEY: currency, Unit.CENTS: f"{currency} cents".strip(), Unit.PERCENT: "%", Unit.DAYS: "days"}
    return words.get(unit, "")


def currency_of(field: models.Field, row: models.Model | None) -> str:
    """The currency of an amount: the code that the column names, or what stands at the end of the way that it names."""
    way = getattr(field, "currency", "") or "currency"
    if way.isupper():
        return way
    target = row
    for step in way.split("."):
        target = getattr(target, step, None)
        if target is None:
            return DEFAULT_CURRENCY if way == "currency" else ""
    return str(target)


def label(value: str, words: str) -> str:
    """A choice as a coloured label."""
    return format_html('<span class="label {}">{}</span>', TONE_OF.get(str(value), "plain"), capfirst(words))


def shortened(text: str, length: int = 80) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"
