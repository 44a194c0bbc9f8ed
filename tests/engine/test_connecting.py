"""The hook before_connect, and the version of the server. Every test fails on Django's engine."""

import copy
import os

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from soleflip.embedded.programs import find_programs

calls = []


def remember(settings_dict):
    calls.append(settings_dict["NAME"])


@pytest.fixture(autouse=True)
def no_calls():
    calls.clear()


@pytest.fixture
def connect(engine):
    """Makes connections like that of the tests, with other options."""
    made = []

    def make(**options):
        settings = copy.deepcopy(engine.settings_dict)
        settings["OPTIONS"] |= options
        made.append(type(engine)(settings, alias="engine"))
        return made[-1]

    yield make
    for connection in made:
        connection.close()
        connection.close_pool()


def answer(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 42")
        return cursor.fetchone()[0]


def test_the_hook_is_called_before_each_new_connection(connect):
    connection = connect(before_connect=remember)
    assert answer(connection) == answer(connection) == 42
    connection.close()
    assert answer(connection) == 42
    assert calls == [connection.settings_dict["NAME"]] * 2


def test_the_hook_may_be_a_dotted_path(connect):
    assert answer(connect(before_connect=f"{__name__}.remember")) == 42
    assert len(calls) == 1


def test_what_the_hook_writes_into_the_settings_counts(connect, engine):
    connection = connect(before_connect=lambda settings: settings.update(NAME=engine.settings_dict["NAME"]))
    connection.settings_dict["NAME"] = "no_such_database"
    assert answer(connection) == 42


def test_the_hook_is_called_for_the_connections_of_a_pool(connect):
    connection = connect(before_connect=remember, pool={"min_size": 1, "timeout": 2})
    assert answer(connection) == 42
    assert calls == [connection.settings_dict["NAME"]]


def test_a_failure_gives_the_hook_a_second_chance(connect, engine):
    def mend_at_the_second_call(settings):
        calls.append("called")
        settings["NAME"] = engine.settings_dict["NAME"] if len(calls) == 2 else "no_such_database"

    assert answer(connect(before_connect=mend_at_the_second_call)) == 42
    assert len(calls) == 2


def test_a_lasting_failure_is_raised(connect):
    with pytest.raises(OperationalError, match="no_such_database"):
        answer(connect(before_connect=lambda settings: settings.update(NAME="no_such_database")))


def test_the_hook_is_called_before_psql(connect, engine, monkeypatch, capfd):
    monkeypatch.setenv("PATH", str(find_programs().folder), prepend=os.pathsep)
    connection = connect(before_connect=lambda settings: settings.update(NAME=engine.settings_dict["NAME"]))
    connection.settings_dict["NAME"] = "no_such_database"
    connection.client.runshell(["-Atc", "SELECT 42"])
    assert capfd.readouterr().out == "42\n"


def test_a_hook_that_is_no_callable_is_refused(connect):
    with pytest.raises(ImproperlyConfigured, match="must be a callable or the dotted path of one, not 7"):
        answer(connect(before_connect=7))


def test_the_maintenance_connection_calls_the_hook_too(connect):
    with connect(before_connect=remember)._nodb_cursor() as cursor:
        cursor.execute("SELECT 1")
    assert calls == [None]


def test_version_15_is_the_oldest(engine):
    assert engine.features.minimum_database_version == (15,)
