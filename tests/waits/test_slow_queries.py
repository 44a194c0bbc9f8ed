"""A query that takes long stands in the log with its page and without what was typed, and never does harm."""

import logging

import pytest
from django.test import Client

from apps.system.models import LogEntry
from tests.support.pages import text


@pytest.fixture(autouse=True)
def limit(settings):
    settings.SLOW_QUERY = 50


def noted() -> list[LogEntry]:
    return list(LogEntry.objects.filter(component="slow query").order_by("created_at", "id"))


def test_it_names_its_page_and_the_query_with_placeholders(ask):
    assert text(ask("/sleep/0.06/", q="Mustermann", status="sold")) == "done"
    (entry,) = noted()
    assert entry.level == "WARNING"
    assert entry.details["page"] == "sleep"
    assert entry.details["path"] == "/sleep/0.06/"
    assert entry.details["parameters"] == "q, status"
    assert entry.details["method"] == "GET"
    assert entry.details["sql"] == "SELECT pg_sleep(%s)::text || %s"
    assert entry.details["failed"] is False
    assert entry.details["milliseconds"] >= 60
    assert entry.message == f"sleep waited {entry.details['milliseconds']:,} ms for a query."
    assert "Mustermann" not in f"{entry.message} {entry.details}"


def test_a_token_out_of_an_email_is_not_noted(ask):
    ask("/reset/0.06/a-secret/")
    (entry,) = noted()
    assert entry.details["path"] == "/reset/<seconds>/<token>/"


def test_what_is_fast_is_not_noted(ask):
    ask("/sleep/0/")
    assert noted() == []


def test_without_a_limit_nothing_is(ask, settings):
    settings.SLOW_QUERY = 0
    ask("/sleep/0.06/")
    assert noted() == []


def test_of_one_page_the_slowest_five(ask):
    ask("/sleep/0.06/7/")
    assert len(noted()) == 5


def test_a_query_that_was_stopped_is_noted_too(ask, settings):
    settings.STATEMENT_TIMEOUT = 0.1
    assert ask("/sleep/20/").status_code == 503
    (entry,) = noted()
    assert entry.details["failed"] is True


def test_a_page_outside_of_a_page_is_not_watched(ask):
    from tests.support.sql import value

    ask("/sleep/0/")
    value("SELECT pg_sleep(0.06)::text")
    assert noted() == []


@pytest.mark.parametrize("address", ["/read-only/", "/no-database/"])
def test_what_cannot_be_noted_is_no_reason_to_fail(ask, address, caplog):
    with caplog.at_level(logging.WARNING, "soleflip.waits.slow_queries"):
        assert text(ask(address)) == "done"
    assert "could not be noted in the log of the database" in caplog.text
    assert "Mustermann" not in caplog.text


@pytest.mark.django_db
def test_not_even_in_an_aborted_transaction(settings):
    settings.ROOT_URLCONF, settings.SECURE_SSL_REDIRECT = "tests.waits.addresses", False
    from django.db import transaction

    transaction.set_rollback(True)
    try:
        assert Client(raise_request_exception=False).get("/sleep/0.06/").status_code in (200, 500)
    finally:
        transaction.set_rollback(False)
