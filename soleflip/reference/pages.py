"""The pages: one for each schema, and one that leads to them."""

import re
from collections.abc import Iterator
from pathlib import Path

from soleflip.catalog.entry import Entry
from soleflip.catalog.expectation import Expectation
from soleflip.reference.diagram import diagram
from soleflip.reference.schema import Schema, bare, short_type

HOW = "Made by `manage.py document_database` from what the migrations make: do not edit, a test compares."


def pages(expectation: Expectation, left_out: set[str], sql: Path) -> dict[str, str]:
    """The text of each page by file name. left_out: tables not to document; sql: the folder of the SQL files."""
    schemas = [Schema(name, expectation, frozenset(left_out)) for name in sorted(expectation.schemas)]
    made = {f"{schema.name}.md": _join(_schema_page(schema, sql)) for schema in schemas}
    return {"README.md": _join(_index(schemas)), **made}


def _join(lines: Iterator[str]) -> str:
    text = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


# --- the page that leads to the others ---


def _index(schemas: list[Schema]) -> Iterator[str]:
    yield from (
        "# The database, schema by schema",
        "",
        HOW,
        "",
        "| schema | what it holds | tables and views |",
        "|---|---|---|",
    )
    for schema in schemas:
        names = [_link(schema, entry) for entry in (*schema.tables, *schema.of_kind("view"))]
        yield _row(f"[{schema.name}]({schema.name}.md)", schema.comment, ", ".join(names))
    yield ""
    yield "Money is in euro unless a column `currency` or the comment says otherwise, `_cents` in cents; times are UTC."


def _link(schema: Schema, entry: Entry) -> str:
    anchor = entry.name.replace(".", "")
    return f"[{bare(entry.name)}]({schema.name}.md#{anchor})"


# --- a schema ---


def _schema_page(schema: Schema, sql: Path) -> Iterator[str]:
    yield from (f"# Schema {schema.name}", "", schema.comment + ".", "", HOW, "")
    if schema.tables:
        yield from (
            "## Diagram",
            "",
            "Key columns only.",
            "",
            "```mermaid",
            diagram(schema),
            "```",
            "",
            "## Tables",
            "",
        )
    for table in schema.tables:
        yield from _table(schema, table)
    yield from _part("Views", (line for view in schema.of_kind("view") for line in _view(schema, view, sql)))
    yield from _part("Enums", (line for enum in schema.of_kind("enum") for line in _enum(enum)))
    yield from _part("Functions", (line for each in schema.of_kind("function") for line in _function(each, sql)))


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    content = list(lines)
    if content:
        yield from (f"## {title}", "", *content, "")


def _table(schema: Schema, table: Entry) -> Iterator[str]:
    yield from (f"### {table.name}", "", (table.facts.get("comment") or "") + ".", "")
    if by := table.facts.get("partitioned by"):
        yield from (f"Partitioned: {by}, a partition for each month and a default one.", "")
    if options := table.facts.get("options"):
        yield from (f"Storage: {options}.", "")
    yield from _columns(schema, table)
    yield from _listed("Keys and rules", (_constraint(each) for each in schema.belonging("constraint", table.name)))
    yield from _listed("Indexes", (_index_line(each) for each in _own_indexes(schema, table.name)))
    yield from _listed(
        "Triggers", (_described(each, bare(each.name)) for each in schema.belonging("trigger", table.name))
    )


def _columns(schema: Schema, table: Entry) -> Iterator[str]:
    yield from ("| column | type | null | default | meaning |", "|---|---|---|---|---|")
    for column in schema.belonging("column", table.name):
        default = column.facts.get("default")
        yield _row(
            f"`{bare(column.name)}`",
            short_type(column),
            "yes" if column.facts["null"] == "null" else "",
            f"`{default}`" if default else "",
            column.facts.get("comment") or "",
        )
    yield ""


def _listed(title: str, lines: Iterator[str]) -> Iterator[str]:
    content = sorted(lines)
    if content:
        yield from (f"{title}:", "", *content, "")


def _constraint(constraint: Entry) -> str:
    return f"- `{bare(constraint.name)}`: `{constraint.facts['definition']}`"


def _own_indexes(schema: Schema, table: str) -> list[Entry]:
    """Those that no constraint has already told of."""
    backing = {bare(constraint.name) for constraint in schema.belonging("constraint", table)}
    return [index for index in schema.belonging("index", table) if bare(index.name) not in backing]


def _index_line(index: Entry) -> str:
    unique = "unique " if index.facts["definition"].startswith("CREATE UNIQUE") else ""
    what = index.facts["definition"].partition(" USING ")[2]
    return _described(index, bare(index.name), f"{unique}{what}")


def _described(entry: Entry, name: str, definition: str = "") -> str:
    comment = entry.facts.get("comment")
    parts = [f"- `{name}`", f"`{definition}`" if definition else "", comment or ""]
    return ": ".join(part for part in parts if part)


def _view(schema: Schema, view: Entry, sql: Path) -> Iterator[str]:
    yield from (f"### {view.name}", "", f"{view.facts.get('comment')}. {_source('views', view.name, sql)}", "")
    yield from ("| column | type | meaning |", "|---|---|---|")
    for column in schema.belonging("column", view.name):
        yield _row(f"`{bare(column.name)}`", short_type(column), column.facts.get("comment") or "")
    yield ""


def _enum(enum: Entry) -> Iterator[str]:
    values = ", ".join(f"`{value}`" for value in enum.facts["values"].split(", "))
    yield from (f"### {enum.name}", "", f"{enum.facts.get('comment')}: {values}", "")


def _function(function: Entry, sql: Path) -> Iterator[str]:
    name = function.name.partition("(")[0]
    yield from (f"### {function.name}", "", f"{function.facts.get('comment')}. {_source('functions', name, sql)}", "")


def _source(kind: str, name: str, sql: Path) -> str:
    """A link to the newest version of the file that makes the object."""
    files = sorted((sql / kind).glob(f"{name}.v*.sql"), key=lambda file: int(re.search(r"\.v(\d+)\.", file.name)[1]))
    return f"[SQL](../../sql/{kind}/{files[-1].name})" if files else ""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
