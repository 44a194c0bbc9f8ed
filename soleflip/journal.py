"""Writes what happened into the log of the database (system.logs), where staff find it."""

from uuid import UUID

from django.apps import apps
from django.db import models

from soleflip.postgres.names import plain_name

LOG = "system.LogEntry"  # by name, as a foreign key would say it: the project knows no app


def note(component: str, message: str, *, level: str = "INFO", about: models.Model | None = None, **details):
    """Add a line to the log and return it.

    `component` is the part of the program that speaks, `about` the row that the line is about, `details` whatever
    JSON can hold. Never a secret. The line lives and dies with the transaction around it.
    """
    about_row = {}
    if about is not None:
        key = about.pk if isinstance(about.pk, UUID) else None
        about_row = {"source_table": plain_name(about._meta.db_table), "source_id": key}
        if key is None:
            details = {"row": str(about.pk), **details}
    return apps.get_model(LOG).objects.create(
        component=component, message=message, level=level, details=details or None, **about_row
    )
