"""Which columns are encrypted: whatever model has an EncryptedTextField, so that none is forgotten."""

from typing import NamedTuple

from django.apps import apps
from psycopg import sql

from soleflip.postgres.fields import EncryptedTextField
from soleflip.postgres.names import bare_name, schema_of


class EncryptedColumn(NamedTuple):
    """A column of encrypted texts, and the column by which its rows are known."""

    schema: str
    table: str
    column: str
    primary_key: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.table}.{self.column}"

    def filled_in(self, template: str) -> sql.Composed:
        """The SQL of a template with {table}, {column} and {primary_key}."""
        return sql.SQL(template).format(
            table=sql.Identifier(self.schema, self.table),
            column=sql.Identifier(self.column),
            primary_key=sql.Identifier(self.primary_key),
        )


def encrypted_columns() -> list[EncryptedColumn]:
    """All of them, in the order of the apps."""
    return [
        EncryptedColumn(
            schema_of(model._meta.db_table) or "public",
            bare_name(model._meta.db_table),
            field.column,
            model._meta.pk.column,
        )
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    ]
