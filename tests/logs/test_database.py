"""Warnings reach system.logs by a thread of its own: nothing is lost without a word, and nothing goes round."""

import json
import logging
import os
import re
import threading
import time
from contextlib import contextmanager

import psycopg
import pytest
from django.db import transaction
from django.test import Client

from soleflip.acting.actor import Actor, of_the_request
from soleflip.logs import writer
from soleflip.logs.database import DatabaseHandler
from tests.support.command_line import database_url, python
from tests.support.databases import MAINTENANCE
from tests.support.sql import query, value
from tests.support.waiting import wait_until

logger = logging.getLogger("apps.try")

SESSIONS = """
SELECT count(*) FROM pg_stat_activity WHERE application_name = 'soleflip log' AND datname = current_database()"""
MESSAGES = "SELECT level, component, message FROM system.logs ORDER BY created_at, message"


@pytest.fixture
def handler(committed):
    """A handler at work on a database of the test's own."""
    found = DatabaseHandler(most=100)
    logger.addHandler(found)
    logging.getLogger("soleflip.logs").addHandler(found)  # as the root logger does it
    yield found
    for name in ("apps.try", "soleflip.logs"):
        logging.getLogger(name).removeHandler(found)
    found.close()


@contextmanager
def away(name: str):
    """Nobody can connect to the database, and who is connected is thrown out."""
    with psycopg.connect(database_url(MAINTENANCE), autocommit=True) as other:
        other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def test_a_warning_stands_there_with_its_request_and_its_traceback(handler):
    token = of_the_request.set(Actor("web", "request-1", lambda: ""))
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        logger.exception("Cannot divide %s", "pairs")
    finally:
        of_the_request.reset(token)
    assert handler.flush()
    ((level, component, message, details),) = query("SELECT level, component, message, details FROM system.logs")
    assert (level, component, message) == ("ERROR", "apps.try", "Cannot divide pairs")
    found = json.loads(details) if isinstance(details, str) else details
    assert (found["program"], found["request_id"]) == ("web", "request-1")
    assert "ZeroDivisionError" in found["exception"]


def test_what_is_less_than_a_warning_does_not(handler):
    logger.setLevel(logging.INFO)
    logger.info("All is well")
    logger.warning("All but one")
    assert handler.flush()
    assert query(MESSAGES) == [("WARNING", "apps.try", "All but one")]


def test_what_a_stranger_asks_for_fills_no_rows_and_what_fails_does(handler, monkeypatch, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    client = Client()
    requests = logging.getLogger("django")
    requests.addHandler(handler)
    try:
        client.get("/nowhere/")
        client.get("/healthy/", headers={"host": "stranger.example"})
        assert Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "nobody"}).status_code == 403
        assert client.post("/admin/login/", {"username": "nobody", "password": "", "more": ""}).status_code == 400
        client.raise_request_exception = False
        monkeypatch.setattr("soleflip.logs.middleware.page_of", lambda request: 1 / 0)
        client.get("/nowhere/")
    finally:
        requests.removeHandler(handler)
    assert handler.flush()
    assert query(MESSAGES) == [("ERROR", "django.request", "Internal Server Error: an unknown address")]


def test_a_zero_byte_and_half_a_letter_hold_up_nobody(handler):
    for message in ("a\x00b", "half a letter \ud800", "after it"):  # past pytest, which cannot show such letters
        handler.handle(logging.LogRecord("apps.try", logging.WARNING, "try.py", 1, message, None, None))
    wait_until(lambda: len(query(MESSAGES)) >= 3)
    messages = [message for _, _, message in query(MESSAGES)]
    assert "ab" in messages
    assert "after it" in messages
    assert handler.flush()


def test_a_caller_whose_transaction_fails_has_its_line_all_the_same(handler):
    with pytest.raises(RuntimeError), transaction.atomic():
        logger.warning("What went wrong")
        raise RuntimeError
    assert handler.flush()
    assert query(MESSAGES) == [("WARNING", "apps.try", "What went wrong")]


def test_while_the_database_is_away_lines_wait_and_come_once_it_is_back(handler, committed, caplog, monkeypatch):
    monkeypatch.setattr(writer, "LONGEST_PAUSE", 0.5)
    with away(committed):
        for number in range(5):
            logger.warning("line %s", number)
        wait_until(lambda: "cannot be written" in caplog.text)
        assert not handler.flush(0.1)
    wait_until(lambda: handler.waiting.is_empty)
    assert [message for _, _, message in query(MESSAGES)] == [f"line {number}" for number in range(5)]


DROPPED = re.compile(r"(\d+) lines of the log could not be written to the database, between ")


def test_what_had_to_be_dropped_is_counted_and_said_in_both_places(handler, committed, caplog, monkeypatch):
    monkeypatch.setattr(writer, "LONGEST_PAUSE", 0.5)
    with away(committed):
        for number in range(130):
            logger.warning("line %03d", number)
        wait_until(lambda: "cannot be written" in caplog.text)
    (found,) = wait_until(lambda: [row for row in query(MESSAGES) if row[0] == "ERROR"])
    _, component, sentence = found
    assert component == "soleflip.logs"
    dropped = int(DROPPED.match(sentence)[1])
    assert 20 <= dropped <= 30, "a few may be on their way while 100 wait"
    assert len(query(MESSAGES)) == 130 - dropped + 1
    wait_until(lambda: sentence in caplog.text)


def test_what_the_writer_says_itself_does_not_come_back_to_it(handler, committed, caplog, monkeypatch):
    monkeypatch.setattr(writer, "LONGEST_PAUSE", 0.2)
    with away(committed):
        logger.warning("one")
        wait_until(lambda: caplog.text.count("cannot be written") == 1)
        time.sleep(1)
        assert len(handler.waiting.lines) == 1
    wait_until(lambda: handler.waiting.is_empty)
    assert query(MESSAGES) == [("WARNING", "apps.try", "one")]


def test_the_connection_is_closed_when_nothing_is_said(handler, monkeypatch):
    monkeypatch.setattr(writer, "IDLE", 0.2)
    logger.warning("one")
    assert handler.flush()
    sessions = (
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'soleflip log' AND datname = current_database()"
    )
    wait_until(lambda: value(sessions) == 0)


def test_a_child_process_writes_its_own_lines_alone(handler, committed):
    logger.warning("of the parent")
    assert handler.flush()
    child = os.fork()
    if child == 0:
        logger.warning("of the child")
        os._exit(0 if handler.flush() else 1)
    assert os.waitpid(child, 0)[1] == 0
    logger.warning("of the parent again")
    assert handler.flush()
    assert [message for _, _, message in query(MESSAGES)] == ["of the parent", "of the child", "of the parent again"]


def test_many_threads_at_once_lose_nothing(committed):
    handler = DatabaseHandler(most=100_000)
    logger.addHandler(handler)
    crowd = [
        threading.Thread(target=lambda n=n: [logger.warning("line %s of %s", m, n) for m in range(100)])
        for n in range(8)
    ]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    handler.flush(30)
    logger.removeHandler(handler)
    handler.close()
    assert value("SELECT count(DISTINCT message) FROM system.logs") == 800


SAYS = "import django, logging; django.setup(); logging.getLogger('apps.try').warning('the last word')"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "soleflip.settings", "LOG_TO_DATABASE": "1"}


def test_the_last_line_of_a_command_is_written_before_it_ends(committed):
    result = python("-c", SAYS, database=committed, **SETTINGS)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "the last word\n")
    assert query(MESSAGES) == [("WARNING", "apps.try", "the last word")]


def test_a_higher_level_of_the_lines_takes_nothing_from_the_database(committed):
    says = "from soleflip import wsgi; import logging; logging.getLogger('apps.try').warning('Half is well')"
    site = {"LOG_LEVEL": "ERROR", "LOG_TO_DATABASE": "1", "DJANGO_SETTINGS_MODULE": "soleflip.settings"}
    assert python("-c", says, database=committed, **site).stdout == ""
    assert query(MESSAGES) == [("WARNING", "apps.try", "Half is well")]


def test_without_a_database_the_end_comes_soon_and_says_what_is_missing():
    address = "postgres://nobody@127.0.0.1:9/nowhere"
    result = python("-c", SAYS, database="nowhere", **SETTINGS, DATABASE_URL=address)
    assert result.returncode == 0
    assert result.stdout == ""
    assert "1 line of the log could not be written to the database, between " in result.stderr
    assert "Traceback" not in result.stderr
