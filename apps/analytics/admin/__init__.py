from . import product_prices  # noqa: F401 cards
from .brand_loyalty import BrandLoyaltyAdmin
from .brand_trend import BrandTrendAdmin
from .demand_pattern import DemandPatternAdmin
from .forecast_accuracy import ForecastAccuracyAdmin
from .marketplace_data import MarketplaceDataAdmin
from .monthly_sales import MonthlySalesAdmin
from .pricing_kpi import PricingKpiAdmin
from .sales_forecast import SalesForecastAdmin

__all__ = [
    "BrandLoyaltyAdmin",
    "BrandTrendAdmin",
    "DemandPatternAdmin",
    "ForecastAccuracyAdmin",
    "MarketplaceDataAdmin",
    "MonthlySalesAdmin",
    "PricingKpiAdmin",
    "SalesForecastAdmin",
]
