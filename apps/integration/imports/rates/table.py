"""Reads and writes many rows of pricing.exchange_rates at once."""

import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import connection

from apps.integration.imports.rates.columns import BASE, SOURCE

# People enter single rates. Whoever does waits for some seconds, rather than that each row is locked.
LOCK = "LOCK TABLE pricing.exchange_rates IN SHARE ROW EXCLUSIVE MODE"
KNOWN = """
SELECT date, quote, id, rate FROM pricing.exchange_rates WHERE base = %s AND date = ANY (%s)"""
ADD = "COPY pricing.exchange_rates (id, date, base, quote, rate, source) FROM STDIN"
CHANGE = """
UPDATE pricing.exchange_rates known SET rate = row.rate, source = %s, updated_at = now()
  FROM unnest(%s::uuid[], %s::numeric[]) row (id, rate)
 WHERE known.id = row.id"""

Key = tuple[datetime.date, str]  # day and currency


def lock() -> None:
    """Keep others from writing, not from reading, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)


def known(dates: list[datetime.date]) -> dict[Key, tuple[UUID, Decimal]]:
    """The rates of these days that are there, with their ids."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [BASE, dates])
        return {(date, quote): (key, rate) for date, quote, key, rate in cursor.fetchall()}


def add(rates: dict[Key, Decimal]) -> list[UUID]:
    """Insert these; returns their ids."""
    ids = {key: uuid4() for key in rates}
    with connection.cursor() as cursor, cursor.copy(ADD) as copy:
        for (date, quote), rate in rates.items():
            copy.write_row((ids[date, quote], date, BASE, quote, rate, SOURCE))
    return list(ids.values())


def change(rates: dict[UUID, Decimal]) -> None:
    """Set these rates to others."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, [SOURCE, list(rates), list(rates.values())])
