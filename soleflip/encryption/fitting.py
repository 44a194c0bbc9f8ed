"""Whether the keys of the settings are those of the database."""

from cryptography.fernet import InvalidToken, MultiFernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection as default_connection
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from soleflip.encryption.columns import EncryptedColumn, encrypted_columns
from soleflip.encryption.key_format import SETTING
from soleflip.postgres.fields.encrypted import keyring

SAMPLE = 5  # values from each end of a column
THERE = "SELECT to_regclass(format('%%I.%%I', s, t)) IS NOT NULL FROM unnest(%s::text[], %s::text[]) AS wanted (s, t)"
# From both ends of the primary key, in whose order rotate_keys works: where that broke off, one end has the old key.
VALUES = """
(SELECT {number} AS number, {column} AS value FROM {table} WHERE {column} IS NOT NULL ORDER BY {key} LIMIT {sample})
UNION ALL
(SELECT {number}, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {key} DESC LIMIT {sample})"""


def keys_problem(connection: BaseDatabaseWrapper = default_connection) -> str | None:
    """In a sentence, why the secrets in the database cannot be read; None if they can, or if there are none.

    Looks at a few values of each column, in two short queries, so a key of few values can be missed: rotate_keys counts
    them all before it says that one can go. A single damaged value among others is none: only revealing it fails, and
    rotate_keys names it. Raises DatabaseError where the database cannot be asked.
    """
    try:
        keys = keyring()
    except ImproperlyConfigured as error:
        return str(error)
    columns, samples = _samples(connection)
    unreadable = [[value for value in values if not _reads(keys, value)] for values in samples]
    is_any_read = any(len(bad) < len(values) for bad, values in zip(unreadable, samples, strict=True))
    # One value alone may be damaged, as long as the keys fit elsewhere.
    lost = [column for column, bad in zip(columns, unreadable, strict=True) if len(bad) > (1 if is_any_read else 0)]
    if not lost:
        return None
    return (
        f"The keys in {SETTING} are not those of this database, whose secrets in {', '.join(map(str, lost))} cannot be "
        "read with any of them: add the key that they were encrypted with."
    )


def _samples(connection: BaseDatabaseWrapper) -> tuple[list[EncryptedColumn], list[set[str]]]:
    """The columns whose tables are there, and some values of each."""
    columns = encrypted_columns()
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(THERE, [[column.schema for column in columns], [column.table for column in columns]])
        columns = [column for column, (there,) in zip(columns, cursor.fetchall(), strict=True) if there]
        if not columns:
            return [], []
        parts = [
            sql.SQL(VALUES).format(
                number=sql.Literal(number),
                column=sql.Identifier(column.column),
                table=sql.Identifier(column.schema, column.table),
                key=sql.Identifier(column.primary_key),
                sample=sql.Literal(SAMPLE),
            )
            for number, column in enumerate(columns)
        ]
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        samples: list[set[str]] = [set() for _ in columns]  # of few values both ends are the same
        for number, value in cursor.fetchall():
            samples[number].add(value)
    return columns, samples


def _reads(keys: MultiFernet, value: str) -> bool:
    try:
        keys.decrypt(value.encode())
    except InvalidToken:
        return False
    return True
