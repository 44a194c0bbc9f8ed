"""What rows looked like when a page was opened, so that a later write notices who came between."""

import hashlib

from django.db import models
from django.db.models.expressions import Func


class RowVersion(Func):
    """xmin: what PostgreSQL changes whenever somebody writes a row."""

    output_field = models.TextField()

    def as_sql(self, compiler, connection):
        return f"{connection.ops.quote_name(compiler.query.get_initial_alias())}.xmin::text", []


def version_of_rows(model: type[models.Model], keys: list) -> str:
    """Changes with any write to any of the rows."""
    rows = model._base_manager.filter(pk__in=keys).annotate(row_version=RowVersion()).order_by("pk")
    return _digest(list(rows.values_list("pk", "row_version")))


def version_of_columns(row: models.Model, columns: list[str]) -> str:
    """Changes with the values of these columns of the row."""
    return _digest([(name, row.serializable_value(name)) for name in sorted(columns)])


def _digest(value) -> str:
    return hashlib.sha256(repr(value).encode(errors="surrogatepass")).hexdigest()[:32]
