"""How prices went: read from integration.price_history, a day at a time."""

import datetime
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from apps.integration.models import PriceHistory, PriceSource

MOST_DAYS = 1_500  # with a change, of one price: the newest are read


class State(NamedTuple):
    """A price from a moment on, in units of its currency, and whether it could be had."""

    moment: datetime.datetime
    price: Decimal
    in_stock: bool


class Offer(NamedTuple):
    """The lowest price in stock of a product, in any size, of one kind at one place: a shop or a marketplace."""

    price_type: str
    place: str
    currency: str
    points: list[tuple[datetime.datetime, Decimal | None]]  # from a day on, in units; None: nowhere in stock


def states(price: PriceSource, since: datetime.datetime) -> list[State]:
    """What the price was at the beginning, and at the end of each day on which it changed, oldest first."""
    rows = PriceHistory.objects.filter(price_source=price)
    before = rows.filter(recorded_at__lt=since).order_by("-recorded_at").first()
    after = rows.filter(recorded_at__gte=since).order_by("-recorded_at__date", "-recorded_at", "-pk")
    days = list(after.distinct("recorded_at__date")[:MOST_DAYS])
    return [
        State(row.recorded_at, Decimal(row.price_cents) / 100, row.in_stock is not False)
        for row in [*filter(None, [before]), *days[::-1]]
    ]


# A state covers the days from the one on which it began up to before the one on which the next one did: the price of a
# day is the one at its end. {zone} is where days begin.
LOWEST = """
WITH source AS (
    SELECT price.id, price.price_type::text AS price_type, price.currency,
           coalesce(shop.name, price.source_name, price.source_type::text) AS place
      FROM integration.price_sources price
      LEFT JOIN core.suppliers shop ON shop.id = price.supplier_id
     WHERE price.product_id = %(product)s
), state AS (
    SELECT source.*, history.price_cents, coalesce(history.in_stock, true) AS in_stock,
           (history.recorded_at AT TIME ZONE %(zone)s)::date AS begins,
           (lead(history.recorded_at) OVER (PARTITION BY source.id ORDER BY history.recorded_at, history.id)
                AT TIME ZONE %(zone)s)::date AS ends
      FROM source
      JOIN integration.price_history history ON history.price_source_id = source.id
)
SELECT state.price_type, state.place, state.currency, day::date,
       round(min(state.price_cents) FILTER (WHERE state.in_stock) / 100.0, 2)
  FROM state
 CROSS JOIN LATERAL generate_series(
           greatest(state.begins, %(since)s::date), least(state.ends - 1, %(until)s::date), interval '1 day') AS day
 GROUP BY 1, 2, 3, 4
 ORDER BY 1, 2, 3, 4"""


def offers(product, since: datetime.datetime, until: datetime.datetime) -> list[Offer]:
    """The lowest prices of each kind at each place between two moments, as of the end of each day."""
    zone = timezone.get_current_timezone()
    asked = {
        "product": product.pk,
        "zone": timezone.get_current_timezone_name(),
        "since": since.astimezone(zone).date(),
        "until": until.astimezone(zone).date(),
    }
    with connection.cursor() as cursor:
        cursor.execute(LOWEST, asked)
        rows = cursor.fetchall()
    return [
        Offer(*key, _changes([(row[3], row[4]) for row in days], zone))
        for key, days in groupby(rows, lambda row: row[:3])
    ]


def _changes(days: list[tuple[datetime.date, Decimal | None]], zone) -> list[tuple[datetime.datetime, Decimal | None]]:
    """The days on which the price was another one than the day before, each at its beginning."""
    changes, last = [], object()
    for day, price in days:
        if price != last:
            changes.append((datetime.datetime.combine(day, datetime.time(), zone), price))
        last = price
    return changes
