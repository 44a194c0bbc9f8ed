"""Writes CSV that comes back equal when it is imported, and is harmless in a spreadsheet."""

import csv
import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from soleflip.spreadsheets import Passing, harmless

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for another encoding


def lines(columns: Iterable[str], rows: Iterable[Iterable]) -> Iterator[str]:
    """The header and the rows, each with its end. All cells are quoted, so that a semicolon is no border either."""
    line = csv.writer(Passing(), quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
    yield BYTE_ORDER_MARK + line(columns)
    for row in rows:
        yield line(map(cell, row))


def cell(value) -> str:
    """A value as soleflip.intake.values reads it: moments in UTC to the microsecond, yes and no as 1 and 0."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case Decimal():
            return f"{value:f}"
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat(sep=" ")
        case str():
            return harmless(value)
        case _:
            return str(value)
