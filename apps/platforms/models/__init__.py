from .legacy_stockx_order import LegacyStockXOrder
from .listing_price_change import ListingPriceChange
from .stockx_listing import StockXListing

__all__ = [
    "LegacyStockXOrder",
    "ListingPriceChange",
    "StockXListing",
]
