"""CHECK constraints that many tables share. Each takes the constraint's name in full, so that it can be found by it.

A CHECK lets null pass: whether a column may be null is the column's own affair.
"""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Cast
from django.db.models.lookups import In

# Digits with nothing but spaces, dots or dashes between them.
CARD_NUMBER = "(^|[^0-9])[0-9]([ .-]*[0-9]){12,18}([^0-9]|$)"


class ClockTime(models.Func):
    """clock_timestamp(): the time of day, also within a statement."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


def one_of(column: str, choices: type[models.TextChoices], *, name: str) -> CheckConstraint:
    """Only the values of `choices`.

    Compared as text: PostgreSQL writes IN over a varchar down in one way, and reads that back in another, so that a
    restored dump would hold another definition.
    """
    return CheckConstraint(condition=Q(In(Cast(column, models.TextField()), choices.values)), name=name)


def not_negative(column: str, *, name: str) -> CheckConstraint:
    """Zero or more."""
    return CheckConstraint(condition=Q(**{f"{column}__gte": 0}), name=name)


def positive(column: str, *, name: str) -> CheckConstraint:
    """More than zero."""
    return CheckConstraint(condition=Q(**{f"{column}__gt": 0}), name=name)


def between(column: str, low: int, high: int, *, name: str) -> CheckConstraint:
    """From `low` to `high`, both included."""
    return CheckConstraint(condition=Q(**{f"{column}__gte": low, f"{column}__lte": high}), name=name)


def not_before(column: str, earlier: str, *, name: str) -> CheckConstraint:
    """`column` is not smaller than the column `earlier`; passes while one of them is null."""
    return CheckConstraint(condition=Q(**{f"{column}__gte": F(earlier)}), name=name)


def matches(column: str, pattern: str, *, name: str) -> CheckConstraint:
    """The text matches the regular expression (PostgreSQL's)."""
    return CheckConstraint(condition=Q(**{f"{column}__regex": pattern}), name=name)


def currency_code(column: str, *, name: str) -> CheckConstraint:
    """Three capital letters, as in ISO 4217."""
    return matches(column, "^[A-Z]{3}$", name=name)


def no_card_number(column: str, *, name: str) -> CheckConstraint:
    """No 13 to 19 digits in a row, however they are grouped: payment cards have so many (ISO/IEC 7812)."""
    return CheckConstraint(condition=~Q(**{f"{column}__regex": CARD_NUMBER}), name=name)


def not_in_the_future(column: str, *, name: str) -> CheckConstraint:
    """Not after the moment of writing. Not now(): a time taken within a transaction is later than its begin."""
    return CheckConstraint(condition=Q(**{f"{column}__lte": ClockTime()}), name=name)
