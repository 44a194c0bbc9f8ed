"""How the back office reads what is kept from views, and how that is made anew: the one place that knows."""

from collections.abc import Callable

from apps.analytics.models import BrandMonth, BrandTotal
from apps.integration.figures import listed_opportunities
from apps.integration.kept import OPPORTUNITIES
from apps.system.kept_tables import KeptTable
from scale.reading import as_sql, reads

# The plain views, which stay as the truth.
TRUE_OPPORTUNITIES = "integration.profit_opportunities_v2"
TRUE_BRAND_TREND = "analytics.brand_trend_analysis"
# What triggers note for whoever refreshes.
NOTES = ("integration.stale_products", "analytics.stale_months", "analytics.stale_days", "products.stale_stock_days")


def up_to_date(kept: KeptTable, sql: str) -> Callable[[], float]:
    """Brings a table up to date and runs a query of it, as a page does; what both took, in seconds."""
    return reads(sql, first=kept.bring_up_to_date)


def first_opportunities() -> str:
    """The statement of the first page of the list."""
    return as_sql(listed_opportunities()[:50])


def opportunities_of(product: str) -> str:
    """The statement of the list, narrowed to a product."""
    return as_sql(listed_opportunities().filter(product=product))


def brand_trend() -> str:
    """The statement of the whole list of brands by month."""
    return as_sql(BrandMonth.objects.values("brand__name", "month", "currency", "sales", "revenue"))


def brand_loyalty() -> str:
    """The statement of the whole list of brands."""
    return as_sql(
        BrandTotal.objects.values("brand__name", "active_months", "currency", "sales", "revenue", "avg_order_value")
    )


def make_opportunities_anew() -> None:
    """As refresh_views does it."""
    OPPORTUNITIES.refresh(anew=True)
