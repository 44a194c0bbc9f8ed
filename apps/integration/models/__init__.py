from .awin_enrichment_job import AwinEnrichmentJob
from .awin_price_history import AwinPriceHistory
from .awin_product import AwinProduct
from .import_batch import ImportBatch
from .import_record import ImportRecord
from .latest_price import LatestPrice
from .legacy_market_price import LegacyMarketPrice
from .price_history import PriceHistory
from .price_source import PriceSource
from .profit_opportunity import ProfitOpportunity

__all__ = [
    "AwinEnrichmentJob",
    "AwinPriceHistory",
    "AwinProduct",
    "ImportBatch",
    "ImportRecord",
    "LatestPrice",
    "LegacyMarketPrice",
    "PriceHistory",
    "PriceSource",
    "ProfitOpportunity",
]
