"""From values to places: round ticks that cover the values, and how far along an axis a value lies."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

MOST_TICKS = 7
FEW = 4  # whole numbers that lie closer get an axis of so many steps, for there is nothing between them


def known(value: Decimal | int | None) -> bool:
    """Whether there is a number to draw: neither None nor the database's NaN or infinity."""
    return value is not None and math.isfinite(value)


def share(value, begin, end) -> float:
    """How far a value or moment lies on the way from begin to end: 0 to 1; 0 where there is no way."""
    return float((value - begin) / (end - begin)) if begin != end else 0.0


def number(value: float | Decimal) -> str:
    """A number for an attribute: a dot, at most two decimals, whatever the language of the page."""
    return f"{round(float(value), 2) + 0:.2f}".rstrip("0").rstrip(".")  # + 0 makes -0.0 plain


def percent(part: float) -> str:
    """A share from 0 to 1 for an attribute: 12.5%."""
    return f"{number(part * 100)}%"


def ticks(lowest: Decimal, highest: Decimal) -> list[Decimal]:
    """4 to 7 multiples of 1, 2 or 5 times a power of ten, from at or below the lowest to at or above the highest."""
    if lowest == highest:
        lowest, highest = widened(lowest)
    for step in round_steps((highest - lowest) / MOST_TICKS):
        first = int((lowest / step).to_integral_value(ROUND_FLOOR))
        last = int((highest / step).to_integral_value(ROUND_CEILING))
        if last - first < MOST_TICKS:
            break
    return [step * count for count in range(first, last + 1)]


def widened(value: Decimal) -> tuple[Decimal, Decimal]:
    """Room around a value that stands alone; zero stays at the bottom."""
    return (value - abs(value) / 10, value + abs(value) / 10) if value else (Decimal(0), Decimal(5))


def round_steps(least: Decimal) -> Iterator[Decimal]:
    """1, 2, 5, 10, 20, 50 … times the power of ten just below least."""
    power = Decimal(1).scaleb(least.adjusted())
    while True:
        yield from (power, power * 2, power * 5)
        power *= 10


@dataclass(frozen=True)
class Scale:
    """The upright axis: its ticks, lowest first."""

    ticks: list[Decimal]

    @classmethod
    def over(cls, values: Iterable[Decimal | int | None]) -> "Scale | None":
        """The scale that holds all known values, or None where there are none."""
        numbers = [value for value in values if known(value)]
        if not numbers:
            return None
        lowest, highest = Decimal(min(numbers)), Decimal(max(numbers))
        if highest - lowest < FEW and all(isinstance(value, int) for value in numbers):
            lowest = max(lowest - 2, min(lowest, Decimal(0)))
            highest = lowest + FEW
        return cls(ticks(lowest, highest))

    def share(self, value: Decimal | int) -> float:
        """How high a value lies: 0 at the lowest tick, 1 at the highest."""
        return share(Decimal(value), self.ticks[0], self.ticks[-1])
