"""Reads the catalog of a live database."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog import queries
from soleflip.catalog.entry import Catalog, Entry

SETTINGS = {
    "search_path": "",  # so that every name carries its schema
    "TimeZone": "UTC",
    "DateStyle": "ISO, MDY",
    "IntervalStyle": "postgres",
    "quote_all_identifiers": "off",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}


def read_catalog(
    connection: BaseDatabaseWrapper, schemas: list[str] | None = None, progress: Callable[[str], None] | None = None
) -> Catalog:
    """All objects of these schemas (None: of all but PostgreSQL's own), and what belongs to no schema.

    Writes nothing, and needs no right but that to connect. `progress` is told what is read next.
    """
    catalog = {}
    with connection.cursor() as cursor, steady_settings(connection, cursor):
        parameters = {"schemas": _all_schemas(cursor) if schemas is None else schemas}
        for title, query in queries.ALL.items():
            if progress:
                progress(title)
            cursor.execute(query, parameters)
            entries = (Entry(kind, name, table, json.loads(facts)) for kind, name, table, facts in cursor.fetchall())
            catalog.update({entry.key: entry for entry in entries})
    return catalog


def _all_schemas(cursor) -> list[str]:
    cursor.execute("SELECT nspname::text FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")
    return [name for (name,) in cursor.fetchall()]


@contextmanager
def steady_settings(connection: BaseDatabaseWrapper, cursor) -> Iterator[None]:
    """For the block the session writes what it reads in one way, whatever the server, database and role are set to."""
    cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY (%s)", [list(SETTINGS)])
    before = dict(cursor.fetchall())
    _set(cursor, SETTINGS)
    try:
        yield
    finally:
        if connection.is_usable():
            _set(cursor, before)


def _set(cursor, settings: dict[str, str]) -> None:
    cursor.execute(
        "SELECT set_config(name, setting, false) FROM unnest(%s::text[], %s::text[]) AS s(name, setting)",
        [list(settings), list(settings.values())],
    )
