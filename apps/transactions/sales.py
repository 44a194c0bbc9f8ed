"""Selling a pair, and taking it back."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.core.models import Platform
from apps.platforms.choices import OrderStatus
from apps.platforms.models import StockXListing
from apps.platforms.models.stockx_listing import ListingStatus
from apps.products.models import InventoryItem
from apps.products.models.inventory_item import StockStatus
from apps.products.stock import Place
from apps.transactions.models import Order

STOCKX = "stockx"
UNSELLABLE = {StockStatus.SOLD: "is sold already", StockStatus.ERROR: "is marked as an error"}


def sell(
    lot: InventoryItem,
    platform: Platform,
    sale_price: Decimal,
    *,
    net_proceeds: Decimal | None = None,
    currency: str = "EUR",
    sold_at: datetime.datetime | None = None,
    order_number: str | None = None,
) -> Order:
    """Record that one pair of the lot was sold; amounts in `currency`, the payout null until it is known.

    A lot of several pairs is split: the sold pair becomes a lot of its own, since the figures (ROI, days on the shelf)
    are those of one sale. The caller holds the lot locked. Raises ValidationError when there is no pair to sell.
    """
    if lot.status in UNSELLABLE or not lot.quantity:
        raise ValidationError(f"{lot} {UNSELLABLE.get(lot.status, 'holds no pair')}.")
    sold = _split_off(lot) if lot.quantity > 1 else lot
    listing = _listing_that_sold(lot, sold) if platform.slug == STOCKX else None
    order = Order(
        inventory=sold,
        listing=listing,
        platform=platform,
        sale_price=sale_price,
        net_proceeds=net_proceeds,
        platform_fee=None if net_proceeds is None else sale_price - net_proceeds,
        original_buy_price=sold.purchase_price,
        net_profit=_difference(net_proceeds, sold.purchase_price, currency),
        gross_profit=_difference(sale_price, sold.purchase_price, currency),
        currency=currency,
        sold_at=sold_at or timezone.now(),
        external_id=order_number or None,
        stockx_order_number=order_number or None if platform.slug == STOCKX else None,
    )
    order.full_clean(exclude=["inventory", "listing", "platform"])
    order.save()
    mark_sold(sold)
    return order


def mark_sold(lot: InventoryItem) -> None:
    """The lot has left: sold, and offered nowhere."""
    _settle(lot, StockStatus.SOLD)


def take_back(lots: Iterable[InventoryItem], reason: str) -> int:
    """The pairs came back: their open or completed sales are cancelled, the lots are returned and offered nowhere.

    The figures of the lots follow by themselves. Returns how many sales were cancelled. Raises ValidationError, before
    anything is written, for a lot that was never sold.
    """
    lots = list(lots)
    if errors := [f"{lot} was not sold, so it cannot come back." for lot in lots if lot.status != StockStatus.SOLD]:
        raise ValidationError(errors)
    cancelled = 0
    for lot in lots:
        sales = Order.objects.select_for_update().filter(inventory=lot).exclude(order_status=OrderStatus.CANCELLED)
        for sale in sales.order_by("pk"):
            sale.order_status = OrderStatus.CANCELLED
            sale.notes = "\n".join(filter(None, [sale.notes, f"Returned: {reason}"]))
            sale.save(update_fields=["order_status", "notes", "updated_at"])
            cancelled += 1
        _settle(lot, StockStatus.RETURNED)
    return cancelled


def still_listed(lots: Iterable[InventoryItem]) -> list[StockXListing]:
    """The active StockX listings of these lots: whoever sold the pair elsewhere must take them down there."""
    return list(StockXListing.objects.filter(inventory__in=list(lots), is_active=True).order_by("stockx_listing_id"))


def _settle(lot: InventoryItem, status: str) -> None:
    lot.status = status
    for place in Place.values:
        setattr(lot, place, False)
    lot.save(update_fields=["status", *Place.values, "updated_at"])


def _split_off(lot: InventoryItem) -> InventoryItem:
    """One pair of the lot as a lot of its own."""
    pair = InventoryItem.objects.get(pk=lot.pk)
    pair.pk = InventoryItem._meta.pk.get_default()
    pair._state.adding = True
    pair.quantity = 1
    pair.created_at = lot.created_at
    pair.save(force_insert=True)
    lot.quantity -= 1
    lot.save(update_fields=["quantity", "updated_at"])
    return pair


def _listing_that_sold(lot: InventoryItem, sold: InventoryItem) -> StockXListing | None:
    """The oldest active listing of the lot, which is over now."""
    listings = StockXListing.objects.select_for_update().filter(inventory=lot, is_active=True)
    listing = listings.order_by("created_at", "pk").first()
    if listing:
        listing.status, listing.is_active, listing.inventory = ListingStatus.SOLD, False, sold
        listing.delisted_at = max(timezone.now(), listing.listed_at or timezone.now())
        listing.save(update_fields=["status", "is_active", "inventory", "delisted_at", "updated_at"])
    return listing


def _difference(amount: Decimal | None, cost: Decimal | None, currency: str) -> Decimal | None:
    """Amount less cost; unknown where one is, or where the amount is not in EUR as the cost is."""
    return None if amount is None or cost is None or currency != "EUR" else amount - cost
