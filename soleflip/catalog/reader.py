"""Reads the catalog of a live database."""

import json
from collections.abc import Callable

from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog import queries
from soleflip.catalog.entry import Catalog, Entry


def read_catalog(
    connection: BaseDatabaseWrapper, schemas: list[str] | None = None, progress: Callable[[str], None] | None = None
) -> Catalog:
    """All objects of these schemas (None: of all but PostgreSQL's own), and what belongs to no schema.

    Writes nothing, and needs no right but that to connect. `progress` is told what is read next.
    """
    catalog = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path'), current_setting('TimeZone')")
        search_path, time_zone = cursor.fetchone()
        _set(cursor, "", "UTC")  # definitions name every schema, bounds are in UTC
        try:
            parameters = {"schemas": _all_schemas(cursor) if schemas is None else schemas}
            for title, query in queries.ALL.items():
                if progress:
                    progress(title)
                cursor.execute(query, parameters)
                entries = (
                    Entry(kind, name, table, json.loads(facts)) for kind, name, table, facts in cursor.fetchall()
                )
                catalog.update({entry.key: entry for entry in entries})
        finally:
            if connection.is_usable():
                _set(cursor, search_path, time_zone)
    return catalog


def _all_schemas(cursor) -> list[str]:
    cursor.execute("SELECT nspname::text FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")
    return [name for (name,) in cursor.fetchall()]


def _set(cursor, search_path: str, time_zone: str) -> None:
    cursor.execute(
        "SELECT set_config('search_path', %s, false), set_config('TimeZone', %s, false)", [search_path, time_zone]
    )
