"""Reads a whole file as an import does."""

from io import BytesIO

from soleflip.intake.encodings import Decoder
from soleflip.intake.files import SourceFile, measured
from soleflip.intake.layout import Layout, read_header
from soleflip.intake.lines import Lines
from soleflip.intake.records import Record, Records

COLUMNS = ("id", "name", "price")
LAYOUT = Layout("Awin feed", COLUMNS, (("id",), ("name", "price")))
HEADER = b"id,name,price\n"


def records(source: SourceFile, **how) -> list[Record]:
    """The records of a file with the columns id, name and price. Raises IntakeError."""
    with source.reading() as stream:
        lines = Lines(stream, source.name)
        header = read_header(lines, LAYOUT, source.name)
        return list(Records(lines, header, Decoder(source), **how))


def records_of(content: bytes, **how) -> list[Record]:
    """The records of a file that holds these bytes."""
    return records(measured(BytesIO(content), "feed.csv"), **how)


def unpacked_content(source: SourceFile) -> bytes:
    """Everything that is left once it is unpacked. Raises IntakeError."""
    with source.reading() as stream:
        return stream.read()
