"""Changes of the price that we ask."""

from decimal import Decimal

from django.core.exceptions import ValidationError

from apps.platforms.models import ListingPriceChange, StockXListing


def change_ask(listing: StockXListing, price: Decimal, reason: str) -> ListingPriceChange | None:
    """Ask `price` (EUR) from now on, and write why into platforms.pricing_history.

    The caller holds the row locked, in the transaction that this becomes part of. None when the price is the same.
    Raises ValidationError for a listing that is over.
    """
    if not listing.is_active:
        raise ValidationError(
            f"The listing {listing} is over ({listing.get_status_display().lower()}): nobody sees its ask."
        )
    if listing.ask_price == price:
        return None
    before, listing.ask_price = listing.ask_price, price
    listing.original_ask_price = before if listing.original_ask_price is None else listing.original_ask_price
    listing.save(update_fields=["ask_price", "original_ask_price", "updated_at"])
    return _remember(listing, before, reason)


def remember_first_ask(listing: StockXListing) -> ListingPriceChange:
    """The first line of a listing's history: there was no price before."""
    return _remember(listing, None, "first ask")


def _remember(listing, before, reason) -> ListingPriceChange:
    return ListingPriceChange.objects.create(
        listing=listing,
        old_price=before,
        new_price=listing.ask_price,
        change_reason=reason,
        market_lowest_ask=listing.current_lowest_ask,
        market_highest_bid=listing.current_highest_bid,
    )
