"""Reads the rows of a product list."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from apps.core.models import Brand, Category
from apps.integration.imports.catalog.columns import COLUMNS, NEEDED
from apps.products.gtin import is_gtin
from apps.products.models import Product
from apps.products.style_codes import is_odd, normalised
from soleflip.intake import values
from soleflip.intake.errors import Refused, RowRefused
from soleflip.intake.layout import Header
from soleflip.intake.records import Record

EARLIEST = 1900  # year of a release: shoes are older than our files


@dataclass
class Row:
    """A row of the list. `said` has a value for each column that the list has: text, money in EUR, a moment or null.

    `values` is the same by column of the table, brand and category as ids, once these are known.
    """

    number: int
    as_read: dict[str, str]
    said: dict[str, str | Decimal | datetime.datetime | None]
    remark: str | None = None
    values: dict[str, object] = field(default_factory=dict)

    @property
    def sku(self) -> str:
        return self.said["sku"]


class RowReader:
    """Reads the rows of one list."""

    def __init__(self, header: Header):
        self._header = header
        self._places = [(column, header.place[column]) for column in COLUMNS if column in header.place]

    def as_read(self, record: Record) -> dict[str, str]:
        """The row by the names of its columns, without those that are empty."""
        return self._header.filled(record.cells)

    def read(self, record: Record) -> Row:
        """The row as understood. Raises RowRefused."""
        cells = {column: values.text(record.cells[place]) for column, place in self._places}
        said, reasons = {}, {}
        for column, cell in cells.items():
            try:
                said[column] = None if cell is None else READERS[column](cell)
            except Refused as error:
                reasons[column] = str(error)
        reasons |= {column: "It is empty." for column in NEEDED if cells[column] is None}
        if reasons:
            raise RowRefused(reasons)
        return Row(record.number, self.as_read(record), said, _remark(cells, said))


def _text(model, column: str):
    longest = model._meta.get_field(column).max_length
    return lambda cell: values.fitting(cell, longest)


def _style_code(cell: str) -> str | None:
    return values.fitting(normalised(cell), Product._meta.get_field("style_code").max_length) or None


def _ean(cell: str) -> str:
    return values.fitting(values.uncut_code(cell), Product._meta.get_field("ean").max_length)


def _euros(cell: str) -> Decimal:
    number, currency = values.price(cell)
    if currency not in (None, "EUR"):
        raise Refused(f"{values.quoted(cell)} is in {currency}, and retail prices are in EUR: convert it.")
    return number


def _release(cell: str) -> datetime.datetime:
    return values.moment(cell, EARLIEST)


READERS = {
    "sku": _text(Product, "sku"),
    "name": _text(Product, "name"),
    "brand": _text(Brand, "name"),
    "category": _text(Category, "name"),
    "style_code": _style_code,
    "ean": _ean,
    "retail_price": _euros,
    "release_date": _release,
}


def _remark(cells: dict, said: dict) -> str | None:
    """What staff should see although the row is right."""
    remarks = []
    if (ean := said.get("ean")) and not is_gtin(ean):
        remarks.append(f"ean: {values.quoted(ean)} is no valid EAN, so no offer will be found by it.")
    if cell := cells.get("style_code"):
        code = said["style_code"]
        if not code:
            remarks.append(f"style_code: {values.quoted(cell)} has neither letters nor digits, so none was kept.")
        elif is_odd(code):
            remarks.append(f"style_code: {values.quoted(code)} does not look like a style code.")
    return " ".join(remarks) or None
