from .brand_multiplier import BrandMultiplier
from .exchange_rate import ExchangeRate
from .legacy_market_price import LegacyMarketPrice
from .platform_fee import PlatformFee
from .price_point import PricePoint
from .price_rule import PriceRule

__all__ = [
    "BrandMultiplier",
    "ExchangeRate",
    "LegacyMarketPrice",
    "PlatformFee",
    "PricePoint",
    "PriceRule",
]
