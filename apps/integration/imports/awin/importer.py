"""Imports a feed: one thread reads rows, the other lands them, some thousands at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from apps.integration.imports.awin.columns import LAYOUT
from apps.integration.imports.awin.known_rows import KnownRows, digester
from apps.integration.imports.awin.landing import Landing
from apps.integration.imports.awin.piece import NULL, Piece, ids
from apps.integration.imports.awin.reading import RowReader
from apps.integration.imports.kinds import Kind, register
from apps.integration.imports.record_keeping import refused
from apps.integration.imports.run import REMARKS_KEPT, Run, broken
from apps.integration.models.import_batch import ImportSource
from soleflip.intake.ahead import ahead
from soleflip.intake.errors import RowRefused

AT_ONCE = 10_000  # rows; a thousand are about 1 MB
BETWEEN = 100_000  # known rows after which there is something to tell, although nothing to land
SWITCH = 0.0005  # seconds until the thread that reads lets the one that writes go on; Python's 0.005 doubles its time
DEPTH = 2  # pieces that may wait to be landed


def land(run: Run) -> None:
    """Write the rows of the feed into awin_products; those that are unchanged stay as they are, to the last column."""
    known, reader = KnownRows(), RowReader(run.header)
    counts = run.counts
    with (
        _switching_often(),
        Landing(run.batch, reader, known, says_currency="currency" in run.header.place) as landing,
        ahead(_pieces(run, reader, known), DEPTH) as pieces,
    ):
        for piece in pieces:
            for entry in piece.errors:
                run.refuse(entry)
            if piece.rows:
                landed = landing.land(piece)
                counts.added += landed.added
                counts.changed += landed.changed
                counts.unchanged += landed.unchanged
                counts.duplicates += landed.duplicates
                for entry in landed.entries:
                    run.remark(entry)
            run.tell(piece.last)
    late = known.late()
    counts.unchanged += known.hits - late
    counts.duplicates += known.repeated + late


@contextmanager
def _switching_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _pieces(run: Run, reader: RowReader, known: KnownRows) -> Iterator[Piece]:
    digest, has_known = digester(run.header), bool(len(known))

    def passed(raw: bytes, number: int) -> bool:
        return known.hit(digest(raw), number)

    records = run.records(passed if has_known else None)
    piece, new_ids, nulls = Piece(), ids(), f"\t{NULL}" * len(reader.unsaid)
    for record in records:
        if record.problem:
            piece.errors.append(broken(record, run.header))
            continue
        mark = digest(record.raw)
        is_several_lines = record.raw.find(b"\n") < len(record.raw) - 1
        if is_several_lines and has_known and known.hit(mark, record.number):
            continue
        try:
            row = reader.read(record.cells)
        except RowRefused as error:
            piece.errors.append(refused(record.number, run.header.filled(record.cells), error.reasons))
            continue
        piece.add(record.number, mark.hex(), row, next(new_ids) + nulls)
        if (remark := reader.remark(row)) and len(piece.remarks) < REMARKS_KEPT:
            piece.remarks[record.number] = remark, run.header.filled(record.cells)
        if len(piece.rows) + len(piece.errors) >= AT_ONCE or records.read - piece.last > BETWEEN:
            piece.last = records.read
            yield piece
            piece = Piece(last=records.read)
    piece.last = records.read
    yield piece


AWIN = register(
    Kind(
        "awin",
        "Awin feed",
        ImportSource.AWIN,
        LAYOUT,
        land,
        writes=("integration.AwinProduct",),
        about="The product feed of a shop, as Awin offers it: CSV, packed or not, with any choice of columns.",
    )
)
