"""How PostgreSQL reads what is kept: at the size of tests it would be fast anyhow, so its plans are asked."""

import pytest
from django.db import connection
from django.utils import timezone

from apps.analytics.models import BrandMonth
from apps.integration.figures import FROM_THE_TOP
from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import Opportunity
from tests.opportunities.market import fees_today, pair
from tests.support.sql import query

pytestmark = pytest.mark.django_db

MANY = """
INSERT INTO integration.opportunity_pairs
       (product_id, retail_price_source_id, resale_price_source_id, currency, retail_price_cents, resale_price_cents,
        profit_cents, net_profit_cents, retail_eur_cents, resale_eur_cents, net_profit_eur_cents)
SELECT md5((n / 20)::text)::uuid, gen_random_uuid(), gen_random_uuid(), 'EUR', 1000, 1000 + n, n, n, 1000, 1000 + n,
       100 * n
  FROM generate_series(1, 20000) n"""


@pytest.fixture
def many():
    """So many opportunities that reading all of them costs more than looking some up."""
    fees_today()
    query(MANY)
    query("ANALYZE integration.opportunity_pairs")


def test_the_first_ones_are_read_in_order(many):
    plan = Opportunity.objects.all()[:50].explain()
    assert "Index Scan using idx_opportunity_pairs_highest" in plan
    assert "Seq Scan on opportunity_pairs" not in plan


def test_those_of_a_product_are_looked_up(many):
    plan = Opportunity.objects.filter(product="00000000-0000-0000-0000-000000000000").explain()
    assert "opportunity_pairs_pkey" in plan


def test_those_that_leave_so_much_are_looked_up(many):
    plan = Opportunity.objects.filter(net_profit_eur__gte=19_990).explain()
    assert "idx_opportunity_pairs_highest" in plan


def test_the_first_page_goes_no_further_than_what_leaves_something(many):
    asked = {"known": [], "old": timezone.now(), "at_once": 100}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {FROM_THE_TOP}", asked)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "idx_opportunity_pairs_highest" in plan
    assert "Index Cond: (((net_profit_eur_cents)::numeric * 0.01) > '0'::numeric)" in plan


def test_counting_them_reads_no_other_table(many):
    plan = Opportunity.objects.order_by().values("net_profit_eur").explain()
    assert "price_sources" not in plan
    assert "products" not in plan


def test_a_refresh_of_one_product_reads_its_prices_alone():
    fees_today()
    query("""
        INSERT INTO products.products (sku, name, category_id)
        SELECT 'M-' || n, 'Shoe ' || n, (SELECT id FROM core.categories LIMIT 1) FROM generate_series(1, 3000) n""")
    query("""
        INSERT INTO integration.price_sources
               (product_id, source_type, source_product_id, price_type, price_cents, in_stock)
        SELECT id, 'awin', number, 'retail', 1000, true FROM products.products, generate_series(1, 3) number""")
    shoe = pair(1_000, 9_000)[0].product
    query("ANALYZE integration.price_sources, products.products")
    figures = "SELECT profit_cents FROM integration.opportunity_figures WHERE product_id = ANY (ARRAY[%s])"
    plan = str(query(f"EXPLAIN {figures}", shoe.pk))
    assert "Seq Scan on price_sources" not in plan
    OPPORTUNITIES.refresh()
    assert Opportunity.objects.count() == 1


def test_brands_by_month_are_read_in_order():
    query("""
        INSERT INTO analytics.brand_months (brand_id, month, currency, sales, revenue, known_profits, profit)
        SELECT NULL, date '1990-01-01' + make_interval(months => n), 'EUR', 1, n, 1, 1
          FROM generate_series(1, 3000) n""")
    query("ANALYZE analytics.brand_months")
    assert "Index Scan using idx_brand_months_month_revenue" in BrandMonth.objects.all()[:100].explain()


@pytest.mark.parametrize(
    ("notes", "key", "refresh"),
    [
        ("integration.stale_products", "gen_random_uuid()", "integration.refresh_opportunities"),
        ("analytics.stale_months", "'2026-03-01'::date", "analytics.refresh_brand_months"),
        ("analytics.stale_days", "'2026-03-01'::date", "analytics.refresh_platform_days"),
        ("products.stale_stock_days", "'2026-03-01'::date", "products.refresh_stock_days"),
    ],
)
@pytest.mark.parametrize("most", [400, None], ids=["some", "all"])
def test_notes_are_not_searched_for_each_note_though_the_planner_takes_them_for_none(notes, key, refresh, most):
    some_notes = f"INSERT INTO {notes} SELECT gen_random_uuid(), {key} FROM generate_series(1, 800)"
    query(some_notes)
    query(f"SELECT {refresh}()")
    query(f"ANALYZE {notes}")
    query(some_notes)
    read = "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables WHERE relid = %s::regclass"
    before = query(read, notes)[0][0]
    query(f"SELECT {refresh}(most => %s)", most)
    assert query(read, notes)[0][0] - before < 3_000
