"""What changes while a refresh is at work: it sees some of it and not the rest, and the next one makes it right."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from apps.analytics.kept import BRAND_MONTHS, PLATFORM_DAYS
from apps.integration.kept import OPPORTUNITIES
from apps.products.kept import STOCK_DAYS
from tests.opportunities.market import fees_today, pair, rate
from tests.support.command_line import database_url
from tests.support.kept import assert_all_is_kept, assert_is_kept, opportunities
from tests.support.rows import make
from tests.support.sql import query
from tests.support.waiting import BLOCKED, wait_until


@pytest.fixture
def another(committed):
    """A program that refreshes, in a transaction of its own."""
    with psycopg.connect(database_url(committed)) as program:
        yield program


def test_a_rate_that_was_there_only_while_the_opportunities_were_computed(another, committed):
    fees_today()
    dollars = {"currency": "USD"}
    pair(6_000, 15_000, resale=dollars)
    dollar = rate("USD", "1.25")
    assert OPPORTUNITIES.bring_up_to_date()
    before = opportunities()
    query("UPDATE integration.price_sources SET price_cents = price_cents + 100")
    with psycopg.connect(database_url(committed)) as holder, ThreadPoolExecutor() as pool:
        holder.execute("SELECT FROM integration.stale_products FOR UPDATE")
        # It has read the rates, and waits for the note.
        work = pool.submit(another.execute, "SELECT integration.refresh_opportunities()")
        wait_until(lambda: query(BLOCKED))
        query("UPDATE pricing.exchange_rates SET rate = 2")
        holder.rollback()
        work.result()
    another.commit()
    dollar.save()  # as it was
    assert OPPORTUNITIES.bring_up_to_date()
    assert_all_is_kept()
    assert opportunities() != before


@pytest.mark.parametrize("isolation", ["REPEATABLE READ", "SERIALIZABLE"])
def test_who_sees_the_past_keeps_nothing_of_it(another, isolation):
    fees_today()
    retail, _ = pair(6_000, 10_000)
    another.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
    another.execute("SELECT FROM integration.price_sources")
    retail.delete()
    assert OPPORTUNITIES.bring_up_to_date()
    with pytest.raises(psycopg.errors.SerializationFailure):
        another.execute("SELECT integration.refresh_opportunities(anew => true)")
    another.rollback()
    assert OPPORTUNITIES.bring_up_to_date()
    assert_all_is_kept()


@pytest.mark.parametrize("kept", [BRAND_MONTHS, PLATFORM_DAYS, STOCK_DAYS], ids=lambda kept: kept.name)
def test_who_sees_the_past_keeps_no_sums_of_it(another, kept):
    lot = make("products.InventoryItem", quantity=5, status="listed")
    sale = make("transactions.Order", inventory=lot)
    kept.refresh()
    another.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    another.execute("SELECT FROM transactions.orders")
    sale.delete()
    lot.delete()
    assert kept.bring_up_to_date()
    with pytest.raises(psycopg.errors.SerializationFailure):
        another.execute(f"SELECT {kept.function}(anew => true)")
    another.rollback()
    assert_is_kept(kept.name)


@pytest.mark.parametrize("kept", [BRAND_MONTHS, PLATFORM_DAYS, STOCK_DAYS], ids=lambda kept: kept.name)
def test_who_writes_while_sums_are_refreshed_waits_for_nobody(another, kept):
    lot = make("products.InventoryItem", quantity=5, status="listed")
    sale = make("transactions.Order", inventory=lot)
    another.execute(f"SELECT {kept.function}()")
    query("SET lock_timeout = '50ms'")
    try:
        query("UPDATE transactions.orders SET sale_price = 7 WHERE id = %s", sale.pk)
        query("UPDATE products.inventory SET quantity = 3 WHERE id = %s", lot.pk)
    finally:
        query("RESET lock_timeout")
    assert not kept.bring_up_to_date()  # the other one has the turn
    another.commit()
    assert kept.bring_up_to_date()
    assert_is_kept(kept.name)
