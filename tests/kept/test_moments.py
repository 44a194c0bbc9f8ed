"""What changes while a refresh is at work: it sees some of it and not the rest, and the next one makes it right."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from apps.integration.kept import OPPORTUNITIES
from tests.opportunities.market import fees_today, pair, rate
from tests.support.command_line import database_url
from tests.support.kept import assert_all_is_kept, opportunities
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
