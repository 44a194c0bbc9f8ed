"""What happens to lots between purchase and sale."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models

from apps.products.models import InventoryItem
from apps.products.models.inventory_item import StockStatus


class Place(models.TextChoices):
    """Where a lot can be offered: the columns listed_* of products.inventory."""

    STOCKX = "listed_stockx", "StockX"
    ALIAS = "listed_alias", "Alias"
    LOCAL = "listed_local", "Local classifieds"


UNLISTABLE = {
    StockStatus.SOLD: "is sold: mark it returned first",
    StockStatus.ERROR: "is marked as an error: correct its status first",
    StockStatus.RESERVED: "is reserved: set it free first",
}


def mark_listed(lots: Iterable[InventoryItem], places: Iterable[str]) -> None:
    """Offered at these places from now on, and still at those where they were. `lots` are locked by the caller.

    Raises ValidationError, before anything is written, for a lot that is not for sale.
    """
    lots, places = list(lots), list(places)
    reasons = {lot: UNLISTABLE.get(lot.status) or (None if lot.quantity else "holds no pair") for lot in lots}
    if errors := [f"{lot} {reason}." for lot, reason in reasons.items() if reason]:
        raise ValidationError(errors)
    for lot in lots:
        lot.status = StockStatus.LISTED
        for place in places:
            setattr(lot, place, True)
        lot.save(update_fields=["status", *places, "updated_at"])
