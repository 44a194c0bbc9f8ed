"""Who may import, and take back what was imported: those who could enter the same rows by hand."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.db import models

from apps.integration.imports.changes import model_of
from apps.integration.imports.kinds import KINDS, Kind
from apps.integration.models import ImportBatch

ADD, CHANGE = "add", "change"


def may_import(user, kind: Kind) -> bool:
    """Whether the person may import files of the kind."""
    return _may(user, ImportBatch, ADD) and _may_write(user, map(apps.get_model, kind.writes))


def may_take_back(user, batch: ImportBatch) -> bool:
    """Whether the person may take the import back: whoever may import its rows may.

    It asks for no right to delete. What goes are rows that this import brought and nobody has touched or used since:
    whoever imported the wrong file mends that without an admin, and can harm nobody else's work.
    """
    tables = batch.changes.order_by().values_list("table_name", flat=True).distinct()
    written = [model_of(table) for table in tables]
    return _may(user, ImportBatch, ADD) and None not in written and _may_write(user, written)


def kinds_for(user) -> list[Kind]:
    """The kinds of files that the person may import, as people read them."""
    return sorted((kind for kind in KINDS.values() if may_import(user, kind)), key=lambda kind: kind.title.casefold())


def _may_write(user, written: Iterable[type[models.Model]]) -> bool:
    return all(_may(user, model, action) for model in written for action in (ADD, CHANGE))


def _may(user, model: type[models.Model], action: str) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}")
