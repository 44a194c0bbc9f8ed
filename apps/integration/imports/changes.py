"""Notes what an import added and changed, so that it can be taken back."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Now
from psycopg import sql

from apps.integration.models import ImportBatch, ImportChange

AT_ONCE = 5_000  # rows of one import_change
KEPT = datetime.timedelta(days=30)
FINGERPRINTS = """
INSERT INTO integration.import_changes (batch_id, table_name, row_ids, fingerprints, images)
SELECT %s, %s, array_agg(r.id ORDER BY wanted.place), array_agg(hash_record_extended(r, 0) ORDER BY wanted.place), %s
  FROM unnest(%s::uuid[]) WITH ORDINALITY wanted (id, place) JOIN {table} r ON r.id = wanted.id
HAVING count(*) > 0"""
IMAGES = """
SELECT r.id, to_jsonb(r)::text FROM {table} r WHERE r.id = ANY (%s) ORDER BY r.id FOR UPDATE"""


def table_of(model: type[models.Model]) -> str:
    """Its table as import_changes names it: products.products."""
    return model._meta.db_table.replace('"', "")


def model_of(table: str) -> type[models.Model] | None:
    """The model of a table that import_changes names; None where there is none any more."""
    return next((model for model in apps.get_models() if model._meta.managed and table_of(model) == table), None)


def identifier(table: str) -> sql.Identifier:
    """The table as SQL names it. The name comes from a model, or from import_changes, which has it from there."""
    return sql.Identifier(*table.split("."))


def images_of(model: type[models.Model], ids: Iterable[UUID]) -> dict[UUID, str]:
    """The rows as they are, locked until the transaction ends, as JSON."""
    query = sql.SQL(IMAGES).format(table=identifier(table_of(model)))
    with connection.cursor() as cursor:
        cursor.execute(query, [list(ids)])
        return dict(cursor.fetchall())


def note_added(batch: ImportBatch, model: type[models.Model], ids: list[UUID]) -> None:
    """These rows are new, and look as the import leaves them."""
    for start in range(0, len(ids), AT_ONCE):
        _note(batch, model, ids[start : start + AT_ONCE], None)


def note_changed(batch: ImportBatch, model: type[models.Model], images: dict[UUID, str]) -> None:
    """These rows looked like this, and look now as the import leaves them."""
    ids = list(images)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        _note(batch, model, some, f"[{', '.join(images[key] for key in some)}]")


def _note(batch, model, ids: list[UUID], images: str | None) -> None:
    table = table_of(model)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(FINGERPRINTS).format(table=identifier(table)), [batch.pk, table, images, ids])


def forget_old_changes() -> None:
    """What is older than 30 days cannot be taken back any more."""
    ImportChange.objects.filter(created_at__lt=Now() - KEPT)._raw_delete("default")
