"""How the back office reads opportunities and brand figures, and how they are made anew: the one place that knows."""

from django.core.management import call_command, get_commands

# The plain views, which stay as the truth.
OPPORTUNITIES = "integration.profit_opportunities_v2"
BRAND_TREND = "analytics.brand_trend_analysis"
BRAND_LOYALTY = "analytics.brand_loyalty_analysis"


def first_opportunities() -> str:
    """The statement of the first page of the list."""
    from apps.integration.models import ProfitOpportunity
    from scale.reading import as_sql

    return as_sql(ProfitOpportunity.objects.all()[:50])


def all_opportunities() -> str:
    """The statement of all of the list."""
    from apps.integration.models import ProfitOpportunity
    from scale.reading import as_sql

    return as_sql(ProfitOpportunity.objects.order_by())


def opportunities_of(product: str) -> str:
    """The statement of the list, narrowed to a product."""
    from apps.integration.models import ProfitOpportunity
    from scale.reading import as_sql

    return as_sql(ProfitOpportunity.objects.filter(product=product))


def brand_trend() -> str:
    """The statement of the whole list of brands by month."""
    from apps.analytics.models import BrandTrend
    from scale.reading import as_sql

    return as_sql(BrandTrend.objects.all())


def brand_loyalty() -> str:
    """The statement of the whole list of brands."""
    from apps.analytics.models import BrandLoyalty
    from scale.reading import as_sql

    return as_sql(BrandLoyalty.objects.all())


def make_opportunities_anew() -> None:
    """As refresh_views does it, in this process."""
    from scale.reading import whole
    from scale.writing import execute

    if "refresh_views" in get_commands():
        call_command("refresh_views", rebuild=True, verbosity=0)
    else:
        execute(whole(OPPORTUNITIES))
