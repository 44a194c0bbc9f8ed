"""What a price did, in a sentence."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.dateformat import format as date_format

from soleflip.admin.formats import money

Points = Sequence[tuple[datetime.datetime, Decimal | None]]  # from a moment on, in units; None: not to be had


def change_in_words(name: str, points: Points, currency: str) -> str:
    """From the first price to the one now, with the lowest and the highest between them."""
    known = [(moment, price) for moment, price in points if price is not None]
    if not known:
        return f"{name}: not in stock at any time."
    first, now = known[0], points[-1][1]
    last = "out of stock now" if now is None else f"{money(now, currency)} now{_percent(first[1], now)}"
    sentence = f"{name}: {_at(first, currency)}, {last}"
    lowest, highest = min(known, key=_price), max(known, key=_price)
    if lowest[1] == highest[1]:
        return f"{sentence}."
    return f"{sentence}; lowest {_at(lowest, currency)}, highest {_at(highest, currency)}."


def _price(point: tuple[datetime.datetime, Decimal]) -> Decimal:
    return point[1]


def _at(point: tuple[datetime.datetime, Decimal], currency: str) -> str:
    moment, price = point
    return f"{money(price, currency)} on {date_format(timezone.localtime(moment), 'j M Y')}"


def _percent(first: Decimal, now: Decimal) -> str:
    return f" ({(now - first) * 100 / first:+.1f} %)" if first and now != first else ""
