"""Reads the cells of a report's row by the names of their columns, and collects what is wrong with them."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from apps.transactions.imports.sale import SaleRefused
from soleflip.intake import values
from soleflip.intake.errors import Refused
from soleflip.intake.layout import Header
from soleflip.intake.masks import E_MAIL, MASK, is_harmless

Value = TypeVar("Value")


class Cells:
    """The cells of one row. A cell of a column that the file lacks is empty."""

    def __init__(self, header: Header, row: list[str]):
        self._place, self._row = header.place, row
        self.reasons: dict[str, str] = {}
        self._is_readable = True

    def text(self, column: str, longest: int) -> str | None:
        """The text of a cell."""
        return self.read(column, values.fitting, longest)

    def amount(self, column: str) -> tuple[Decimal, str | None] | None:
        """The amount of a cell, and the currency if it stands there too."""
        return self.read(column, values.price)

    def read(self, column: str, reader: Callable[..., Value], *arguments) -> Value | None:
        """The value of a cell; None where it is empty, or refused, which is then among the reasons."""
        place = self._place.get(column)
        cell = None if place is None else values.text(self._row[place])
        if cell is None:
            return None
        try:
            if E_MAIL.search(cell):
                raise Refused("It holds an e-mail address, and those are kept nowhere.")
            return reader(cell, *arguments)
        except Refused as error:
            self._is_readable = False
            said = values.quoted(cell)
            self.reasons[column] = str(error) if is_harmless(cell) else str(error).replace(said, values.quoted(MASK))
            return None

    def need(self, column: str, value: Value | None) -> Value | None:
        """The value, which must be there."""
        if value is None and column not in self.reasons:
            self.reasons[column] = "It is empty."
        return value

    def check(self) -> None:
        """Raises SaleRefused if there are reasons to."""
        if self.reasons:
            raise SaleRefused(self.reasons, is_readable=self._is_readable)
