"""What is really in the database: plain SQL, past everything under test."""

from django.db import connections


def query(sql, *params):
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall()


def execute(sql):
    with connections["engine"].cursor() as cursor:
        cursor.execute(sql)


def value(sql, *params):
    return query(sql, *params)[0][0]


def tables():
    """All tables of the schemas of the tests, as `schema.table`."""
    rows = query("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'")
    return {name for (name,) in rows}


def indexes(relation):
    """Names of the indexes of `schema.table`, without those that back a constraint."""
    rows = query(
        """
        SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
        """,
        relation,
    )
    return {name for (name,) in rows}


def constraints(relation, kinds="pufcx"):
    """Definitions of the constraints of `schema.table` by name; kinds as in pg_constraint.contype."""
    return dict(
        query(
            """
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = %s::regclass AND contype = ANY(%s)
            """,
            relation,
            list(kinds),
        )
    )


def foreign_key(relation):
    """The definition of the only foreign key of `schema.table`."""
    (definition,) = constraints(relation, "f").values()
    return definition


def index_comment(index):
    return value("SELECT obj_description(%s::regclass, 'pg_class')", index)


def column_type(relation, column):
    return value(
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s",
        relation,
        column,
    )


def column_default(relation, column):
    return value(
        """
        SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
        WHERE adrelid = %s::regclass AND attname = %s
        """,
        relation,
        column,
    )


def count(relation):
    return value(f"SELECT count(*) FROM {relation}")
