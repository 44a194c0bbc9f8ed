"""CHECK constraints that many tables share. Each takes the constraint's name in full, so that it can be found by it.

A CHECK lets null pass: whether a column may be null is the column's own affair. Each carries the sentence that staff
read when it is broken, and the column that the sentence stands at.
"""

from copy import copy

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Cast
from django.db.models.lookups import In
from django.utils.text import capfirst

from soleflip.words import label

# Digits with nothing but spaces, dots or dashes between them.
CARD_NUMBER = "(^|[^0-9])[0-9]([ .-]*[0-9]){12,18}([^0-9]|$)"


class Spoken:
    """A constraint that says in a sentence, at its column, what it asks for; beside one of Django's classes.

    Migrations see Django's class alone: the sentence is no part of the database.
    """

    def validate(self, model, instance, exclude=None, using="default"):
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError:
            raise ValidationError({self.column: self.sentence_for(model)}) from None

    def deconstruct(self):
        _, args, options = super().deconstruct()
        return f"django.db.models.{type(self).__bases__[-1].__name__}", args, options

    def clone(self):
        return copy(self)


class Check(Spoken, CheckConstraint):
    """A CHECK with a plain sentence.

    The sentence may name the column as {column} and others as {other}; both are shown in the words of staff.
    """

    def __init__(self, *, condition, name, column: str, sentence: str, other: str = ""):
        super().__init__(condition=condition, name=name)
        self.column, self.sentence, self.other = column, sentence, other

    def sentence_for(self, model: type[models.Model]) -> str:
        """The sentence in the words of the model's columns."""
        names = {"column": self.column, "other": self.other}
        words = {role: label(model._meta.get_field(name)) if name else "" for role, name in names.items()}
        return capfirst(self.sentence.format(**words))


class Unique(Spoken, UniqueConstraint):
    """A unique constraint with a plain sentence, shown at its last column."""

    def __init__(self, *, sentence: str = "", **options):
        super().__init__(**options)
        self.sentence = sentence

    def sentence_for(self, model: type[models.Model]) -> str:
        """The sentence, by default: there is such a row with this column already."""
        columns = " and ".join(label(model._meta.get_field(name)) for name in self.fields)
        return self.sentence or f"There is already one of the {model._meta.verbose_name_plural} with this {columns}."

    @property
    def column(self) -> str:
        """Where the sentence stands."""
        return self.fields[-1]


class ClockTime(models.Func):
    """clock_timestamp(): the time of day, also within a statement."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


def one_of(column: str, choices: type[models.TextChoices], *, name: str) -> Check:
    """Only the values of `choices`.

    Compared as text: PostgreSQL writes IN over a varchar down in one way, and reads that back in another, so that a
    restored dump would hold another definition.
    """
    return Check(
        condition=Q(In(Cast(column, models.TextField()), choices.values)),
        name=name,
        column=column,
        sentence=f"{{column}} must be one of {', '.join(choices.values)}.",
    )


def not_negative(column: str, *, name: str) -> Check:
    """Zero or more."""
    return Check(
        condition=Q(**{f"{column}__gte": 0}),
        name=name,
        column=column,
        sentence="{column} cannot be below zero: enter 0 or more.",
    )


def positive(column: str, *, name: str) -> Check:
    """More than zero."""
    return Check(
        condition=Q(**{f"{column}__gt": 0}),
        name=name,
        column=column,
        sentence="{column} must be more than zero.",
    )


def at_most(column: str, high: int, *, name: str) -> Check:
    """`high` or less."""
    return Check(
        condition=Q(**{f"{column}__lte": high}),
        name=name,
        column=column,
        sentence=f"{{column}} can be {high} at most.",
    )


def between(column: str, low: int, high: int, *, name: str) -> Check:
    """From `low` to `high`, both included."""
    return Check(
        condition=Q(**{f"{column}__gte": low, f"{column}__lte": high}),
        name=name,
        column=column,
        sentence=f"{{column}} must lie between {low} and {high}.",
    )


def not_before(column: str, earlier: str, *, name: str, sentence: str = "{column} cannot be before {other}.") -> Check:
    """`column` is not smaller than the column `earlier`; passes while one of them is null."""
    return Check(
        condition=Q(**{f"{column}__gte": F(earlier)}),
        name=name,
        column=column,
        other=earlier,
        sentence=sentence,
    )


def matches(column: str, pattern: str, *, name: str, sentence: str) -> Check:
    """The text matches the regular expression (PostgreSQL's)."""
    return Check(condition=Q(**{f"{column}__regex": pattern}), name=name, column=column, sentence=sentence)


def currency_code(column: str, *, name: str) -> Check:
    """Three capital letters, as in ISO 4217."""
    return matches(
        column, "^[A-Z]{3}$", name=name, sentence="{column} must be three capital letters, such as EUR or USD."
    )


def no_card_number(column: str, *, name: str) -> Check:
    """No 13 to 19 digits in a row, however they are grouped: payment cards have so many (ISO/IEC 7812)."""
    return Check(
        condition=~Q(**{f"{column}__regex": CARD_NUMBER}),
        name=name,
        column=column,
        sentence="{column} looks like a card number, which must never be kept here: enter the provider's token.",
    )


def not_in_the_future(column: str, *, name: str) -> Check:
    """Not after the moment of writing. Not now(): a time taken within a transaction is later than its begin."""
    return Check(
        condition=Q(**{f"{column}__lte": ClockTime()}),
        name=name,
        column=column,
        sentence="{column} cannot lie in the future.",
    )
