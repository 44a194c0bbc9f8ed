"""The exchange rates by which amounts are compared now."""

import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db import connection

_CURRENT = (
    "SELECT multiply_by, divide_by, date FROM pricing.current_rates WHERE from_currency = %s AND to_currency = %s"
)


class Rate(NamedTuple):
    """What an amount of one currency is in another: times multiply_by, divided by divide_by, as of a day."""

    source: str
    target: str
    multiply_by: Decimal
    divide_by: Decimal
    date: datetime.date

    def converted(self, cents: int) -> int:
        """The amount in whole cents of the target, half a cent up."""
        return int((cents * self.multiply_by / self.divide_by).quantize(Decimal(1), ROUND_HALF_UP))

    def __str__(self):
        """As it was published, where it is not by way of the euro: 1.0876 USD per EUR of 2026-11-27."""
        if self.multiply_by == 1:
            words = f"{_plain(self.divide_by)} {self.source} per {self.target}"
        elif self.divide_by == 1:
            words = f"{_plain(self.multiply_by)} {self.target} per {self.source}"
        else:
            words = f"{self.multiply_by / self.divide_by:.6f} {self.target} per {self.source}, by way of the euro,"
        return f"{words} of {self.date:%Y-%m-%d}"


def current_rate(source: str, target: str) -> Rate | None:
    """The latest rate of the last 7 days; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT, [source, target])
        row = cursor.fetchone()
    return Rate(source, target, *row) if row else None


def _plain(rate: Decimal) -> str:
    return f"{rate.normalize():f}"
