"""How prices went: read from integration.price_history, a day at a time."""

import datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
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
    rows = [*([before] if before and len(days) < MOST_DAYS else []), *days[::-1]]
    return [State(row.recorded_at, Decimal(row.price_cents) / 100, row.in_stock is not False) for row in rows]


# The state of each price at the end of each day on which it changed; all that is older is of the first day. %(zone)s is
# where days begin.
STATES = """
SELECT DISTINCT ON (price.price_type, place, price.currency, price.id, day)
       price.price_type::text, coalesce(shop.name, price.source_name, price.source_type::text) AS place, price.currency,
       price.id, greatest((history.recorded_at AT TIME ZONE %(zone)s)::date, %(since)s::date) AS day,
       CASE WHEN history.in_stock IS NOT false THEN history.price_cents END
  FROM integration.price_sources price
  JOIN integration.price_history history ON history.price_source_id = price.id
  LEFT JOIN core.suppliers shop ON shop.id = price.supplier_id
 WHERE price.product_id = %(product)s AND history.recorded_at < %(until)s
 ORDER BY price.price_type, place, price.currency, price.id, day, history.recorded_at DESC, history.id DESC"""


def offers(product, since: datetime.datetime, until: datetime.datetime) -> list[Offer]:
    """The lowest prices of each kind at each place between two moments, as of the end of each day."""
    zone = timezone.get_current_timezone()
    first_day = since.astimezone(zone).date()
    asked = {"product": product.pk, "zone": str(zone), "since": first_day, "until": until}
    with connection.cursor() as cursor:
        cursor.execute(STATES, asked)
        rows = cursor.fetchall()
    return [
        Offer(*key, _lowest([row[3:] for row in states], zone)) for key, states in groupby(rows, itemgetter(0, 1, 2))
    ]


def _lowest(states, zone) -> list[tuple[datetime.datetime, Decimal | None]]:
    """From (price source, day, cents or None): the lowest price, from each day on that brings another one."""
    prices, changes = {}, []
    for day, changed in groupby(sorted(states, key=itemgetter(1)), itemgetter(1)):
        prices.update({price: cents for price, _, cents in changed})
        cents = min((cents for cents in prices.values() if cents is not None), default=None)
        lowest = None if cents is None else Decimal(cents) / 100
        if not changes or lowest != changes[-1][1]:
            changes.append((datetime.datetime.combine(day, datetime.time(), zone), lowest))
    return changes
