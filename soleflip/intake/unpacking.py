"""Takes .gz and .zip apart, told by their first bytes, not by their names."""

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from soleflip.intake.errors import IntakeError

GZIP, ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
EXCEL = "[Content_Types].xml"
LOCKED = 1  # a bit among the flags of a file in a .zip


def unpacked(file: BinaryIO, name: str) -> "Unpacked":
    """The content of the file, at whose first byte it is. Raises IntakeError, also while it is read."""
    with _told(name):
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
        with _told(self.name):
            return self.stream.read(size)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Faults as sentences. Those of the libraries quote what the file holds, and damage makes them raise nearly all."""
    try:
        yield
    except IntakeError:
        raise
    except EOFError as error:
        raise IntakeError(f"{name} breaks off: it was not copied in full. Get it again.") from error
    except NotImplementedError as error:
        raise IntakeError(f"{name} is packed in an unusual way: unpack it and import what is in it.") from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise IntakeError(f"{name} cannot be read: {error.strerror.lower()}.") from error
        raise IntakeError(f"{name} is damaged and cannot be unpacked. Get it again.") from error


def _only_member(file: BinaryIO, name: str) -> BinaryIO:
    with _told(name):
        archive = zipfile.ZipFile(file)
        members = [member for member in archive.infolist() if not _is_clutter(member)]
        if any(member.filename == EXCEL for member in members):
            raise IntakeError(f"{name} is an Excel workbook: save it as CSV and import that.")
        tables = [member for member in members if member.filename.lower().endswith((".csv", ".txt", ".tsv"))]
        chosen = members if len(members) == 1 else tables
        if len(chosen) != 1:
            count = f"{len(members):,} files" if members else "no file"
            raise IntakeError(f"{name} holds {count}: unpack it and import what is in it one by one.")
        if chosen[0].flag_bits & LOCKED:
            raise IntakeError(f"{name} is locked by a password: unpack it and import what is in it.")
        return archive.open(chosen[0])


def _is_clutter(member: zipfile.ZipInfo) -> bool:
    """Folders, and what macOS adds."""
    return member.is_dir() or member.filename.startswith("__MACOSX/") or member.filename.endswith(".DS_Store")
