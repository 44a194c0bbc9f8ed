"""What is kept, held against the truth."""

from apps.system.kept_tables import KEPT
from tests.support.sql import query

KEPT_OPPORTUNITIES = """
SELECT product_id, retail_price_source_id, resale_price_source_id, currency, retail_price_cents, resale_price_cents,
       profit_cents, net_profit_cents, retail_eur_cents, resale_eur_cents, net_profit_eur_cents
  FROM {} ORDER BY 1, 2, 3"""
KEPT_MONTHS = """
SELECT brand_id, month, currency, sales, revenue, known_profits, profit FROM {} ORDER BY 1, 2, 3"""
# Days as text: infinity is no date of Python.
KEPT_DAYS = """
SELECT platform_id, day::text, currency, sales, revenue, known_profits, profit FROM {} ORDER BY 1, 2, 3"""
KEPT_STOCK = """
SELECT day::text, status, lots, pairs, cost, unpriced FROM {} ORDER BY 1, 2"""

# By the table that is kept: its truth, and what is compared.
TRUTHS = {
    "integration.opportunity_pairs": ("integration.opportunity_figures", KEPT_OPPORTUNITIES),
    "analytics.brand_months": ("analytics.monthly_brand_sales", KEPT_MONTHS),
    "analytics.platform_days": ("analytics.daily_platform_sales", KEPT_DAYS),
    "products.stock_days": ("products.daily_stock", KEPT_STOCK),
}


def opportunities(relation: str = "opportunity_pairs") -> list[tuple]:
    """All opportunities as they are kept; of opportunity_figures as they are."""
    return query(KEPT_OPPORTUNITIES.format(f"integration.{relation}"))


def brand_months() -> list[tuple]:
    """What was sold of each brand as it is kept."""
    return query(KEPT_MONTHS.format("analytics.brand_months"))


def assert_is_kept(table: str) -> None:
    """The table holds what its view says."""
    truth, sql = TRUTHS[table]
    assert query(sql.format(table)) == query(sql.format(truth))


def assert_all_is_kept() -> None:
    """All tables hold what the views say."""
    assert set(TRUTHS) == set(KEPT)
    for table in TRUTHS:
        assert_is_kept(table)
