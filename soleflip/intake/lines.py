"""The lines of a stream, one at a time, with a way to hand some back."""

import codecs
import io

from soleflip.intake.errors import IntakeError

LONGEST = 1 << 20  # bytes; a row of the widest feed has two thousand
BUFFER = 1 << 20  # bytes


class Lines:
    """Lines as bytes with their ends."""

    def __init__(self, stream: io.RawIOBase, file: str):
        self._readline = io.BufferedReader(stream, BUFFER).readline
        self._returned: list[bytes] = []
        self._file = file
        self.number = 0  # of the line that was read last; the first is 1

    def next(self) -> bytes | None:
        """The next line, or None at the end. Raises IntakeError for one that no CSV file has."""
        self.number += 1
        if self._returned:
            return self._returned.pop()
        line = self._readline(LONGEST)
        if len(line) == LONGEST:
            raise IntakeError(
                f"{self._file} is no CSV file: line {self.number:,} is longer than {LONGEST >> 20} MiB. "
                "Nothing of it was imported."
            )
        return line or None

    def hand_back(self, lines: list[bytes]) -> None:
        """They come again, in their order."""
        self._returned.extend(reversed(lines))
        self.number -= len(lines)

    def first(self) -> bytes | None:
        """The first line that says something, without the byte order mark; not the one that only Excel reads."""
        line = self.next()
        if line is not None:
            line = line.removeprefix(codecs.BOM_UTF8)
        while line is not None and (not line.strip() or line.lower().startswith(b"sep=")):
            line = self.next()
        return line
