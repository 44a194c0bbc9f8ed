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
ONE_DAY = datetime.timedelta(days=1)  # dates are often known by the day alone
LARGEST_PERCENT = 10_000_000  # what the columns hold
PROFIT = ["gross_profit", "net_profit", "actual_margin", "roi"]
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

    The caller holds the lot locked. Raises ValidationError when there is no pair to sell, or the sale makes no sense.
    """
    sold_at = sold_at or timezone.now()
    if reason := why_not_sold(lot, sold_at):
        raise ValidationError(f"{lot} {reason}.")
    pair = pair_of(lot)
    is_stockx = platform.slug == STOCKX
    order = Order(
        inventory=pair,
        listing=_listing_that_sold(lot, pair) if is_stockx else None,
        platform=platform,
        sale_price=sale_price,
        net_proceeds=net_proceeds,
        currency=currency,
        sold_at=sold_at,
        external_id=order_number or None,
        stockx_order_number=(order_number or None) if is_stockx else None,
    )
    fill_figures(order)
    try:
        order.full_clean(exclude=["inventory", "listing", "platform"])
    except ValidationError as error:
        raise ValidationError([f"{lot}: {message}" for message in error.messages]) from error
    order.save()
    mark_sold(pair)
    return order


def why_not_sold(lot: InventoryItem, sold_at: datetime.datetime) -> str | None:
    """Why a pair of the lot cannot have been sold then, as the rest of a sentence; None when it can."""
    if lot.status in UNSELLABLE:
        return UNSELLABLE[lot.status]
    if not lot.quantity:
        return "holds no pair"
    if sold_at > timezone.now() + ONE_DAY:
        return "cannot be sold in the future"
    if lot.purchase_date and sold_at < lot.purchase_date - ONE_DAY:
        return "cannot be sold before it was bought"
    return None


def pair_of(lot: InventoryItem) -> InventoryItem:
    """The lot that is sold: the lot itself, or one pair of several, as a lot of its own.

    The figures (ROI, days on the shelf) are those of one sale, so each sold pair needs its own lot.
    """
    return _split_off(lot) if lot.quantity > 1 else lot


def fill_figures(order: Order) -> None:
    """What follows from price, payout and cost, as far as they are known; the cost is in EUR, as lots are.

    gross profit = price - cost; net profit = payout - cost; margin and ROI are net profit in percent of price and cost.
    """
    lot = order.inventory
    if order.original_buy_price is None and order.currency == "EUR" and lot:
        order.original_buy_price = lot.purchase_price
    cost, payout, price = order.original_buy_price, order.net_proceeds, order.sale_price
    order.platform_fee = order.platform_fee if payout is None else price - payout
    order.gross_profit = None if cost is None else price - cost
    order.net_profit = None if cost is None or payout is None else payout - cost
    order.actual_margin = _percent(order.net_profit, price)
    order.roi = _percent(order.net_profit, cost)
    if lot and lot.purchase_date:
        order.shelf_life_days = max((order.sold_at - lot.purchase_date).days, 0)


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    percent = round(Decimal(part) / Decimal(whole) * 100, 2)
    return percent if abs(percent) < LARGEST_PERCENT else None


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
            for figure in PROFIT:
                setattr(sale, figure, None)
            sale.notes = "\n".join(filter(None, [sale.notes, f"Returned: {reason}"]))
            sale.save(update_fields=["order_status", *PROFIT, "notes", "updated_at"])
            cancelled += 1
        _settle(lot, StockStatus.RETURNED)
    return cancelled


def still_listed(lots: Iterable[InventoryItem]) -> list[StockXListing]:
    """The active StockX listings of those of the lots that are sold: they must be taken down there."""
    gone = [lot for lot in lots if lot.status == StockStatus.SOLD]
    return list(StockXListing.objects.filter(inventory__in=gone, is_active=True).order_by("stockx_listing_id"))


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
        now = timezone.now()
        listing.status, listing.is_active, listing.inventory = ListingStatus.SOLD, False, sold
        listing.delisted_at = max(now, listing.listed_at or now)
        listing.save(update_fields=["status", "is_active", "inventory", "delisted_at", "updated_at"])
    if lot.pk != sold.pk and not StockXListing.objects.filter(inventory=lot, is_active=True).exists():
        lot.listed_stockx = False  # the other pairs have no listing there
        lot.save(update_fields=["listed_stockx", "updated_at"])
    return listing
