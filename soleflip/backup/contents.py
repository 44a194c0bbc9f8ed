"""The rows of a database, counted and summed up, so that two databases can be held against each other."""

from collections.abc import Callable

from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog.reader import steady_settings

TABLES = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
                      AND e.deptype = 'e')
 ORDER BY 1"""

ROLES = """
SELECT DISTINCT pg_get_userbyid(refobjid)::text FROM pg_shdepend
 WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND refclassid = 'pg_authid'::regclass AND deptype IN ('o', 'a', 'r')
 ORDER BY 1"""


def tables_of(connection: BaseDatabaseWrapper) -> list[str]:
    """Every table that holds rows itself, partitions included, with its schema, quoted where needed."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [name for (name,) in cursor.fetchall()]


def roles_in(connection: BaseDatabaseWrapper) -> list[str]:
    """Who owns something here or has rights to something, or is named by a policy."""
    with connection.cursor() as cursor:
        cursor.execute(ROLES)
        return [name for (name,) in cursor.fetchall()]


def count_rows(
    connection: BaseDatabaseWrapper, progress: Callable[[str], None] = lambda step: None
) -> tuple[dict[str, int], dict[str, str]]:
    """By table: how many rows, and the sum of a 64-bit hash of each row's text, in whatever order they lie."""
    rows, contents = {}, {}
    with connection.cursor() as cursor, steady_settings(connection, cursor):
        for table in tables_of(connection):
            progress(f"Counting {table}")
            # The name was quoted by PostgreSQL.
            cursor.execute(f"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM ONLY {table} t")  # noqa: S608
            rows[table], contents[table] = cursor.fetchone()
    return rows, contents


def differences_in_rows(rows: dict[str, int], contents: dict[str, str], found: tuple[dict, dict]) -> list[str]:
    """What the restored tables lack or have too much, in sentences."""
    found_rows, found_contents = found
    told = []
    for table in sorted(rows.keys() | found_rows.keys()):
        if table not in found_rows:
            told.append(f"The table {table} is missing.")
        elif table not in rows:
            told.append(f"The table {table} is not of this backup.")
        elif rows[table] != found_rows[table]:
            told.append(f"{table} had {rows[table]:,} rows, and {found_rows[table]:,} came back.")
        elif contents[table] != found_contents[table]:
            told.append(f"{table} came back with as many rows, but other values.")
    return told
