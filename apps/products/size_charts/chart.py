"""A chart: which US, UK and EU sizes of one brand and one gender are the same shoe."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from apps.products.models.size import Gender
from apps.products.size_charts.numbers import eu_size, half_size


class Line(NamedTuple):
    """One shoe in three scales; None where the source does not say it."""

    us: Decimal
    uk: Decimal
    eu: Decimal | None  # thirds as .33 and .67


@dataclass(frozen=True)
class Chart:
    """The sizes of a brand for one gender, where they are from, and when they were taken from there."""

    slug: str  # of the brand
    brand: str
    gender: Gender
    source: str
    date: datetime.date
    lines: tuple[Line, ...]


def table(text: str) -> tuple[Line, ...]:
    """The lines of a chart that is printed across: a row for US, for UK and for EU, with "-" for what is not said."""
    us, uk, eu = (row.split()[1:] for row in text.strip().splitlines())
    return tuple(
        Line(half_size(a), half_size(b), None if c == "-" else eu_size(c)) for a, b, c in zip(us, uk, eu, strict=True)
    )


def halves(first: Decimal | int, last: Decimal | int) -> list[Decimal]:
    """All whole and half sizes from the first to the last."""
    return [Decimal(number) / 2 for number in range(int(first * 2), int(last * 2) + 1)]
