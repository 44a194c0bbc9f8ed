"""What a price did, in a sentence."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from soleflip.admin.formats import money
from soleflip.charts.time_axis import day

Points = Sequence[tuple[datetime.datetime, Decimal | None]]  # from a moment on, in units; None: not to be had
TOLD = 4  # times out of stock that a sentence holds, the latest


def change_in_words(name: str, points: Points, currency: str) -> str:
    """From the first price to the one now, the lowest and the highest between them, and when it could not be had."""
    known = [(moment, price) for moment, price in points if price is not None]
    if not known:
        return f"{name}: not in stock at any time."
    first, last = known[0], known[-1]
    now = "now" if points[-1][1] is not None else "when last seen"
    parts = [f"{name}: {_at(first, currency)}, {money(last[1], currency)} {now}{_percent(first[1], last[1])}"]
    lowest, highest = min(known, key=_price), max(known, key=_price)
    if lowest[1] != highest[1]:
        parts.append(f"lowest {_at(lowest, currency)}, highest {_at(highest, currency)}")
    if outages := _outages(points):
        parts.append(f"out of stock {', '.join(outages[-TOLD:])}{' and before' if len(outages) > TOLD else ''}")
    return "; ".join(parts) + "."


def _outages(points: Points) -> list[str]:
    """The times without a price: 12 Aug 2026 to 30 Aug 2026, since 23 Nov 2026."""
    ended = [
        f"{day(moment)} to {day(following)}"
        for (moment, price), (following, _) in pairwise(points)
        if price is None and day(moment) != day(following)
    ]
    moment, price = points[-1]
    return [*ended, f"since {day(moment)}"] if price is None else ended


def _price(point: tuple[datetime.datetime, Decimal]) -> Decimal:
    return point[1]


def _at(point: tuple[datetime.datetime, Decimal], currency: str) -> str:
    moment, price = point
    return f"{money(price, currency)} on {day(moment)}"


def _percent(first: Decimal, now: Decimal) -> str:
    return f" ({(now - first) * 100 / first:+.1f} %)" if first and now != first else ""
