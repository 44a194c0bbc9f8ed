"""Which rows are the demo's, as conditions of SQL."""

from psycopg import sql

from apps.demo import marks
from apps.demo.copying import identifier
from apps.demo.foreign_keys import ForeignKey


def is_demo(table: str, row: str) -> sql.Composable:
    """Whether a row of the table, by its name in the query, is the demo's by its own id."""
    return named_by(sql.Identifier(row, "id"), table) if table in marks.TABLES else sql.SQL("false")


def named_by(column: sql.Composable, table: str) -> sql.Composable:
    """Whether a column holds the id of a demo row of the table."""
    low, high = marks.bounds(table)
    return sql.SQL("{} BETWEEN {}::uuid AND {}::uuid").format(column, sql.Literal(low), sql.Literal(high))


def names_a_demo_row(key: ForeignKey) -> sql.Composable:
    """Whether the row `child` of the key's table names a demo row by the key."""
    column = sql.Identifier("child", key.column)
    if key.parent_column == "id":
        return named_by(column, key.parent)
    return sql.SQL("{} IN (SELECT parent.{} FROM {} parent WHERE {})").format(
        column, sql.Identifier(key.parent_column), identifier(key.parent), is_demo(key.parent, "parent")
    )
