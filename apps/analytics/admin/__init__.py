from . import product_prices  # noqa: F401 cards
from .brand_month import BrandMonthAdmin
from .brand_total import BrandTotalAdmin
from .demand_pattern import DemandPatternAdmin
from .forecast_accuracy import ForecastAccuracyAdmin
from .marketplace_data import MarketplaceDataAdmin
from .monthly_sales import MonthlySalesAdmin
from .pricing_kpi import PricingKpiAdmin
from .sales_forecast import SalesForecastAdmin

__all__ = [
    "BrandMonthAdmin",
    "BrandTotalAdmin",
    "DemandPatternAdmin",
    "ForecastAccuracyAdmin",
    "MarketplaceDataAdmin",
    "MonthlySalesAdmin",
    "PricingKpiAdmin",
    "SalesForecastAdmin",
]
