"""Any list as CSV: streamed row by row, so that its length does not matter, and harmless in a spreadsheet."""

import csv
import datetime
import json
import logging
from collections.abc import Iterator
from decimal import Decimal

from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.http import StreamingHttpResponse
from django.utils import timezone

from soleflip.postgres.fields import EncryptedTextField
from soleflip.spreadsheets import Passing, harmless
from soleflip.waits.limits import without_limits

logger = logging.getLogger(__name__)

ROWS_AT_ONCE = 2000
# How the rows that a foreign key leads to are named: by all of these that the model has, or by the first of those.
NAMES = ("name", "sku", "style_code", "region", "value")
OTHER_NAMES = ("email", "stockx_listing_id", "stockx_order_number", "source_file", "product_name", "source_name")


def csv_response(queryset: models.QuerySet, columns: list[str], file_name: str) -> StreamingHttpResponse:
    """The rows as a download. UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    return StreamingHttpResponse(
        _pieces(queryset, columns),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def file_name(model: type[models.Model]) -> str:
    """Such as inventory-2026-11-24.csv."""
    name = str(model._meta.verbose_name_plural).lower().replace(" ", "-")
    return f"{name}-{timezone.localdate():%Y-%m-%d}.csv"


def default_columns(model: type[models.Model]) -> list[str]:
    """All columns of the table that are no secret; behind each foreign key the name of the row that it leads to."""
    columns = []
    for field in model._meta.concrete_fields:
        if isinstance(field, EncryptedTextField) or field.name == "password":
            continue
        columns.append(field.attname)
        if field.is_relation:
            columns += [f"{field.name}__{name}" for name in _name_columns(field.related_model)]
    return columns


def _name_columns(model) -> list[str]:
    known = {field.name for field in model._meta.concrete_fields}
    return [name for name in NAMES if name in known] or [name for name in OTHER_NAMES if name in known][:1]


def heading(model: type[models.Model], column: str) -> str:
    """The name of the column in the database, or of the row and the column that a foreign key leads to."""
    try:
        return get_fields_from_path(model, column)[-1].column if "__" not in column else column.replace("__", "_")
    except FieldDoesNotExist:
        return column


def _pieces(queryset, columns) -> Iterator[str]:
    writer = csv.writer(Passing(), quoting=csv.QUOTE_ALL)  # so that a semicolon is no border either
    yield "\ufeff" + writer.writerow([heading(queryset.model, column) for column in columns])
    try:
        # In a transaction the cursor of the server reads on as we do; without one it would copy all rows first.
        with without_limits(), transaction.atomic():
            rows, lines = queryset.values_list(*columns).iterator(chunk_size=ROWS_AT_ONCE), []
            for row in rows:
                lines.append(writer.writerow([cell(value) for value in row]))
                if len(lines) == ROWS_AT_ONCE:
                    yield "".join(lines)
                    lines.clear()
            yield "".join(lines)
    except Exception:  # the status has been sent: the file itself must say that it is not whole
        logger.exception("An export broke off")
        yield writer.writerow(["THIS FILE IS NOT COMPLETE: the export broke off. Export again."])


def cell(value) -> str:
    """A value as text: times in UTC as ISO 8601, numbers with a point, and no text that a spreadsheet would run."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float() | Decimal():
            return str(value)
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat(timespec="seconds")
        case dict() | list():
            text = json.dumps(value, ensure_ascii=False)
        case _:
            text = str(value)
    return harmless(text)
