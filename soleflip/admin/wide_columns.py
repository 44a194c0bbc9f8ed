"""Columns that can hold much, and that a list neither shows nor needs: reading them is work for nothing."""

from collections.abc import Iterator

from django.contrib.postgres.fields import ArrayField
from django.db import models

WIDE = (models.TextField, models.JSONField, ArrayField)


def unseen(model: type[models.Model], related: tuple[str, ...], needed: set[str]) -> list[str]:
    """The wide columns of a table and of the rows that are read along, but for those that are needed."""
    found = [name for name in _wide(model) if name not in needed]
    for path in related:
        steps, to = path.split("__"), model
        for number, step in enumerate(steps, 1):
            to = to._meta.get_field(step).related_model
            found += ["__".join([*steps[:number], name]) for name in _wide(to)]
    return sorted(set(found) - needed)


def _wide(model) -> Iterator[str]:
    return (field.name for field in model._meta.concrete_fields if isinstance(field, WIDE) and not field.primary_key)
