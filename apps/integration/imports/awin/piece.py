"""Some rows of a feed, on their way from the thread that reads to the one that writes.

The first has time, the second has not: what can be put together before is put together here.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from apps.integration.imports.record_keeping import Entry

NULL, TAB = "\\N", "\t"  # as COPY has them
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
IDS_AT_ONCE = 4096  # as many as twelve bits count


@dataclass
class Piece:
    """Rows by their number in the feed, as lines for COPY, and what is to be noted about others."""

    keys: list[str] = field(default_factory=list)  # number, digest and Awin id
    rows: dict[int, str] = field(default_factory=dict)  # values and ending, by number
    last: int = 0  # number of the last row that was read
    errors: list[Entry] = field(default_factory=list)
    remarks: dict[int, tuple[str, dict[str, str]]] = field(default_factory=dict)  # with the row as read

    def add(self, number: int, digest: str, values: list[str], ending: str) -> None:
        """A row: its values, of which the Awin id is the first, and what stands behind them if it is new."""
        line = copied(values)
        self.keys.append(f"{number}\t{digest}\t{line[: line.index(TAB)]}\n")
        self.rows[number] = f"{line}\t{ending}\n"

    def values(self, number: int, columns: list[str]) -> dict[str, str]:
        """The values of a row that are not null, for people."""
        values = self.rows[number].rstrip("\n").split("\t")
        return {name: value for name, value in zip(columns, values, strict=False) if value != NULL}


def copied(values: list[str]) -> str:
    """The values as a line for COPY (PostgreSQL, "COPY", Text Format); those that are NULL itself are null."""
    line = "\t".join(values)
    is_plain = line.count("\t") == len(values) - 1 and line.count("\\") == values.count(NULL)
    if is_plain and "\n" not in line and "\r" not in line:
        return line
    return "\t".join(value if value is NULL else value.translate(ESCAPES) for value in values)


def ids() -> Iterator[str]:
    """UUIDs in the order of time (RFC 9562, version 7): what comes together lies together in the index of the key."""
    while True:
        moment, chance = f"{time.time_ns() // 1_000_000:012x}", os.urandom(8 * IDS_AT_ONCE).hex()
        for number in range(IDS_AT_ONCE):
            yield f"{moment}7{number:03x}8{chance[16 * number + 1 : 16 * number + 16]}"
