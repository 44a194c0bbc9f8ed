"""Plain SQL, as another program would send it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def query(sql: str, *parameters) -> list[tuple]:
    """The rows that a statement returns; none for one that returns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else []


def value(sql: str, *parameters):
    """The one value that a query returns."""
    ((only,),) = query(sql, *parameters)
    return only


OUR_SCHEMAS = ["analytics", "auth", "core", "integration", "platforms", "pricing", "products", "system", "transactions"]

# For use in WHERE, with c from pg_class and n from pg_namespace: the relations of our schemas, and public.sizes.
OURS = f"""(n.nspname IN ({", ".join(repr(schema) for schema in OUR_SCHEMAS)})
            OR (n.nspname, c.relname) = ('public', 'sizes'))"""


def asked(captured: CaptureQueriesContext) -> list[str]:
    """The queries that were captured, but for the savepoints, which there are only within a test's transaction."""
    return [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
