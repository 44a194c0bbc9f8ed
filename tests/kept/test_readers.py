"""Who reads: gets what is up to date, waits for nobody, and never sees an error of the refresh."""

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction

from apps.integration.figures import listed_opportunities, opportunities_are_behind
from apps.integration.kept import OPPORTUNITIES
from apps.integration.models import Opportunity, StaleProduct
from apps.system.kept_tables import FOR_A_READER, bring_all_up_to_date
from apps.system.models import LogEntry
from tests.opportunities.market import fees_today, pair
from tests.support.command_line import database_url
from tests.support.kept import opportunities
from tests.support.sql import query
from tests.support.waiting import BLOCKED, wait_until

LISTING = "/admin/integration/opportunity/"
REFRESH = "SELECT * FROM integration.refresh_opportunities()"


def in_a_connection_of_its_own(work: Callable[[], None]) -> None:
    """Do it in another thread, and leave no connection there."""
    try:
        work()
    finally:
        connection.close()


@pytest.fixture
def somebody_else(committed):
    """A program that has brought the opportunities up to date, and has not committed yet."""
    fees_today()
    pair(6_000, 10_000)
    other = psycopg.connect(database_url(committed))
    other.execute(REFRESH)
    yield other
    other.close()


class TestWhileSomebodyElseIsAtIt:
    def test_they_get_what_there_was(self, somebody_else):
        assert not OPPORTUNITIES.bring_up_to_date()
        assert not Opportunity.objects.exists()
        somebody_else.commit()
        assert OPPORTUNITIES.bring_up_to_date()
        assert Opportunity.objects.count() == 1

    def test_who_has_patience_waits(self, somebody_else):
        with pytest.raises(Exception, match="lock timeout"), transaction.atomic():
            query("SET LOCAL lock_timeout = '50ms'")
            OPPORTUNITIES.refresh()

    def test_who_wrote_much_waits_and_leaves_nothing_to_readers(self, somebody_else):
        pair(6_000, 11_000)
        with ThreadPoolExecutor() as pool:
            done = pool.submit(in_a_connection_of_its_own, bring_all_up_to_date)
            wait_until(lambda: query(BLOCKED) or done.done())
            somebody_else.commit()
            done.result()
        assert not StaleProduct.objects.exists()
        assert [row.net_profit_cents for row in Opportunity.objects.all()] == [5_000, 4_000]

    def test_who_writes_prices_waits_for_nobody(self, somebody_else):
        with transaction.atomic():
            query("SET LOCAL lock_timeout = '50ms'")
            query("UPDATE integration.price_sources SET price_cents = 5000 WHERE price_type = 'retail'")
        somebody_else.commit()
        assert OPPORTUNITIES.bring_up_to_date()
        assert [row.net_profit_cents for row in Opportunity.objects.all()] == [5_000]

    def test_a_crash_takes_nothing_along(self, somebody_else):
        query("SELECT pg_terminate_backend(%s, 60000)", somebody_else.info.backend_pid)  # and wait for its end
        assert StaleProduct.objects.exists()
        assert OPPORTUNITIES.bring_up_to_date()
        assert opportunities() == opportunities("opportunity_figures") != []


def test_a_change_that_is_taken_back_leaves_no_note(committed):
    with transaction.atomic():
        fees_today()
        pair(6_000, 10_000)
        transaction.set_rollback(True)
    assert not StaleProduct.objects.exists()


def note(products: int):
    """So many products are noted as stale."""
    made_up = "SELECT gen_random_uuid() FROM generate_series(1, %s)"
    query(f"INSERT INTO integration.stale_products (product_id) {made_up}", products)


@pytest.mark.django_db
class TestManyNotes:
    def test_a_reader_works_off_a_part_and_says_so(self, admin_client):
        fees_today()
        OPPORTUNITIES.refresh()
        note(FOR_A_READER + 1)
        page = admin_client.get(LISTING).content.decode()
        assert "Many prices have just changed" in page
        assert StaleProduct.objects.count() == 1
        assert "Many prices have just changed" not in admin_client.get(LISTING).content.decode()

    def test_who_wrote_much_works_off_all(self):
        fees_today()
        OPPORTUNITIES.refresh()
        query(
            "INSERT INTO integration.stale_products (product_id) SELECT gen_random_uuid() FROM generate_series(1, 2000)"
        )
        assert OPPORTUNITIES.bring_up_to_date(in_full=True)
        assert not StaleProduct.objects.exists()


@pytest.mark.django_db
def test_a_read_only_database_is_read_as_it_is():
    fees_today()
    pair(6_000, 10_000)
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("SET TRANSACTION READ ONLY")
    assert not OPPORTUNITIES.bring_up_to_date()
    assert not Opportunity.objects.exists()


@pytest.mark.django_db
def test_a_refresh_that_fails_closes_no_page_and_is_logged(admin_client, monkeypatch):
    broken = dataclasses.replace(OPPORTUNITIES, function="integration.no_such_function")
    monkeypatch.setattr("apps.integration.admin.opportunity.OPPORTUNITIES", broken)
    assert admin_client.get(LISTING).status_code == 200
    line = LogEntry.objects.get(component="refresh")
    assert line.level == "WARNING"
    assert "integration.opportunity_pairs could not be brought up to date: function" in line.message


@pytest.mark.django_db
def test_counting_and_names_read_no_prices():
    fees_today()
    pair(6_000, 10_000)
    OPPORTUNITIES.refresh()
    plan = Opportunity.objects.order_by().values("product_id").explain()
    assert "price_sources" not in plan


@pytest.mark.django_db
class TestBehind:
    """What is not up to date is called so, whatever it rests on."""

    def test_other_fees_leave_no_note_and_are_told_all_the_same(self):
        fees_today()
        pair(6_000, 10_000)
        OPPORTUNITIES.refresh()
        assert not opportunities_are_behind()
        fees_today(seller_percent=9)
        assert not StaleProduct.objects.exists()
        assert opportunities_are_behind()
        OPPORTUNITIES.refresh()
        assert not opportunities_are_behind()

    def test_prices_that_were_noted(self):
        OPPORTUNITIES.refresh()
        pair(6_000, 10_000)
        assert opportunities_are_behind()


@pytest.mark.django_db
def test_what_a_list_shows_and_sorts_by_is_read_at_once(django_assert_num_queries):
    fees_today()
    pair(6_000, 10_000)
    OPPORTUNITIES.refresh()
    (row,) = listed_opportunities()
    with django_assert_num_queries(0):
        assert (row.retail_price_eur, row.resale_price_eur, row.net_profit_eur, row.fees_cents) == (60, 100, 40, 0)
