from .brand_loyalty import BrandLoyalty
from .brand_month import BrandMonth
from .brand_total import BrandTotal
from .brand_trend import BrandTrend
from .demand_pattern import DemandPattern
from .forecast_accuracy import ForecastAccuracy
from .marketplace_data import MarketplaceData
from .monthly_sales import MonthlySales
from .platform_day import PlatformDay
from .pricing_kpi import PricingKpi
from .sales_forecast import SalesForecast
from .stale_day import StaleDay
from .stale_month import StaleMonth

__all__ = [
    "BrandLoyalty",
    "BrandMonth",
    "BrandTotal",
    "BrandTrend",
    "DemandPattern",
    "ForecastAccuracy",
    "MarketplaceData",
    "MonthlySales",
    "PlatformDay",
    "PricingKpi",
    "SalesForecast",
    "StaleDay",
    "StaleMonth",
]
