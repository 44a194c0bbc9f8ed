from .brand_multiplier import BrandMultiplierAdmin
from .exchange_rate import ExchangeRateAdmin
from .legacy_market_price import LegacyMarketPriceAdmin
from .platform_fee import PlatformFeeAdmin
from .price_point import PricePointAdmin
from .price_rule import PriceRuleAdmin

__all__ = [
    "BrandMultiplierAdmin",
    "ExchangeRateAdmin",
    "LegacyMarketPriceAdmin",
    "PlatformFeeAdmin",
    "PricePointAdmin",
    "PriceRuleAdmin",
]
