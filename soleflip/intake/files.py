"""A file that is to be imported: where its bytes come from, their digest, and what is left once it is unpacked."""

import hashlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from soleflip.intake.errors import IntakeError
from soleflip.intake.own_place import own_place
from soleflip.intake.read_ahead import ReadAhead
from soleflip.intake.unpacking import unpacked

STANDARD_INPUT = "-"
LONGEST_NAME = 255  # what import_batches.source_file holds


@dataclass
class SourceFile:
    """The bytes of a file as received. `name` is for people and holds no folders, `sha256` is lower-case hex."""

    name: str
    bytes: BinaryIO  # at any place
    size: int
    sha256: str
    fetched: dict[str, str | None] | None = None  # where it is from, and how to ask for what is new next time
    _as_it_was: tuple = field(default=(), repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @contextmanager
    def reading(self) -> Iterator[ReadAhead]:
        """The unpacked bytes from the first to the last. Raises IntakeError, also while they are read.

        Whoever looks for the encoding reads the file beside the one who reads its rows.
        """
        packed = own_place(self.bytes, self._lock)
        with ReadAhead(unpacked(packed, self.name), packed.tell) as stream:
            yield stream

    def check_unchanged(self) -> None:
        """Raises IntakeError if somebody wrote the file since it was opened: its digest would be another's."""
        if self._as_it_was and _state(self.bytes) != self._as_it_was:
            raise IntakeError(f"{self.name} was written while it was read: import it again once it is complete.")


@contextmanager
def opened(path: str) -> Iterator[SourceFile]:
    """The file at a path, or standard input for "-". Raises IntakeError."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:  # closed by who started us
            raise IntakeError("standard input is closed: name a file.")
        with spooled(sys.stdin.buffer, "standard input") as source:
            yield source
        return
    name = os.fsencode(Path(path).name).decode("utf-8", "replace")  # bytes that are no letters cannot be kept
    name = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
    with _file_at(path) as file:
        if file.seekable():
            yield measured(file, name)
        else:  # a pipe
            with spooled(file, name) as source:
                yield source


def _file_at(path: str) -> BinaryIO:
    try:
        if Path(path).is_dir():
            raise IntakeError(f"{path} is a folder: name the files in it.")
        return Path(path).open("rb")
    except OSError as error:
        raise IntakeError(f"{path} cannot be opened: {(error.strerror or str(error)).lower()}.") from error
    except ValueError as error:  # a NUL in it
        raise IntakeError(f"{path!r} is no name of a file.") from error


def measured(file: BinaryIO, name: str) -> SourceFile:
    """A seekable file with its size and digest. Raises IntakeError where it is empty."""
    try:
        file.seek(0)  # writes what waits
        state = _state(file)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise IntakeError(f"{name} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    size = file.seek(0, io.SEEK_END)
    if not size:
        raise IntakeError(f"{name} is empty.")
    return SourceFile(name[-LONGEST_NAME:], file, size, sha256, _as_it_was=state)


@contextmanager
def spooled(stream: BinaryIO, name: str) -> Iterator[SourceFile]:
    """What can be read only once, kept in a file without a name, which is gone with the process."""
    with ExitStack() as stack:
        try:
            # Without a buffer: nothing waits there until a full disk refuses it.
            file = stack.enter_context(tempfile.TemporaryFile(buffering=0))
            while block := stream.read(io.DEFAULT_BUFFER_SIZE * 128):
                while block:
                    block = block[file.write(block) :]
        except OSError as error:
            raise IntakeError(f"{name} cannot be kept: {(error.strerror or str(error)).lower()}.") from error
        yield measured(file, name)


def _state(file: BinaryIO) -> tuple:
    try:
        state = os.fstat(file.fileno())
    except (OSError, AttributeError):  # in memory
        return ()
    return state.st_size, state.st_mtime_ns
