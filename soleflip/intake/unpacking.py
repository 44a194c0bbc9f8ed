"""Takes .gz and .zip apart, told by their first bytes, not by their names."""

import gzip
import zipfile
import zlib
from typing import BinaryIO

from soleflip.intake.errors import IntakeError

GZIP, ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, RuntimeError, NotImplementedError)
EXCEL = "[Content_Types].xml"


def unpacked(file: BinaryIO, name: str) -> "Unpacked":
    """The content of the file, at whose first byte it is. Raises IntakeError, also while it is read."""
    beginning = file.read(4)
    file.seek(0)
    if beginning.startswith(GZIP):
        return Unpacked(gzip.GzipFile(fileobj=file), name)
    if beginning.startswith(ZIP):
        return Unpacked(_only_member(file, name), name)
    return Unpacked(file, name)


class Unpacked:
    """A stream whose faults are told in a sentence."""

    def __init__(self, stream: BinaryIO, name: str):
        self.stream, self.name = stream, name

    def read(self, size: int) -> bytes:
        """The next bytes, none at the end."""
        try:
            return self.stream.read(size)
        except EOFError as error:
            raise IntakeError(f"{self.name} breaks off: it was not copied in full. Get it again.") from error
        except BROKEN as error:
            raise IntakeError(f"{self.name} is damaged and cannot be unpacked ({error}). Get it again.") from error
        except OSError as error:
            raise IntakeError(f"{self.name} cannot be read: {(error.strerror or str(error)).lower()}.") from error


def _only_member(file: BinaryIO, name: str) -> BinaryIO:
    try:
        archive = zipfile.ZipFile(file)
        names = [member.filename for member in archive.infolist() if not _is_clutter(member)]
        if EXCEL in names:
            raise IntakeError(f"{name} is an Excel workbook: save it as CSV and import that.")
        tables = [member for member in names if member.lower().endswith((".csv", ".txt", ".tsv"))]
        chosen = names if len(names) == 1 else tables
        if len(chosen) != 1:
            count = f"{len(names):,} files" if names else "no file"
            raise IntakeError(f"{name} holds {count}: unpack it and import what is in it one by one.")
        return archive.open(chosen[0])
    except RuntimeError as error:
        raise IntakeError(f"{name} is locked by a password: unpack it and import what is in it.") from error
    except BROKEN as error:
        raise IntakeError(f"{name} is damaged and cannot be unpacked ({error}). Get it again.") from error


def _is_clutter(member: zipfile.ZipInfo) -> bool:
    """Folders, and what macOS adds."""
    return member.is_dir() or member.filename.startswith("__MACOSX/") or member.filename.endswith(".DS_Store")
