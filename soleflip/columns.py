"""Columns that many tables share, so that each means the same everywhere.

Every function returns a fresh Django field; the values stand in the database as defaults too,
because other programs write there with plain SQL.
"""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Func


class TransactionTime(Func):
    """now(): when the running transaction began. Django's own Now() is statement_timestamp() on PostgreSQL."""

    function = "now"
    output_field = models.DateTimeField()


class FixedCharField(models.CharField):
    """char(n) where all values have one length, such as currency codes and SHA-256 digests."""

    def db_type(self, connection):
        return f"char({self.max_length})"


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


def money(*, null: bool = False, **options) -> models.DecimalField:
    """An amount of up to 99,999,999.99 in the currency that the comment or the row names."""
    return models.DecimalField(max_digits=10, decimal_places=2, null=null, blank=null, **options)


def percent(*, null: bool = False, **options) -> models.DecimalField:
    """A percentage that may be far above 100 or below 0, such as a ROI: 12.34 is 12.34 percent."""
    return models.DecimalField(max_digits=9, decimal_places=2, null=null, blank=null, **options)


def json_object(**options) -> models.JSONField:
    """An optional jsonb column; null means that nothing is known, never an empty object."""
    return models.JSONField(null=True, blank=True, **options)
