"""A schema as a Mermaid diagram: its tables with their key columns, and what they refer to."""

import re
from collections.abc import Iterator

from soleflip.reference.schema import Reference, Schema, bare, short_type


def diagram(schema: Schema) -> str:
    lines = ["erDiagram"]
    for table in schema.tables:
        lines += _entity(schema, table.name)
    references = [reference for table in schema.tables for reference in schema.references(table.name)]
    outside = {reference.target for reference in references} - {table.name for table in schema.tables}
    lines += [f'    {_id(table)}["{table}"]' for table in sorted(outside)]
    lines += [_relation(reference) for reference in references]
    return "\n".join(lines)


def _entity(schema: Schema, table: str) -> Iterator[str]:
    keys = schema.keys(table)
    yield f'    {_id(table)}["{table}"] {{'
    for column in schema.belonging("column", table):
        if mark := keys.get(bare(column.name)):
            yield f"        {_word(short_type(column))} {bare(column.name)} {mark}"
    yield "    }"


def _relation(reference: Reference) -> str:
    parent = "|o" if reference.is_optional else "||"
    columns = ", ".join(reference.columns)
    return f'    {_id(reference.target)} {parent}--o{{ {_id(reference.table)} : "{columns}"'


def _id(table: str) -> str:
    return table.replace(".", "_")


def _word(type_name: str) -> str:
    """Mermaid takes one word for a type."""
    return re.sub(r"\W+", "_", type_name.partition("(")[0]).strip("_")
