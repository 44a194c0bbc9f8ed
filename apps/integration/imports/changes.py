"""Notes what an import added and changed, so that it can be taken back."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Now
from psycopg import sql

from apps.integration.models import ImportBatch, ImportChange
from soleflip.postgres.names import plain_name

AT_ONCE = 5_000  # rows of one import_change
KEPT = datetime.timedelta(days=30)
# What matching adds to an offer is no later work: it is found out anew whenever offers change. Nor is a day that a lot
# lies on the shelf.
FOUND_OUT = {
    "integration.awin_products": ("matched_product_id", "match_confidence", "match_method", "updated_at"),
    "products.inventory": ("shelf_life_days",),
}
FINGERPRINTS = """
INSERT INTO integration.import_changes (batch_id, table_name, row_ids, fingerprints, images)
SELECT %s, %s, array_agg(r.id ORDER BY wanted.place), array_agg({fingerprint} ORDER BY wanted.place), %s
  FROM unnest(%s::uuid[]) WITH ORDINALITY wanted (id, place) JOIN {table} r ON r.id = wanted.id
HAVING count(*) > 0"""
IMAGES = """
SELECT r.id, to_jsonb(r)::text FROM {table} r WHERE r.id = ANY (%s) ORDER BY r.id FOR UPDATE"""


def table_of(model: type[models.Model]) -> str:
    """Its table as import_changes names it: products.products."""
    return plain_name(model._meta.db_table)


def model_of(table: str) -> type[models.Model] | None:
    """The model of a table that import_changes names; None where there is none any more."""
    return next((model for model in apps.get_models() if model._meta.managed and table_of(model) == table), None)


def identifier(table: str) -> sql.Identifier:
    """The table as SQL names it. The name comes from a model, or from import_changes, which has it from there."""
    return sql.Identifier(*table.split("."))


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns that imports write, all but the key."""
    found_out = FOUND_OUT.get(table_of(model), ())
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    return [column for column in columns if column not in found_out]


def fingerprint(model: type[models.Model], row: str) -> sql.Composable:
    """A number by which a row, by its name in the query, is known as what it was."""
    if table_of(model) not in FOUND_OUT:
        return sql.SQL("hash_record_extended({}, 0)").format(sql.Identifier(row))
    columns = sql.SQL(", ").join(sql.Identifier(row, column) for column in columns_of(model))
    return sql.SQL("hash_record_extended(ROW ({}), 0)").format(columns)


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
        query = sql.SQL(FINGERPRINTS).format(table=identifier(table), fingerprint=fingerprint(model, "r"))
        cursor.execute(query, [batch.pk, table, images, ids])


def forget_old_changes() -> None:
    """What is older than 30 days cannot be taken back any more."""
    ImportChange.objects.filter(created_at__lt=Now() - KEPT)._raw_delete("default")
