import datetime
from itertools import pairwise

from django.utils import timezone

from apps.products.models import InventoryItem
from apps.transactions.life import events, stages
from soleflip.admin import Card, card_on
from soleflip.charts import SpanBar


@card_on("products.InventoryItem")
def life(request, lot: InventoryItem) -> Card | None:
    """What happened to the lot, and how many days it spent where."""
    happened = events(lot)
    if not happened:
        return None
    spans = _spans(lot)
    charts = [SpanBar("Days from purchase to payout", spans)] if spans else []
    return Card("Its life", "admin/cards/life.html", {"events": happened, "charts": charts}, True)


def _spans(lot: InventoryItem) -> list[tuple[str, int]]:
    """The days from each stage to the next, until now if unsold."""
    reached = stages(lot)
    if reached and reached[-1][0] in ("bought", "listed"):
        reached.append(("today", timezone.now()))
    return [
        (f"{stage} to {following}", max((_day(until) - _day(since)).days, 0))
        for (stage, since), (following, until) in pairwise(reached)
    ]


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localtime(moment).date()
