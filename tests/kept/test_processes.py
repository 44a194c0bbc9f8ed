"""All opportunities are computed by as many processes as PostgreSQL lends: one alone takes twice as long."""

import pytest
from django.db import connection

from tests.opportunities.market import fees_today, pair, rate
from tests.support.kept import opportunities
from tests.support.sql import query

COLUMNS = """
product_id, retail_price_source_id, resale_price_source_id, currency, retail_price_cents, resale_price_cents,
profit_cents, net_profit_cents, retail_eur_cents, resale_eur_cents, net_profit_eur_cents"""


@pytest.fixture
def market(db):
    """Opportunities in one currency and in two, with fees in a third."""
    fees_today(seller_percent=8, minimum_fee=5, currency="GBP")
    rate("USD", "1.25")
    rate("GBP", "0.80")
    pair(6_000, 10_000)
    pair(6_000, 10_000, resale={"currency": "USD"})
    pair(6_000, 10_000, retail={"currency": "GBP"})


def hand_over() -> None:
    """Let another process do what one may do, however few rows there are."""
    name = (
        "debug_parallel_query"
        if connection.cursor().connection.info.server_version >= 160000
        else "force_parallel_mode"
    )
    query(f"SET LOCAL {name} = on")


def test_another_process_may_work_out_all_of_the_figures(market):
    """Were rates and fees worked out within the statement, every row would have to pass through the one that asked."""
    hand_over()
    plan = [line for (line,) in query(f"EXPLAIN SELECT {COLUMNS} FROM integration.opportunity_figures")]
    assert plan[0].startswith("Gather"), "\n".join(plan)


def test_another_process_finds_the_same(market):
    by_one = opportunities("opportunity_figures")
    hand_over()
    assert opportunities("opportunity_figures") == by_one
    assert len(by_one) == 3
