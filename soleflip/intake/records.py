"""The rows of a CSV file, of which any may be broken without a harm to the others."""

import csv
from collections.abc import Callable, Iterator
from typing import NamedTuple

from soleflip.intake.encodings import Decoder
from soleflip.intake.layout import Header
from soleflip.intake.lines import LONGEST, Lines

MOST_LINES = 200  # of one row: what is longer is a quote that was never closed
UNCLOSED = "A quote is opened and never closed: write a quote within a text twice."
RETURN = "A line ends within it, by a carriage return that no quotes are around."

csv.field_size_limit(LONGEST)


class Record(NamedTuple):
    """One row. `number` counts from 1 below the header; a row that is broken has a `problem`, and maybe no cells."""

    number: int
    raw: bytes
    cells: list[str]
    problem: str = ""


class Records:
    """The rows below the header, read one by one.

    `passed(raw, number)` is asked first about each line: one that it knows is counted as a row and not taken apart.
    With a `limit`, no more rows than that are read.
    """

    def __init__(
        self,
        lines: Lines,
        header: Header,
        decoder: Decoder,
        passed: Callable[[bytes, int], bool] | None = None,
        limit: int | None = None,
    ):
        self._lines, self._header, self._passed, self._limit = lines, header, passed, limit
        self._pulled = _Pulled(lines, decoder)
        self._renew()
        self.read = 0  # rows so far

    def __iter__(self) -> Iterator[Record]:
        following, passed, delimiter = self._lines.next, self._passed, self._header.delimiter.encode()
        while (line := following()) is not None:
            if line.isspace() and delimiter not in line:
                continue
            if self.read == self._limit:
                return
            self.read += 1
            if passed is None or not passed(line, self.read):
                yield self._record(line)

    def _record(self, line: bytes) -> Record:
        pulled, number = self._pulled, self.read
        pulled.begin(line)
        try:
            cells = next(self._reader)
        except UnicodeDecodeError as error:
            return self._broken(
                f"It holds the byte {error.object[error.start]:#04x}, which is no {_name(error)} there."
            )
        except StopIteration:
            return self._broken(UNCLOSED)
        except csv.Error:
            return self._broken(UNCLOSED if len(pulled.lines) > 1 else RETURN)
        if (pulled.ended or len(pulled.lines) > 1) and self._is_swallowed(cells):
            return self._broken(UNCLOSED)
        raw = line if len(pulled.lines) == 1 else b"".join(pulled.lines)
        if len(cells) != self._header.width:
            count = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
            return Record(number, raw, cells, f"It has {count}, and the header {self._header.width}.")
        if b"\0" in raw:
            return Record(number, raw, cells, "It holds a NUL byte.")
        return Record(number, raw, cells)

    def _broken(self, problem: str) -> Record:
        """The line alone; what had been taken for the rest of its row is looked at again."""
        first, *others = self._pulled.lines
        self._lines.hand_back(others)
        self._renew()
        return Record(self.read, first, [], problem)

    def _is_swallowed(self, cells: list[str]) -> bool:
        """Whether rows were taken for the text of a cell, because a quote before them is never closed."""
        if self._pulled.ended or not self._is_strict():
            return True
        return len(cells) != self._header.width and any(map(self._is_row, self._pulled.texts[1:]))

    def _is_strict(self) -> bool:
        try:
            return len(list(csv.reader(self._pulled.texts, delimiter=self._header.delimiter, strict=True))) == 1
        except csv.Error:
            return False

    def _is_row(self, text: str) -> bool:
        try:
            cells = next(csv.reader([text], delimiter=self._header.delimiter), [])
        except csv.Error:
            return False
        return len(cells) == self._header.width

    def _renew(self) -> None:
        self._pulled.lines = []
        self._reader = csv.reader(self._pulled, delimiter=self._header.delimiter)


class _Pulled:
    """The lines that the csv module pulls for one row."""

    def __init__(self, lines: Lines, decoder: Decoder):
        self._next, self._decode = lines.next, decoder.decode
        self.lines: list[bytes] = []
        self._waiting: bytes | None = None
        self.texts: list[str] = []
        self.ended = False

    def begin(self, line: bytes) -> None:
        self.lines, self.texts, self.ended, self._waiting, self._size = [], [], False, line, 0

    def __iter__(self):
        return self

    def __next__(self) -> str:
        line = self._waiting
        if line is not None:
            self._waiting = None
        else:
            if len(self.lines) == MOST_LINES or self._size > LONGEST:
                self.ended = True
                raise StopIteration
            line = self._next()
            if line is None:
                self.ended = True
                raise StopIteration
        self.lines.append(line)
        self._size += len(line)
        text = self._decode(line)
        self.texts.append(text)
        return text


def _name(error: UnicodeDecodeError) -> str:
    return "UTF-8" if error.encoding.startswith("utf") else "Windows-1252"
