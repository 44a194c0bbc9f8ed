"""What a row went through, in words: who changed which column when, from what to what."""

import datetime
from collections.abc import Iterator
from copy import copy
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.admin.utils import display_for_field
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.module_loading import import_string
from django.utils.text import capfirst

from soleflip.admin.formats import shortened, shown
from soleflip.words import label

EMPTY = "-"
UNREMARKABLE = ("id", "created_at", "updated_at")  # of a row that came or went; created_at, once changed, is remarkable


class Happening(NamedTuple):
    """One change of a row, as the audit trail has it: columns of the database with JSON values."""

    when: datetime.datetime
    who: str
    what: str  # added, changed, deleted
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    is_erased: bool = False


class Difference(NamedTuple):
    """A column with what it was and what it became, for people."""

    column: str
    before: str
    after: str


class Event(NamedTuple):
    """A change of a row in words."""

    when: datetime.datetime
    who: str
    what: str
    differences: list[Difference]
    is_erased: bool


class History(NamedTuple):
    """The latest changes of a row, newest first. `reason` says why there is none to be had; `more` is left out here."""

    happenings: list[Happening]
    reason: str = ""
    more: bool = False


def history_of(row: models.Model) -> History:
    """What the function that settings.BACK_OFFICE_HISTORY names says of the row."""
    return import_string(settings.BACK_OFFICE_HISTORY)(row)


def events(row: models.Model, happenings: list[Happening]) -> list[Event]:
    """The changes of the row in words. Rows that it named are read once for each table."""
    names = _names(type(row), happenings)
    return [
        Event(each.when, each.who, each.what, list(_differences(row, each, names)), each.is_erased)
        for each in happenings
    ]


def _differences(row: models.Model, happening: Happening, names: dict) -> Iterator[Difference]:
    before, after = (each if isinstance(each, dict) else {} for each in (happening.before, happening.after))
    fields = {field.column: field for field in row._meta.concrete_fields}
    order = {column: place for place, column in enumerate(fields)}
    for column in sorted({*before, *after}, key=lambda name: (order.get(name, len(order)), name)):
        if before.get(column) is None and after.get(column) is None:
            continue
        if column in UNREMARKABLE and not (before and after):
            continue
        field = fields.get(column)
        yield Difference(
            capfirst(label(field)) if field else column,
            _words(row, field, before.get(column), names),
            _words(row, field, after.get(column), names),
        )


def _words(row: models.Model, field: models.Field | None, value, names: dict) -> str:
    """A value of the trail as the page of the row shows it; one that the column cannot have any more as it stands."""
    if value is None:
        return EMPTY
    if field is None or value == "(secret)":
        return shortened(str(value))
    if field.is_relation:
        return names.get((field.related_model, str(value)), f"{field.related_model._meta.verbose_name} {value}")
    as_it_was = copy(row)
    try:
        setattr(as_it_was, field.attname, field.to_python(value))
        text = shown(field, as_it_was)
        return text if text is not None else shortened(str(display_for_field(field.to_python(value), field, EMPTY)))
    except (ValidationError, ValueError, TypeError, ArithmeticError):
        return shortened(str(value))


def _names(model: type[models.Model], happenings: list[Happening]) -> dict[tuple[type[models.Model], str], str]:
    """What rows are called to which foreign keys pointed; those that are gone are not in it."""
    found = {}
    for field in model._meta.concrete_fields:
        if not field.is_relation:
            continue
        values = (
            columns.get(field.column)
            for each in happenings
            for columns in (each.before, each.after)
            if isinstance(columns, dict)
        )
        keys = {value for value in values if value is not None}
        if keys:
            target = field.target_field.attname
            rows = field.related_model._base_manager.filter(**{f"{target}__in": keys})
            found |= {(field.related_model, str(getattr(row, target))): str(row) for row in rows}
    return found
