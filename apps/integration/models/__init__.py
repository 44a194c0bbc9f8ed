from .awin_enrichment_job import AwinEnrichmentJob
from .awin_feed_row import AwinFeedRow
from .awin_price_history import AwinPriceHistory
from .awin_product import AwinProduct
from .import_batch import ImportBatch
from .import_change import ImportChange
from .import_record import ImportRecord
from .latest_price import LatestPrice
from .legacy_market_price import LegacyMarketPrice
from .match_candidate import MatchCandidate
from .match_question import MatchQuestion
from .match_question_offer import MatchQuestionOffer
from .opportunity import Opportunity
from .opportunity_pair import OpportunityPair
from .price_history import PriceHistory
from .price_source import PriceSource
from .profit_opportunity import ProfitOpportunity
from .stale_product import StaleProduct

__all__ = [
    "AwinEnrichmentJob",
    "AwinFeedRow",
    "AwinPriceHistory",
    "AwinProduct",
    "ImportBatch",
    "ImportChange",
    "ImportRecord",
    "LatestPrice",
    "LegacyMarketPrice",
    "MatchCandidate",
    "MatchQuestion",
    "MatchQuestionOffer",
    "Opportunity",
    "OpportunityPair",
    "PriceHistory",
    "PriceSource",
    "ProfitOpportunity",
    "StaleProduct",
]
