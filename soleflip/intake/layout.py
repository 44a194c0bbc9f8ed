"""Which columns a kind of file has, and where they stand in the file at hand."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from soleflip.intake.errors import IntakeError
from soleflip.intake.lines import Lines

DELIMITERS = ",;\t|"
LONGEST_LIST = 8  # names of columns that a sentence can hold
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Others:
    """Columns that cannot be named beforehand, such as one for each currency: at least one is there, and no other."""

    title: str  # such as "currency"
    name: re.Pattern  # what each of them is called, in this case
    names: str  # the same for people, as the rest of "one is named by ..."


@dataclass(frozen=True)
class Layout:
    """A kind of file. Columns are found by name in any order and case; of each group in `needed` one must be there.

    Further columns are passed over, unless `others` says what they are.
    """

    title: str  # such as "Awin feed"
    columns: tuple[str, ...]
    needed: tuple[tuple[str, ...], ...]
    others: Others | None = None

    @property
    def a_title(self) -> str:
        """With its article."""
        return f"{'an' if self.title[0] in 'AEIOU' else 'a'} {self.title}"

    def column(self, name: str) -> str | None:
        """The column that is called so in a file, by its name in the layout; None where it is none."""
        if column := self._by_plain_name.get(_plain(name)):
            return column
        return name.strip() if self.others and self.others.name.fullmatch(name.strip()) else None

    @cached_property
    def _by_plain_name(self) -> dict[str, str]:
        return {_plain(name): name for name in self.columns}


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

    def filled(self, cells: list[str]) -> dict[str, str]:
        """The cells by the names of their columns, without those that are empty."""
        return {name: cell for name, cell in self.named(cells).items() if cell}

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
    ways = [_split(text.rstrip("\r\n") + "\n", delimiter) for delimiter in DELIMITERS]
    names, delimiter = max(ways, key=lambda way: sum(layout.column(name) is not None for name in way[0]))
    if names and names[-1].endswith("\n"):
        raise IntakeError(f"{file} opens a quote in its first line and never closes it there: correct that line.")
    place: dict[str, int] = {}
    for index, name in enumerate(names):
        if column := layout.column(name):
            if column in place:
                raise IntakeError(f"{file} has the column {name.strip()} twice: remove one of them.")
            place[column] = index
    if missing := [" or ".join(group) for group in layout.needed if not place.keys() & set(group)]:
        found = _listed([name.strip()[:40] for name in names]) if place else "none of its columns"
        raise IntakeError(
            f"{file} is not {layout.a_title}: it lacks the column{'s' * (len(missing) > 1)} "
            f"{_listed(missing)}; its first line has {found}."
        )
    if layout.others:
        _check_others(layout, names, place, file)
    return Header(names, delimiter, place)


def _check_others(layout: Layout, names: list[str], place: dict[str, int], file: str) -> None:
    others = layout.others
    if unknown := [name.strip()[:40] for name in names if name.strip() and layout.column(name) is None]:
        raise IntakeError(
            f"{file} is not {layout.a_title}: its first line has {_listed(unknown)}, and a {others.title} is named by "
            f"{others.names}."
        )
    if not place.keys() - set(layout.columns):
        raise IntakeError(f"{file} is not {layout.a_title}: it has no column for a {others.title}.")


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
