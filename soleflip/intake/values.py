"""Values as they stand in files: text, whole numbers, amounts, moments. A Refused says why one is none."""

import datetime
import re
from decimal import Decimal
from functools import lru_cache

from soleflip.intake.errors import Refused
from soleflip.spreadsheets import as_meant

EMPTY = frozenset(("", "N/A", "n/a", "N/a", "#N/A", "\\N"))  # the last ones are Excel's and MySQL's
LARGEST_INTEGER = 2_147_483_647  # of PostgreSQL's integer
YES, NO = {"1", "yes", "true", "y", "t", "ja"}, {"0", "no", "false", "n", "f", "nein"}
SIGNS = {"€": "EUR", "£": "GBP"}  # not $: it belongs to twenty currencies
SPACE = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"  # between thousands; a line end parts two numbers
AMOUNT = re.compile(
    rf"(?P<before>[A-Za-z]{{3}}|[€£$])?[{SPACE}]*"
    rf"(?P<number>[-+]?[0-9][0-9.,'{SPACE}]*)(?P<after>[A-Za-z]{{3}}|[€£$])?"
)
TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
PLAIN = re.compile(r"[0-9]+([.,][0-9]+)?")
GROUPED = re.compile(
    rf"(?P<whole>[0-9]{{1,3}}(?P<mark>[.,'{SPACE}])[0-9]{{3}}((?P=mark)[0-9]{{3}})*)"
    r"((?!(?P=mark))[.,](?P<decimals>[0-9]+))?"
)
MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?))?"
    r"\s*(Z|UTC|[+-][0-9]{2}(?::?[0-9]{2})?)?",
    re.IGNORECASE,
)
CUT_SHORT = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2}|[0-9]{4})")
EARLIEST, LATEST = 1990, 2100  # years of people's dates
LARGEST_PRICE = Decimal("99999999.99")  # see soleflip.columns.money
LONGEST_AMOUNT = 24  # letters
SHOWN = 40  # letters of a value in a sentence


def text(cell: str) -> str | None:
    """The text without space around it; null for nothing and for the words that say so, such as N/A.

    The apostrophe that our exports put before what a spreadsheet would run is taken off again.
    """
    meant = as_meant(cell)
    return None if meant in EMPTY else meant


def whole_number(value: str) -> int:
    """A whole number that is not negative and fits PostgreSQL's integer."""
    if not (value.isascii() and value.isdigit()):
        raise Refused(f"{quoted(value)} is no whole number.")
    if len(value) > 20 or int(value) > LARGEST_INTEGER:
        raise Refused(f"{quoted(value)} is larger than {LARGEST_INTEGER:,}, the most that can be kept.")
    return int(value)


def yes_or_no(value: str) -> bool:
    """1 or 0, yes or no, true or false."""
    word = value.lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Refused(f"{quoted(value)} is neither 1 nor 0.")


@lru_cache(maxsize=1 << 16)
def amount(value: str) -> tuple[Decimal, str | None]:
    """An amount with two decimals, and the currency that stands at it: 130.00, "249,90", EUR130.00, 399.90 BRL.

    Raises Refused for parts of a cent, which would disappear, for what is below zero, and for 1.249, which is one thing
    to a German and another to an American.
    """
    found = AMOUNT.fullmatch(value.strip())
    signs = {sign.upper() for sign in (found["before"], found["after"]) if sign} if found else ()
    if not found or len(signs) > 1:
        raise Refused(f"{quoted(value)} is no amount: write it as 249.90 or 249,90.")
    number = Decimal(_point(found["number"].strip(), value))
    if number < 0:
        raise Refused(f"{quoted(value)} is below zero.")
    cents = number.quantize(Decimal("0.01"))
    if cents != number:
        raise Refused(f"{quoted(value)} has parts of a cent: amounts have two decimals.")
    sign = next(iter(signs), None)
    return cents, SIGNS.get(sign, sign if sign and sign.isalpha() else None)


def _point(number: str, value: str) -> str:
    """The number with a point before its decimals and nothing between its thousands."""
    sign, digits = (number[0], number[1:]) if number[0] in "+-" else ("", number)
    if len(digits) > LONGEST_AMOUNT:
        raise Refused(f"{quoted(value)} is larger than any price.")
    if TWO_WAYS.fullmatch(digits):
        thousands = "".join(digit for digit in digits if digit.isdigit())
        raise Refused(f"{quoted(value)} can be read in two ways: write {thousands}.00, or an amount with two decimals.")
    if PLAIN.fullmatch(digits):
        return sign + digits.replace(",", ".")
    if found := GROUPED.fullmatch(digits):
        whole = "".join(digit for digit in found["whole"] if digit.isdigit())
        return f"{sign}{whole}.{found['decimals'] or '0'}"
    raise Refused(f"{quoted(value)} is no amount: write it as 249.90 or 249,90.")


def price(value: str) -> tuple[Decimal, str | None]:
    """An amount as amount() reads it, that fits a column of money: numeric(10, 2)."""
    number, currency = amount(value)
    if number > LARGEST_PRICE:
        raise Refused(f"{quoted(value)} is larger than {LARGEST_PRICE:,}, the most that can be kept.")
    return number, currency


def cents(number: Decimal) -> int:
    """Whole cents, as PostgreSQL's integer holds them."""
    result = int(number * 100)
    if result != number * 100:
        raise Refused(f"{number:,} has parts of a cent: amounts have two decimals.")
    if result > LARGEST_INTEGER:
        raise Refused(f"{number:,} is larger than {LARGEST_INTEGER // 100:,}, the most that can be kept.")
    return result


def currency_code(value: str) -> str:
    """Three letters of ISO 4217, in capitals."""
    if not (len(value) == 3 and value.isascii() and value.isalpha()):
        raise Refused(f"{quoted(value)} is no currency: write three letters such as EUR.")
    return value.upper()


def moment(value: str, earliest: int = EARLIEST) -> datetime.datetime:
    """A moment as in 2024-07-31 04:57:07 +00, in the zone that stands there; without one it is UTC.

    Not before the year `earliest`, and not after 2100.
    """
    found = MOMENT.fullmatch(value.strip())
    if not found:
        raise Refused(f"{quoted(value)} is no date: write it as 2024-07-31, or 2024-07-31 04:57:07 +00.")
    day, time, zone = found.groups()
    zone = (zone or "Z").upper().replace("UTC", "Z")
    try:
        result = datetime.datetime.fromisoformat(f"{day}T{time or '00:00'}{zone}")
    except ValueError:
        raise Refused(f"{quoted(value)} is no day of the calendar, or no time of the day.") from None
    return _within_reach(result, value, earliest)


def day_first(value: str) -> datetime.datetime:
    """A day as in 3/11/24, which is 3 November 2024; its first moment in UTC."""
    found = DAY_FIRST.fullmatch(value.strip())
    if not found:
        raise Refused(f"{quoted(value)} is no day: write it as 3/11/24, the day first.")
    day, month, year = map(int, found.groups())
    try:
        result = datetime.datetime(year if len(found[3]) == 4 else 2000 + year, month, day, tzinfo=datetime.UTC)
    except ValueError:
        raise Refused(f"{quoted(value)} is no day of the calendar: the day stands first, then the month.") from None
    return _within_reach(result, value)


def uncut_code(value: str) -> str:
    """A code that no spreadsheet took for a number: 1.94503E+12 has lost its last digits."""
    if CUT_SHORT.fullmatch(value):
        raise Refused(
            f"{quoted(value)} is what a spreadsheet made of the code, whose last digits are lost: format the column as "
            "text, and enter or export the codes anew."
        )
    return value


def fitting(value: str, longest: int) -> str:
    """The text, if its column holds so many letters."""
    if len(value) > longest:
        raise Refused(f"It has {len(value):,} letters, and {longest:,} can be kept.")
    return value


def quoted(value: str) -> str:
    """A value within a sentence, cut where it is long."""
    return f'"{value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"}"'


def _within_reach(result: datetime.datetime, value: str, earliest: int = EARLIEST) -> datetime.datetime:
    """People's dates: the year 0024 is a slip, and so is 2204."""
    if not earliest <= result.year <= LATEST:
        raise Refused(f"{quoted(value)} is not within the years {earliest} to {LATEST}.")
    return result
