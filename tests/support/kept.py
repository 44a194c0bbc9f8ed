"""What is kept, held against the truth."""

from tests.support.sql import query

KEPT_OPPORTUNITIES = """
SELECT product_id, retail_price_source_id, resale_price_source_id, currency, retail_price_cents, resale_price_cents,
       profit_cents, net_profit_cents, retail_eur_cents, resale_eur_cents, net_profit_eur_cents
  FROM integration.{} ORDER BY 1, 2, 3"""
KEPT_MONTHS = """
SELECT brand_id, month, currency, sales, revenue, known_profits, profit FROM analytics.{} ORDER BY 1, 2, 3"""


def opportunities(relation: str = "opportunity_pairs") -> list[tuple]:
    """All opportunities as they are kept; of opportunity_figures as they are."""
    return query(KEPT_OPPORTUNITIES.format(relation))


def brand_months(relation: str = "brand_months") -> list[tuple]:
    """What was sold of each brand as it is kept; of monthly_brand_sales as it is."""
    return query(KEPT_MONTHS.format(relation))


def assert_all_is_kept() -> None:
    """Both tables hold what the views say."""
    assert opportunities() == opportunities("opportunity_figures")
    assert brand_months() == brand_months("monthly_brand_sales")
