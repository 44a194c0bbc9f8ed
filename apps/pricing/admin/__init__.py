from .brand_multiplier import BrandMultiplierAdmin
from .legacy_market_price import LegacyMarketPriceAdmin
from .price_point import PricePointAdmin
from .price_rule import PriceRuleAdmin

__all__ = [
    "BrandMultiplierAdmin",
    "LegacyMarketPriceAdmin",
    "PricePointAdmin",
    "PriceRuleAdmin",
]
