"""Some rows of a feed, on their way from the thread that reads to the one that writes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from apps.integration.imports.record_keeping import Entry

NULL = "\\N"  # as COPY has it
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Row(NamedTuple):
    """A row as COPY takes it (PostgreSQL, "COPY", Text Format), without its end."""

    digest: str
    key: str  # the Awin id
    line: str


@dataclass
class Piece:
    """Rows by their number in the feed, and what is to be noted about others."""

    rows: dict[int, Row] = field(default_factory=dict)
    last: int = 0  # number of the last row that was read
    errors: list[Entry] = field(default_factory=list)
    remarks: dict[int, tuple[str, dict[str, str]]] = field(default_factory=dict)  # with the row as read

    def keys(self) -> Iterator[str]:
        """Lines of number, digest and key."""
        for number, row in self.rows.items():
            yield f"{number}\t{row.digest}\t{row.key}\n"

    def whole(self, number: int) -> str:
        """A line of number, digest and all values."""
        row = self.rows[number]
        return f"{number}\t{row.digest}\t{row.line}\n"

    def values(self, number: int, columns: list[str]) -> dict[str, str]:
        """The values of a row that are not null, for people."""
        values = self.rows[number].line.split("\t")
        return {name: value for name, value in zip(columns, values, strict=True) if value != NULL}


def copied(values: list[str]) -> str:
    """The values as a line for COPY; those that are NULL itself are null."""
    line = "\t".join(values)
    is_plain = line.count("\t") == len(values) - 1 and line.count("\\") == values.count(NULL)
    if is_plain and "\n" not in line and "\r" not in line:
        return line
    return "\t".join(value if value is NULL else value.translate(ESCAPES) for value in values)
