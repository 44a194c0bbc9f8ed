"""One schema of the database, as the pages speak of it."""

import re
from dataclasses import dataclass
from functools import cached_property

from soleflip.catalog.entry import Entry
from soleflip.catalog.expectation import Expectation

FOREIGN_KEY = re.compile(r"FOREIGN KEY \((?P<columns>[^)]*)\) REFERENCES (?P<table>[^ (]+)\(")
KEY = re.compile(r"(?P<kind>PRIMARY KEY|UNIQUE(?: NULLS NOT DISTINCT)?) \((?P<columns>[^)]*)\)")
SHORT = {
    "character varying": "varchar",
    "character(": "char(",
    "timestamp with time zone": "timestamptz",
    "time without time zone": "time",
}


@dataclass(frozen=True)
class Reference:
    """A foreign key: from columns of one table to another table."""

    table: str
    columns: list[str]
    target: str
    is_optional: bool


@dataclass(frozen=True)
class Schema:
    """A schema with what is in it; `left_out` names tables that are not ours to document."""

    name: str
    expectation: Expectation
    left_out: frozenset[str]

    @property
    def comment(self) -> str:
        return self.expectation.catalog["schema", self.name].facts.get("comment") or ""

    def of_kind(self, kind: str) -> list[Entry]:
        """The tables, views, enums or functions of the schema, by name."""
        return sorted(
            (
                entry
                for entry in self.expectation.catalog.values()
                if entry.kind == kind and entry.name.split(".")[0] == self.name and entry.name not in self.left_out
            ),
            key=lambda entry: entry.name,
        )

    @cached_property
    def tables(self) -> list[Entry]:
        return self.of_kind("table")

    def belonging(self, kind: str, table: str) -> list[Entry]:
        """The columns of a table, in their order, or its constraints, indexes or triggers, by name."""
        found = [entry for entry in self.expectation.catalog.values() if entry.kind == kind and entry.table == table]
        return found if kind == "column" else sorted(found, key=lambda entry: entry.name)

    def references(self, table: str) -> list[Reference]:
        optional = {
            bare(column.name) for column in self.belonging("column", table) if column.facts.get("null") == "null"
        }
        found = []
        for constraint in self.belonging("constraint", table):
            if match := FOREIGN_KEY.match(constraint.facts["definition"]):
                columns = match["columns"].split(", ")
                found.append(Reference(table, columns, match["table"], bool(optional & set(columns))))
        return found

    def keys(self, table: str) -> dict[str, str]:
        """PK, FK or UK for each column that is part of a key."""
        marks: dict[str, str] = {}
        for constraint in self.belonging("constraint", table):
            if match := KEY.match(constraint.facts["definition"]):
                for column in match["columns"].split(", "):
                    marks.setdefault(column, "PK" if match["kind"] == "PRIMARY KEY" else "UK")
        for reference in self.references(table):
            for column in reference.columns:
                marks[column] = "PK" if marks.get(column) == "PK" else "FK"
        return marks


def bare(name: str) -> str:
    """The last part of a name: the column, the index, the constraint."""
    return name.rpartition(".")[2]


def short_type(column: Entry) -> str:
    """The type as one writes it: varchar(100), timestamptz."""
    text = column.facts["type"]
    for long, short in SHORT.items():
        text = text.replace(long, short)
    return text
