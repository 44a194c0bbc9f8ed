from . import change_ask  # noqa: F401 an action
from .legacy_stockx_order import LegacyStockXOrderAdmin
from .listing_price_change import ListingPriceChangeAdmin
from .stockx_listing import StockXListingAdmin

__all__ = [
    "LegacyStockXOrderAdmin",
    "ListingPriceChangeAdmin",
    "StockXListingAdmin",
]
