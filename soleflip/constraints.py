"""CHECK constraints that many tables share. Each takes the constraint's name in full, so that it can be found by it.

A CHECK lets null pass: whether a column may be null is the column's own affair.
"""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.lookups import Regex


def one_of(column: str, choices: type[models.TextChoices], *, name: str) -> CheckConstraint:
    """Only the values of `choices`."""
    return CheckConstraint(condition=Q(**{f"{column}__in": choices.values}), name=name)


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


class DigitsAndLetters(models.Func):
    """A text without everything that only groups it: spaces, dashes, dots."""

    function = "regexp_replace"
    template = "%(function)s(%(expressions)s, '[^0-9A-Za-z]', '', 'g')"
    output_field = models.TextField()


def no_card_number(column: str, *, name: str) -> CheckConstraint:
    """Not 13 to 19 digits, however they are grouped: that is what a payment card's number looks like (ISO/IEC 7812)."""
    return CheckConstraint(condition=~Q(Regex(DigitsAndLetters(column), "^[0-9]{13,19}$")), name=name)
