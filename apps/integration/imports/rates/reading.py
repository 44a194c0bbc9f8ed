"""Reads the rows of a file of exchange rates.

Source: the European Central Bank's eurofxref-hist.csv (all days since 1999: `2024-07-31`, "N/A" for none) and
eurofxref.csv (the last day: `31 July 2024`, with a space behind each comma).
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from apps.integration.imports.rates.columns import DATE
from soleflip.intake import values
from soleflip.intake.errors import Refused, RowRefused
from soleflip.intake.layout import Header
from soleflip.intake.records import Record

FIRST_DAY = datetime.date(1999, 1, 1)  # of the euro
MONTHS = "january february march april may june july august september october november december".split()
IN_WORDS = re.compile(r"([0-9]{1,2}) ([A-Za-z]+) ([0-9]{4})")
IN_NUMBERS = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
RATE = re.compile(r"0*(?P<whole>[0-9]+)(\.(?P<decimals>[0-9]+?)0*)?")
LONGEST = 40  # letters of a rate, zeros included
MOST_WHOLE, MOST_DECIMALS = 10, 8  # digits, as the column of the table has them


@dataclass(frozen=True)
class Day:
    """A row: what one euro was worth on a day, by currency. Those about which the row says nothing are not there."""

    number: int
    as_read: dict[str, str]
    date: datetime.date
    rates: dict[str, Decimal]


class RowReader:
    """Reads the rows of one file. A day after `today` is refused: no one knows its rates."""

    def __init__(self, header: Header, today: datetime.date):
        self._header, self._today = header, today
        self._date = header.place[DATE]
        self._currencies = [(name, place) for name, place in header.place.items() if name != DATE]

    def as_read(self, record: Record) -> dict[str, str]:
        """The row by the names of its columns, without those that are empty."""
        named = self._header.named([cell.strip() for cell in record.cells])
        return {name.strip(): cell for name, cell in named.items() if cell}

    def read(self, record: Record) -> Day:
        """The row as understood. Raises RowRefused."""
        rates, reasons = {}, {}
        date = _try(reasons, DATE, day, values.text(record.cells[self._date]) or "")
        if date and date > self._today:
            reasons[DATE] = f"{date} is still to come: there are no rates of it."
        for currency, place in self._currencies:
            if cell := values.text(record.cells[place]):
                rates[currency] = _try(reasons, currency, rate, cell)
        if reasons:
            raise RowRefused(reasons)
        return Day(record.number, self.as_read(record), date, rates)


def day(text: str) -> datetime.date:
    """A day as in 2024-07-31 or 31 July 2024. Raises Refused."""
    numbers = _year_month_day(text)
    try:
        result = datetime.date(*numbers)
    except ValueError:
        raise Refused(f"{values.quoted(text)} is no day of the calendar.") from None
    if result < FIRST_DAY:
        raise Refused(f"{values.quoted(text)} is before {FIRST_DAY}, when the euro began.")
    return result


def _year_month_day(text: str) -> tuple[int, int, int]:
    if found := IN_NUMBERS.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := IN_WORDS.fullmatch(text)) and found[2].casefold() in MONTHS:
        return int(found[3]), MONTHS.index(found[2].casefold()) + 1, int(found[1])
    how = "write it as 2024-07-31 or 31 July 2024."
    raise Refused(f"{values.quoted(text)} is no day: {how}" if text else f"It is empty: {how}")


@lru_cache(maxsize=1 << 14)  # some currencies are tied to the euro
def rate(text: str) -> Decimal:
    """Units of a currency for one euro: with a point, at most 8 decimals, above zero. Raises Refused."""
    found = RATE.fullmatch(text) if len(text) <= LONGEST else None
    if not found:
        how = "write it with a point, as 1.0832, or N/A where there is none."
        raise Refused(f"{values.quoted(text)} is no rate: {how}")
    if len(found["whole"]) > MOST_WHOLE or len(found["decimals"] or "") > MOST_DECIMALS:
        most = f"{MOST_WHOLE} before the point and {MOST_DECIMALS} after it are the most"
        raise Refused(f"{values.quoted(text)} has too many digits: {most}.")
    if not (result := Decimal(text)):
        raise Refused("A rate is more than zero.")
    return result


def _try(reasons: dict[str, str], column: str, read, cell: str):
    try:
        return read(cell)
    except Refused as error:
        reasons[column] = str(error)
        return None
