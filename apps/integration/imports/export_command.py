"""What all export commands share."""

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from soleflip.intake import writing

STANDARD_OUTPUT = "-"
NOT_COMPLETE = "THIS FILE IS NOT COMPLETE: the export broke off. Export again."


class ExportCommand(ABC, BaseCommand):
    """Writes rows as CSV which the import command of the same name brings back equal.

    A subclass gives the `columns`, `rows()` and `help`. Nothing that it exports may be personal data.
    """

    columns: tuple[str, ...]

    @abstractmethod
    def rows(self) -> Iterable[Iterable]:
        """The values of each row in the order of `columns`; called within a transaction, so that iterators stream."""

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", default=STANDARD_OUTPUT, metavar="FILE", help="where to write; - for standard output"
        )
        parser.add_argument("--force", action="store_true", help="overwrite the file if there is one")

    def handle(self, *, file: str, force: bool, **options):
        if file == STANDARD_OUTPUT:
            count = self._to_standard_output()
        else:
            path = _checked(file, force)
            try:
                with _written_whole(path, force) as stream:
                    count = self._write(stream)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise CommandError(f"{file} cannot be written: {reason}. Nothing was exported.") from error
        if options["verbosity"] > 0:
            name = "standard output" if file == STANDARD_OUTPUT else file
            self.stderr.write(f"{name}: {count:,} row{'s' * (count != 1)} exported.", style_func=str)

    def _write(self, stream) -> int:
        """Write all rows, and return how many."""
        count = 0

        def counted() -> Iterator[Iterable]:
            nonlocal count
            for row in self.rows():
                count += 1
                yield row

        with transaction.atomic():
            for line in writing.lines(self.columns, counted()):
                stream.write(line)
        return count

    def _to_standard_output(self) -> int:
        # The letters of a terminal may be others; and a letter that it lacks must not become a question mark here.
        if reconfigure := getattr(self.stdout, "reconfigure", None):
            reconfigure(encoding="utf-8", newline="\n")
        try:
            count = self._write(_Output(self.stdout))
            self.stdout.flush()
        except BrokenPipeError:
            raise
        except BaseException:  # the beginning is out already: the file itself must say that it is not whole
            self.stdout.write(f'"{NOT_COMPLETE}"')
            raise
        return count


class _Output:
    """Standard output without the line ends that Django adds."""

    def __init__(self, stdout):
        self._stdout = stdout

    def write(self, text: str) -> None:
        self._stdout.write(text, ending="")


def _checked(file: str, force: bool) -> Path:
    """Where to write. A link leads to the file that it stands for."""
    try:
        path = Path(file).resolve()
        if path.is_dir():
            raise CommandError(f"{file} is a folder: name a file in it.")
        if path.exists() and not path.is_file():
            raise CommandError(f"{file} is no file: write to standard output instead, with - and >.")
        if path.exists() and not force:
            raise CommandError(f"{file} is there already: name another file, or overwrite it with --force.")
        if not path.parent.is_dir():
            raise CommandError(f"{path.parent} is no folder: make it first, or name another.")
    except (OSError, RuntimeError, ValueError) as error:
        raise CommandError(f"{file!r} is no name of a file that can be written.") from error
    return path


@contextmanager
def _written_whole(path: Path, force: bool) -> Iterator[TextIO]:
    """A new file beside the path, which takes its place once it is complete, and is gone if it never is."""
    draft = path.with_name(f".{path.name[:100]}.{uuid4().hex}.part")
    try:
        with draft.open("x", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            if path.exists():
                shutil.copymode(path, draft)  # whoever could not read it shall not now
            draft.replace(path)
        else:
            os.link(draft, path)  # unlike a rename it never overwrites what somebody wrote meanwhile
    finally:
        draft.unlink(missing_ok=True)
