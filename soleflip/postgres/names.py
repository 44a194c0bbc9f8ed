"""How names of tables are written: bare, or quoted with their schema."""

from django.db.backends.utils import split_identifier


def schema_of(table: str) -> str:
    """The schema in `"schema"."table"`, or an empty string for a bare name."""
    return split_identifier(table)[0]


def bare_name(table: str) -> str:
    """The name without its schema and without quotes."""
    return split_identifier(table)[1]


def plain_name(table: str) -> str:
    """`schema.table` without quotes, the spelling of people, of the audit trail and of the catalog."""
    return table.replace('"', "")


def full_name(schema: str, table: str) -> str:
    """`"schema"."table"`, the spelling that models use."""
    return f'"{schema}"."{table}"'
