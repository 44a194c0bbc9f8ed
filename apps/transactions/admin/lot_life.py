from itertools import pairwise

from django.utils import timezone

from apps.products.models import InventoryItem
from apps.transactions.life import events, stages
from apps.transactions.models import Order
from soleflip.admin import Card, address_of, card_on
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
    begin = reached[0][1] if reached else None
    days = [(moment - begin).days for _, moment in reached]  # whole days since the purchase, as the shelf counts them
    return [
        (f"{stage} to {following}", max(until - since, 0))
        for (stage, since), (following, until) in pairwise(zip([stage for stage, _ in reached], days, strict=True))
    ]


@card_on("transactions.Order")
def life_of_its_lot(request, sale: Order) -> Card | None:
    """The same on the page of a sale, with the way to the lot."""
    if sale.inventory is None or (card := life(request, sale.inventory)) is None:
        return None
    lot = sale.inventory
    return card._replace(title=f"The life of {lot}", more=address_of(lot), more_words="Open the lot")
