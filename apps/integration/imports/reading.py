"""Reads the rows of a file some at a time, whatever kind it is; what cannot be read is refused with its reason."""

from collections.abc import Iterator
from typing import Protocol, TypeVar

from apps.integration.imports.record_keeping import refused
from apps.integration.imports.run import Run, broken
from soleflip.intake.errors import RowRefused
from soleflip.intake.records import Record

Row = TypeVar("Row", covariant=True)


class Reader(Protocol[Row]):
    """Understands the rows of one file."""

    def read(self, record: Record) -> Row:
        """The row as understood. Raises RowRefused."""

    def as_read(self, record: Record) -> dict[str, str]:
        """The row by the names of its columns, as it is kept where it is refused."""


def in_pieces(run: Run, reader: Reader[Row], at_once: int) -> Iterator[list[Row]]:
    """The rows of the run's file that could be read, so many at once; who takes the next piece is done with this."""
    rows: list[Row] = []
    for record in run.records():
        if record.problem:
            run.refuse(broken(record, run.header))
            continue
        try:
            rows.append(reader.read(record))
        except RowRefused as error:
            run.refuse(refused(record.number, reader.as_read(record), error.reasons))
            continue
        if len(rows) == at_once:
            yield rows
            rows = []
            run.tell(record.number)
    if rows:
        yield rows
