"""Numbers of sizes: whole and half ones, and the thirds of adidas in EU sizes."""

import re
from decimal import Decimal

SMALLEST, LARGEST = Decimal("0.5"), Decimal(25)  # of US and UK: baby shoes, and the feet of basketball players
SMALLEST_EU, LARGEST_EU = Decimal(15), Decimal(56)
SHORTEST_FOOT, LONGEST_FOOT = Decimal(8), Decimal(36)  # in centimetres
HALVES = {"0": "0", "00": "0", "5": "0.5", "50": "0.5", "1/2": "0.5", "½": "0.5"}
# Feeds write a third with as many decimals as they please, rounded or cut off.
THIRDS = {"3": "0.33", "7": "0.67", "6667": "0.67", "1/3": "0.33", "2/3": "0.67", "⅓": "0.33", "⅔": "0.67"}
THIRDS |= {digit * length: "0.33" if digit == "3" else "0.67" for digit in "36" for length in (2, 3, 4)}
THIRDS |= {"67": "0.67", "667": "0.67"}
NUMBER = re.compile(r"(0|[1-9][0-9]?)(?:[.,]([0-9]{1,4})|\s*([½⅓⅔])|\s+([12]/[23]))?")
WRITTEN = {Decimal("0.33"): " 1/3", Decimal("0.67"): " 2/3"}


def half_size(text: str) -> Decimal | None:
    """A US or UK size, which goes by halves: 9, 9.5, 9,5, 9½. None for what is none."""
    return _number(text, HALVES, SMALLEST, LARGEST)


def eu_size(text: str) -> Decimal | None:
    """An EU size, by halves or thirds: 42.5, 42,5, 40 2/3, 40⅔ and 40.7, which is 40.67. None for what is none."""
    return _number(text, HALVES | THIRDS, SMALLEST_EU, LARGEST_EU)


def centimetres(text: str) -> Decimal | None:
    """The length of a foot, which JP sizes are too: 27, 27.5."""
    return _number(text, HALVES, SHORTEST_FOOT, LONGEST_FOOT)


def millimetres(text: str) -> Decimal | None:
    """The length of a foot as KR sizes have it: 270, 275."""
    text = text.strip()
    is_one = len(text) in (2, 3) and text.isascii() and text.isdigit() and text[-1] in "05"
    return Decimal(text) if is_one and SHORTEST_FOOT <= int(text) // 10 < LONGEST_FOOT else None


def written(size: Decimal) -> str:
    """The size as we write it on a label: 9, 42.5, 40 2/3."""
    whole, rest = divmod(size, 1)
    return f"{whole:f}{WRITTEN[rest]}" if rest in WRITTEN else f"{size.normalize():f}"


def _number(text: str, parts: dict[str, str], smallest: Decimal, largest: Decimal) -> Decimal | None:
    found = NUMBER.fullmatch(text.strip())
    if not found:
        return None
    part = parts.get(found[2] or found[3] or found[4] or "0")
    number = None if part is None else Decimal(found[1]) + Decimal(part)
    return number if number is not None and smallest <= number <= largest else None
