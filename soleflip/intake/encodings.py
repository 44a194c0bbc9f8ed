"""UTF-8, or what Windows writes instead: told from the whole file, since one broken row must not change all others."""

from soleflip.intake.files import SourceFile
from soleflip.intake.lines import Lines

UTF8, WINDOWS = "utf-8", "cp1252"


class Decoder:
    """Decodes the lines of a file. Its encoding is looked for once there is a line that is no UTF-8."""

    def __init__(self, source: SourceFile):
        self._source = source
        self._otherwise: str | None = None  # the encoding of what is no UTF-8, once it is known

    def decode(self, line: bytes) -> str:
        """The text. Raises UnicodeDecodeError for a line that is broken."""
        try:
            return line.decode(UTF8)
        except UnicodeDecodeError:
            if self._otherwise is None:
                self._otherwise = WINDOWS if self._is_windows() else UTF8
            return line.decode(self._otherwise)

    def _is_windows(self) -> bool:
        """Whether more lines are no UTF-8 than are, of those that are not plain ASCII, which is both."""
        balance = 0
        with self._source.reading() as stream:
            lines = Lines(stream, self._source.name)
            while (line := lines.next()) is not None:
                if not line.isascii():
                    balance += -1 if _is_utf8(line) else 1
        return balance > 0


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return True
