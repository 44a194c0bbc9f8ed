"""What the database says when it refuses something, as one sentence for staff and the column that it is about."""

import re
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, models
from django.utils.text import capfirst

from soleflip.constraints import Check, Unique
from soleflip.postgres.names import plain_name
from soleflip.words import label

NEEDED, TAKEN, RULE, MISSING = "23503", "23505", "23514", "23502"
STILL_NEEDED = ("23001", NEEDED)
AT_THE_SAME_TIME = ("40001", "40P01", "55P03")  # serialization, deadlock, lock not available
RAISED = "P0001"


class Refusal(NamedTuple):
    """A sentence, and the name of the column where it belongs, if it belongs to one."""

    sentence: str
    column: str | None = None


def refusal(error: DatabaseError, model: type[models.Model]) -> Refusal | None:
    """What to tell whoever wrote a row of the model; None for what is a fault of the program."""
    cause = error.__cause__
    if cause is None:  # Django wrote a row that was not there any more
        return Refusal("Somebody has deleted this row meanwhile, so nothing was saved.")
    state = getattr(cause, "sqlstate", None) or ""
    if state in AT_THE_SAME_TIME:
        return Refusal("Somebody else wrote the same rows at the same moment, so nothing was saved: try again.")
    if state in (RULE, TAKEN):
        return _constraint_refusal(cause.diag, model)
    if state in STILL_NEEDED:
        return _key_refusal(cause.diag, model)
    if state == MISSING:
        column = _column(model, cause.diag.column_name)
        return Refusal(f"{_words(model, column) or cause.diag.column_name} is missing: fill it in.", column)
    if state.startswith("22"):  # a value that does not fit its column
        return Refusal(f"A value does not fit, so nothing was saved: {cause.diag.message_primary}.")
    if state == RAISED:
        return Refusal(cause.diag.message_primary)
    return None


def _constraint_refusal(diag, model) -> Refusal:
    for owner in [model, *apps.get_models()]:
        for constraint in owner._meta.constraints:
            if constraint.name == diag.constraint_name:
                return _sentence_of(constraint, owner)
    # Raised by a trigger of ours, whose message is a sentence; or a key made by chance twice.
    return Refusal(diag.message_primary)


def _sentence_of(constraint, model) -> Refusal:
    if isinstance(constraint, Check | Unique):
        return Refusal(constraint.sentence_for(model), constraint.column)
    fields = getattr(constraint, "fields", ())
    if fields:
        message = model().unique_error_message(model, fields)
        return Refusal(" ".join(message.messages), fields[-1])
    return Refusal(constraint.get_violation_error_message())


def _key_refusal(diag, model) -> Refusal:
    if "still referenced" in (diag.message_detail or "") or diag.sqlstate == "23001":
        users = next((m for m in apps.get_models() if _table(m) == (diag.schema_name, diag.table_name)), None)
        who = users._meta.verbose_name_plural if users else diag.table_name
        return Refusal(f"Nothing was deleted, because {who} still refer to it: move or delete those first.")
    found = re.search(r"\((\w+)\)=", diag.message_detail or "")
    column = _column(model, found[1]) if found else None
    return Refusal(
        f"{_words(model, column) or 'A row that was chosen'} has been deleted meanwhile: choose another.", column
    )


def _table(model) -> tuple[str, str]:
    return tuple(plain_name(model._meta.db_table).partition(".")[::2])


def _column(model, database_name) -> str | None:
    return next((field.name for field in model._meta.concrete_fields if field.column == database_name), None)


def _words(model, column) -> str:
    try:
        return capfirst(label(model._meta.get_field(column))) if column else ""
    except FieldDoesNotExist:
        return ""
