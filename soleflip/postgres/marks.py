"""What a model says of its table beyond Django's options, as attributes of the class: who writes its rows."""

from django.db import models


def is_kept_by_database(model: type[models.Model]) -> bool:
    """Triggers and functions keep the rows of others, and nobody enters any: `kept_by_database = True`."""
    return getattr(model, "kept_by_database", False)


def is_added_to_only(model: type[models.Model]) -> bool:
    """The database lets nobody change or delete a row: `is_added_to_only = True`."""
    return getattr(model, "is_added_to_only", False)
