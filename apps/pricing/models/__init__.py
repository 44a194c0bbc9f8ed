from .brand_multiplier import BrandMultiplier
from .legacy_market_price import LegacyMarketPrice
from .price_point import PricePoint
from .price_rule import PriceRule

__all__ = [
    "BrandMultiplier",
    "LegacyMarketPrice",
    "PricePoint",
    "PriceRule",
]
