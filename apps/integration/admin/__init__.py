from apps.integration.imports.awin import importer as awin  # noqa: F401 a kind of file
from apps.integration.imports.catalog import importer as catalog  # noqa: F401 another
from apps.integration.imports.prices import importer as prices  # noqa: F401 another
from apps.integration.imports.rates import importer as rates  # noqa: F401 another

from . import (  # noqa: F401 cards
    match_question_actions,
    match_question_cards,
    price_chart,
)
from .awin_enrichment_job import AwinEnrichmentJobAdmin
from .awin_feed_row import AwinFeedRowAdmin
from .awin_price_history import AwinPriceHistoryAdmin
from .awin_product import AwinProductAdmin
from .import_batch import ImportBatchAdmin
from .import_change import ImportChangeAdmin
from .import_record import ImportRecordAdmin
from .latest_price import LatestPriceAdmin
from .legacy_market_price import LegacyMarketPriceAdmin
from .match_candidate import MatchCandidateAdmin
from .match_question import MatchQuestionAdmin
from .match_question_offer import MatchQuestionOfferAdmin
from .opportunity import OpportunityAdmin
from .price_history import PriceHistoryAdmin
from .price_source import PriceSourceAdmin

__all__ = [
    "AwinEnrichmentJobAdmin",
    "AwinFeedRowAdmin",
    "AwinPriceHistoryAdmin",
    "AwinProductAdmin",
    "ImportBatchAdmin",
    "ImportChangeAdmin",
    "ImportRecordAdmin",
    "LatestPriceAdmin",
    "LegacyMarketPriceAdmin",
    "MatchCandidateAdmin",
    "MatchQuestionAdmin",
    "MatchQuestionOfferAdmin",
    "OpportunityAdmin",
    "PriceHistoryAdmin",
    "PriceSourceAdmin",
]
