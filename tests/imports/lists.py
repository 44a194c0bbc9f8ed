"""Imports lists that stand in a test, and looks at what came of it."""

import io

from apps.integration.imports.awin.importer import AWIN
from apps.integration.imports.catalog.importer import PRODUCTS
from apps.integration.imports.kinds import Kind
from apps.integration.imports.run import Outcome, carry_out
from apps.integration.models import ImportRecord
from soleflip.intake.files import spooled
from tests.support.sql import query

__all__ = ["AWIN", "PRODUCTS", "imported", "named", "records", "rows_of"]

OWN = {"id", "created_at", "updated_at"}  # columns of a row that is made anew


def imported(text: str | bytes, kind: Kind = PRODUCTS, **options) -> Outcome:
    """Import a file with this text, also where it was imported before."""
    content = text if isinstance(text, bytes) else text.encode()
    with spooled(io.BytesIO(content), "list.csv") as source:
        return carry_out(kind, source, **{"again": True, **options})


def records(outcome: Outcome) -> dict[int, ImportRecord]:
    """What was noted about rows, by their number."""
    return {record.row_number: record for record in outcome.batch.records.all()}


def rows_of(table: str) -> list[tuple]:
    """The whole rows as text, with where they lie: what is written anew, even with the same values, lies elsewhere."""
    return query(f"SELECT t.id, t.ctid::text, t::text FROM {table} t ORDER BY t.id")


def named(model, *names: str) -> list[tuple]:
    """Columns of all rows, or all columns but those that a row made anew has of its own."""
    names = names or [field.attname for field in model._meta.concrete_fields if field.name not in OWN]
    return sorted(model.objects.values_list(*names), key=repr)
