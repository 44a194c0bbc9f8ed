"""Reads the rows of a price list."""

import re
from dataclasses import dataclass

from apps.integration.choices import Condition, PriceType, SourceType
from apps.integration.imports.prices import words
from apps.integration.imports.prices.columns import CODES, COLUMNS
from apps.integration.models import PriceSource
from apps.products.gtin import is_gtin
from apps.products.models import Product
from apps.products.models.size import Gender
from apps.products.style_codes import codes
from soleflip.intake import values
from soleflip.intake.errors import Refused, RowRefused
from soleflip.intake.layout import Header
from soleflip.intake.records import Record

URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
LONGEST_URL = 2_000  # letters; browsers take no more
LONGEST_WORD = 100  # of a size or a region: to be shown in a sentence
GAPS = re.compile(r"[\s-]+")
GTIN_LENGTH = 14
# What a list says that lacks the column.
LACKING = {"price_type": PriceType.RESALE, "condition": Condition.NEW, "in_stock": True}
# An empty cell of these is an error where the list has the column: a price that is taken for another kind is worse.
NEEDED = ("source", "price_type", "price")


@dataclass
class Row:
    """A row of the list. `said` has a value for each column of price_sources about which it says something."""

    number: int
    as_read: dict[str, str]
    codes: dict[str, list[str]]  # by column: SKU, GTIN with 14 digits, or style codes
    brand: str | None
    size: str
    region: str
    gender: Gender | None
    source: SourceType
    place: str | None  # the shop in words
    said: dict[str, object]


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
        reasons: dict[str, str] = {}
        found = {column: _read(column, cell, reasons) for column, cell in cells.items()}
        known = {column: found.get(column) for column in CODES if found.get(column)}
        if not known and not reasons.keys() & set(CODES):
            reasons["style_code"] = "It is empty, and so is the GTIN: one of them has to name the product."
        money = _money(found, reasons)
        if reasons:
            raise RowRefused(reasons)
        filled = {name: value for name, value in found.items() if value is not None}
        return self._row(record, known, LACKING | filled, money)

    def _row(self, record: Record, codes_by_column: dict, found: dict, money: dict) -> Row:
        place, price_type, condition = found.get("source_name"), found["price_type"], found["condition"]
        said = {"price_type": price_type.value, "condition": condition.value, **money, "in_stock": found["in_stock"]}
        if place:
            said["source_name"] = place
        if "url" in self._header.place:
            said["source_url"] = found.get("url")
        return Row(
            record.number,
            self.as_read(record),
            codes_by_column,
            found.get("brand"),
            found.get("size", ""),
            found.get("region", ""),
            found.get("gender"),
            found["source"],
            place,
            said,
        )


def _read(column: str, cell: str | None, reasons: dict[str, str]):
    if cell is None:
        if column in NEEDED:
            reasons[column] = "It is empty."
        return None
    try:
        return READERS[column](cell)
    except Refused as error:
        reasons[column] = str(error)
        return None


def _money(found: dict, reasons: dict[str, str]) -> dict[str, object]:
    """The price in cents and its currency, which may stand at the price, in its own column, or in both."""
    if not found.get("price") or "currency" in reasons:
        return {}
    (cents, sign), currency = found["price"], found.get("currency")
    if sign and currency and sign != currency:
        reasons["currency"] = f"It is {currency}, and the price is in {sign}: correct one of them."
    elif not (sign or currency):
        reasons["currency"] = "It is empty: write three letters such as EUR, here or at the price."
    return {"price_cents": cents, "currency": currency or sign}


def _fitting(model, column: str):
    longest = model._meta.get_field(column).max_length
    return lambda cell: values.fitting(cell, longest)


def _sku(cell: str) -> list[str]:
    return [values.fitting(cell, Product._meta.get_field("sku").max_length)]


def _gtin(cell: str) -> list[str]:
    digits = GAPS.sub("", values.uncut_code(cell))
    if not is_gtin(digits):
        raise Refused(f"{values.quoted(cell)} is no GTIN: 8, 12, 13 or 14 digits, of which the last fits the others.")
    return [digits.zfill(GTIN_LENGTH)]


def _style_codes(cell: str) -> list[str]:
    if not (found := codes(values.fitting(cell, Product._meta.get_field("style_code").max_length))):
        raise Refused(f"{values.quoted(cell)} has neither letters nor digits, so it is no style code.")
    return found


def _price(cell: str) -> tuple[int, str | None]:
    number, currency = values.price(cell)
    if not number:
        raise Refused("A price is more than zero: what cannot be had has in_stock 0 and its last price.")
    return values.cents(number), currency


def _url(cell: str) -> str:
    if not URL.fullmatch(values.fitting(cell, LONGEST_URL)):
        raise Refused(f"{values.quoted(cell)} is no address of a page: it begins with https:// or http://.")
    return cell


def _word(cell: str) -> str:
    return values.fitting(cell, LONGEST_WORD)


READERS = {
    "sku": _sku,
    "gtin": _gtin,
    "style_code": _style_codes,
    "brand": _word,
    "size": _word,
    "region": _word,
    "gender": words.gender,
    "source": words.source,
    "source_name": _fitting(PriceSource, "source_name"),
    "price_type": words.price_type,
    "price": _price,
    "currency": values.currency_code,
    "condition": words.condition,
    "in_stock": values.yes_or_no,
    "url": _url,
}
