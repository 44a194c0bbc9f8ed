"""Hides personal data in rows that are kept as they were read."""

import re
from collections.abc import Collection

MASK = "•••"
# Begins where a word begins, and looks at no letter twice: a cell may be a million letters long.
E_MAIL = re.compile(r"(?<![^\s@<>,;:\"'])[^\s@<>,;:\"']++(?:@[^\s@<>,;:\"']++)+")
# What may be shown of a row whose cells stand in the wrong places: no name, address or VAT number looks like this.
HARMLESS = re.compile(
    r"[-+]?[0-9]{1,6}([.,][0-9]{1,6})?"  # a price; a VAT number has eight digits or more
    r"|[0-9]{8}-[0-9]{8}"  # an order of StockX
    r"|EUR|USD|GBP|CHF|CAD|AUD|JPY|PLN|SEK|DKK|NOK"  # not any three letters: LEE and MAX are names
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9.]{2,9})?)?( ?(Z|UTC|[+-][0-9:]{2,5}))?"
    r"|"
)


def masked(row: dict[str, str], shown: Collection[str]) -> dict[str, str]:
    """The row, with a mask over each cell whose column, in lower case, is not among `shown`, and over e-mails anywhere.

    Columns that nobody knows are masked: they may hold anything.
    """
    return {name: E_MAIL.sub(MASK, cell) if _plain(name) in shown else _over(cell) for name, cell in row.items()}


def masked_unless_harmless(row: dict[str, str]) -> dict[str, str]:
    """The row with a mask over all but numbers, dates, currencies and order numbers: for rows that are broken."""
    return {name: cell if is_harmless(cell) else MASK for name, cell in row.items()}


def is_harmless(cell: str) -> bool:
    """Whether the cell can be shown wherever it was found."""
    return HARMLESS.fullmatch(cell.strip()) is not None


def _over(cell: str) -> str:
    return MASK if cell.strip() else ""


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
