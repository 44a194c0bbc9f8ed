"""What a load is to make: how much, by which seed, seen from which day."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from random import Random

from apps.demo import marks
from soleflip.calendar import last_months

MONTHS = 24  # of history
DAY = 86_400  # seconds
PRICES = 100  # of a product


@dataclass(frozen=True)
class Plan:
    """The numbers that all nouns share. Times are seconds since 1970 (UTC), and none is later than `now`."""

    scale: float
    seed: int
    today: datetime.date

    @property
    def products(self) -> int:
        return max(10, round(500 * self.scale))

    @property
    def sold(self) -> int:
        """Lots with a sale."""
        return max(100, round(12_000 * self.scale))

    @property
    def unsold(self) -> int:
        return max(40, round(1_500 * self.scale))

    @property
    def purchases(self) -> int:
        """Attempts to buy with an account."""
        return max(50, round(2_000 * self.scale))

    @cached_property
    def now(self) -> int:
        """The moment that everything is seen from: midnight, when the day of reference began."""
        midnight = datetime.datetime.combine(self.today, datetime.time(), datetime.UTC)
        return int(midnight.timestamp())

    @cached_property
    def months(self) -> list[tuple[int, int]]:
        """When each of the months begins, oldest first, and how many of its seconds have passed."""
        yesterday = datetime.datetime.fromtimestamp(self.now - 1, datetime.UTC)
        first_days = last_months(MONTHS, yesterday)
        starts = [int(datetime.datetime(day.year, day.month, 1, tzinfo=datetime.UTC).timestamp()) for day in first_days]
        return [(start, end - start) for start, end in zip(starts, [*starts[1:], self.now], strict=True)]

    @property
    def first_month(self) -> datetime.date:
        return datetime.datetime.fromtimestamp(self.months[0][0], datetime.UTC).date()

    def month_of(self, moment: int) -> int:
        """The number of the month in which the moment lies; 0 for all that was before."""
        return next((number for number in reversed(range(MONTHS)) if self.months[number][0] <= moment), 0)

    def chance(self, *names) -> Random:
        """Random numbers of one noun (and row), the same at each load with this seed."""
        return Random("/".join(map(str, (self.seed, *names))))  # noqa: S311 no secret depends on it

    def prefix(self, table: str) -> str:
        return marks.prefix(table, self.seed)

    def key(self, table: str, number: int) -> str:
        """The id of a row."""
        return f"{self.prefix(table)}{number:012x}"


def stamp(moment: int) -> str:
    """The moment as PostgreSQL reads it."""
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).isoformat()


def day(moment: int) -> datetime.date:
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date()


def euros(cents: int | None) -> str | None:
    """Cents as a decimal number: 12995 is 129.95."""
    if cents is None:
        return None
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
