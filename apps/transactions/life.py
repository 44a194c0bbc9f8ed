"""The life of a lot: bought, listed, sold, paid out."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from apps.platforms.choices import OrderStatus
from apps.platforms.models import ListingPriceChange
from apps.products.models import InventoryItem
from apps.transactions.models.legacy_transaction import TransactionStatus
from soleflip.admin.formats import money

MOST_CHANGES = 50  # of asks, the newest
LISTINGS_ARE_IN = LOTS_ARE_IN = LEGACY_SALES_ARE_IN = "EUR"


class Event(NamedTuple):
    """Something that happened to a lot."""

    moment: datetime.datetime
    sentence: str


def events(lot: InventoryItem) -> list[Event]:
    """All that is known, the oldest first."""
    found = [*_purchase(lot), *_listings(lot), *_sales(lot), *_legacy_sales(lot)]
    return sorted(found, key=lambda event: event.moment)


def stages(lot: InventoryItem) -> list[tuple[str, datetime.datetime]]:
    """When it was bought, listed, sold and paid out, as far as it has come; the last sale that stands counts."""
    sale = lot.orders.exclude(order_status=OrderStatus.CANCELLED).order_by("-sold_at").first()
    legacy = lot.legacy_transactions.filter(status=TransactionStatus.COMPLETED).order_by("-transaction_date").first()
    sold = sale.sold_at if sale else legacy and legacy.transaction_date
    listed = [listing.listed_at for listing in lot.stockx_listings.all() if listing.listed_at]
    reached = {
        "bought": lot.purchase_date,
        "listed": min([moment for moment in listed if not sold or moment <= sold], default=None),
        "sold": sold,
        "paid out": sale and sale.payout_date,
    }
    return [(stage, moment) for stage, moment in reached.items() if moment]


def _purchase(lot: InventoryItem):
    if lot.purchase_date:
        shop = f" at {lot.supplier}" if lot.supplier else ""
        yield Event(lot.purchase_date, f"Bought{shop}{_for(lot.purchase_price, LOTS_ARE_IN, ' without VAT')}")
    if lot.delivery_date:
        yield Event(lot.delivery_date, "Arrived")


def _listings(lot: InventoryItem):
    listings = list(lot.stockx_listings.all())
    for listing in listings:
        if listing.listed_at:
            ask = listing.original_ask_price if listing.original_ask_price is not None else listing.ask_price
            yield Event(listing.listed_at, f"Listed on StockX{_for(ask, LISTINGS_ARE_IN)}")
        if listing.delisted_at:
            yield Event(listing.delisted_at, "Taken off StockX")
    changes = ListingPriceChange.objects.filter(listing__in=listings, old_price__isnull=False).order_by("-created_at")
    for change in changes[:MOST_CHANGES]:
        reason = f": {change.change_reason}" if change.change_reason else ""
        asks = f"{money(change.old_price, '')} to {money(change.new_price, LISTINGS_ARE_IN)}"
        yield Event(change.created_at, f"Ask changed from {asks}{reason}")


def _sales(lot: InventoryItem):
    for sale in lot.orders.select_related("platform"):
        cancelled = sale.order_status == OrderStatus.CANCELLED
        words = "Sold, and cancelled later," if cancelled else "Sold"
        price = _for(sale.sale_price, sale.currency)
        yield Event(sale.sold_at, f"{words} on {sale.platform}{price}")
        if sale.shipped_at:
            yield Event(sale.shipped_at, "Sent")
        if sale.completed_at:
            yield Event(sale.completed_at, "Sale completed")
        if sale.payout_date:
            profit = f", a profit of {money(sale.net_profit, sale.currency)}" if sale.net_profit is not None else ""
            payout = "" if sale.net_proceeds is None else f" {money(sale.net_proceeds, sale.currency)}"
            yield Event(sale.payout_date, f"Paid out{payout}{profit}")


def _legacy_sales(lot: InventoryItem):
    for sale in lot.legacy_transactions.filter(status=TransactionStatus.COMPLETED).select_related("platform"):
        price = _for(sale.sale_price, LEGACY_SALES_ARE_IN)
        profit = money(sale.net_profit, LEGACY_SALES_ARE_IN)
        yield Event(sale.transaction_date, f"Sold on {sale.platform}{price}, a profit of {profit}")


def _for(amount: Decimal | None, currency: str, beside: str = "") -> str:
    return "" if amount is None else f" for {money(amount, currency)}{beside}"
