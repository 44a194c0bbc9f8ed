"""Columns that many tables share, so that each means the same everywhere.

Every function returns a fresh Django field; the values stand in the database as defaults too,
because other programs write there with plain SQL.
"""

import uuid
from enum import StrEnum

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Func


class TransactionTime(Func):
    """now(): when the running transaction began. Django's own Now() is statement_timestamp() on PostgreSQL."""

    function = "now"
    output_field = models.DateTimeField()


class NextValue(Func):
    """The next number of a sequence, named with its schema; for partitioned tables, which have no identity columns."""

    template = "nextval('%(sequence)s'::regclass)"
    output_field = models.BigIntegerField()

    def __init__(self, sequence: str):
        super().__init__(sequence=sequence)

    def deconstruct(self):
        return f"{__name__}.NextValue", [self.extra["sequence"]], {}


class FixedCharField(models.CharField):
    """char(n) where all values have one length, such as currency codes and SHA-256 digests."""

    def db_type(self, connection):
        # PostgreSQL's other name for char(n). bulk_create casts to the type without its length, and while bpchar then
        # takes any text, char would keep the first letter alone.
        return f"bpchar({self.max_length})"


class KeyField(models.CharField):
    """varchar as a primary key, without the second index for LIKE that Django makes for one."""

    def __init__(self, **options):
        super().__init__(**{**options, "primary_key": True})

    def db_type(self, connection):
        # Spelt out: Django looks for the word varchar when it decides on that index.
        return f"character varying({self.max_length})"


def uuid_key() -> models.UUIDField:
    """The primary key `id`: a random UUID, made by whoever writes the row, else by the database."""
    return models.UUIDField(primary_key=True, default=uuid.uuid4, db_default=RandomUUID(), editable=False)


def slug() -> models.SlugField:
    """The stable name of a row in addresses and imports. Its index is the unique constraint of the model."""
    return models.SlugField(
        max_length=100,
        db_index=False,
        db_comment="Stable name in addresses and imports: lower case with dashes",
    )


def created_at() -> models.DateTimeField:
    """When the row was written first, in UTC; the database sets it."""
    return models.DateTimeField(db_default=TransactionTime(), editable=False)


def updated_at() -> models.DateTimeField:
    """When the row was changed last, in UTC: kept by save(), at first by the database."""
    return models.DateTimeField(
        auto_now=True,
        db_default=TransactionTime(),
        db_comment="When the row was changed last (UTC): whoever changes it by plain SQL sets it too",
    )


class Unit(StrEnum):
    """What the number of a column counts, for whoever shows it: an attribute `unit` of the field."""

    MONEY = "money"  # in units of the currency
    CENTS = "cents"  # in hundredths of it
    PERCENT = "percent"
    FRACTION = "fraction"  # 0.12 is 12 percent
    DAYS = "days"


def money(*, null: bool = False, max_digits: int = 10, currency: str = "", **options) -> models.DecimalField:
    """An amount with two decimals, by default up to 99,999,999.99; see _counting() for its currency."""
    return _counting(
        Unit.MONEY,
        models.DecimalField(max_digits=max_digits, decimal_places=2, null=null, blank=null, **options),
        currency,
    )


def cents(*, null: bool = False, big: bool = False, currency: str = "", **options) -> models.IntegerField:
    """An amount in whole cents, with `big` one that may exceed 21 million units; see _counting() for its currency."""
    field = models.BigIntegerField if big else models.IntegerField
    return _counting(Unit.CENTS, field(null=null, blank=null, **options), currency)


def percent(*, null: bool = False, max_digits: int = 9, decimal_places: int = 2, **options) -> models.DecimalField:
    """A percentage, by default one that may be far above 100 or below 0, such as a ROI: 12.34 is 12.34 percent."""
    return _counting(
        Unit.PERCENT,
        models.DecimalField(max_digits=max_digits, decimal_places=decimal_places, null=null, blank=null, **options),
    )


def fraction(*, null: bool = False, **options) -> models.DecimalField:
    """A share of one with four decimals: 0.1200 is 12 percent."""
    return _counting(
        Unit.FRACTION, models.DecimalField(max_digits=5, decimal_places=4, null=null, blank=null, **options)
    )


def days(*, null: bool = False, **options) -> models.IntegerField:
    """A number of whole days."""
    return _counting(Unit.DAYS, models.IntegerField(null=null, blank=null, **options))


def _counting(unit: Unit, field: models.Field, currency: str = "") -> models.Field:
    """Mark the field. `currency` is a code such as EUR, or the way from the row to one, such as price_source.currency.

    Without it: the row's own column `currency`, and EUR where there is none.
    """
    field.unit, field.currency = unit, currency
    return field


def json_object(**options) -> models.JSONField:
    """An optional jsonb column; null means that nothing is known, never an empty object."""
    return models.JSONField(null=True, blank=True, **options)
