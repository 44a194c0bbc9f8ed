"""Which columns a kind of file has, and where they stand in the file at hand."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from soleflip.intake.errors import IntakeError
from soleflip.intake.lines import Lines

DELIMITERS = ",;\t|"
LONGEST_LIST = 8  # names of columns that a sentence can hold
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Layout:
    """A kind of file. Columns are found by name in any order and case; of each group in `needed` one must be there."""

    title: str  # such as "Awin feed"
    columns: tuple[str, ...]
    needed: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Header:
    """The first line of a file."""

    names: list[str]  # as they stand there
    delimiter: str
    place: dict[str, int]  # of each known column that the file has, by its name in the layout

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.names)

    def named(self, cells: list[str]) -> dict[str, str]:
        """The cells of a row by the names of their columns; those that it has too many are called by their number."""
        others = (f"cell {number}" for number in range(self.width + 1, len(cells) + 1))
        return dict(zip([*self.names, *others], cells, strict=False))


def read_header(lines: Lines, layout: Layout, file: str) -> Header:
    """The header, with the delimiter under which it makes most sense. Raises IntakeError for a file of another kind."""
    line = lines.first()
    if line is None:
        raise IntakeError(f"{file} is empty.")
    if line.startswith(UTF16):
        raise IntakeError(f"{file} is encoded in UTF-16: save it as CSV in UTF-8.")
    if b"\0" in line:
        raise IntakeError(f"{file} is no CSV file: its first line holds NUL bytes.")
    if b"\r" in line.rstrip(b"\r\n"):
        raise IntakeError(f"{file} ends its lines as Macs once did: save it as CSV in UTF-8.")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    known = {_plain(name): name for name in layout.columns}
    ways = [_split(text.rstrip("\r\n") + "\n", delimiter) for delimiter in DELIMITERS]
    names, delimiter = max(ways, key=lambda way: sum(_plain(name) in known for name in way[0]))
    if names and names[-1].endswith("\n"):
        raise IntakeError(f"{file} opens a quote in its first line and never closes it there: correct that line.")
    place: dict[str, int] = {}
    for index, name in enumerate(names):
        if column := known.get(_plain(name)):
            if column in place:
                raise IntakeError(f"{file} has the column {name.strip()} twice: remove one of them.")
            place[column] = index
    if missing := [" or ".join(group) for group in layout.needed if not place.keys() & set(group)]:
        found = _listed([name.strip()[:40] for name in names]) if place else "none of its columns"
        article = "an" if layout.title[0] in "AEIOU" else "a"
        raise IntakeError(
            f"{file} is not {article} {layout.title}: it lacks the column{'s' * (len(missing) > 1)} "
            f"{_listed(missing)}; its first line has {found}."
        )
    return Header(names, delimiter, place)


def _split(text: str, delimiter: str) -> tuple[list[str], str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), []), delimiter
    except csv.Error:
        return [], delimiter


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    if len(names) > LONGEST_LIST:
        return f"{', '.join(names[:LONGEST_LIST])} and {len(names) - LONGEST_LIST} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
