import logging
import os

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import OperationalError
from django.test import override_settings

from soleflip.catalog.expectation import Expectation
from soleflip.cli import sentence
from soleflip.logs.database import DatabaseHandler
from tests.support.databases import cloned_from_template, connected_to, empty_database, own_slot, reach_server


def pytest_sessionstart(session):
    """Without a server not one test can say anything: one sentence instead of an error for each."""
    # The log of the database gets no lines of tests but of those that ask for them: their databases are dropped.
    os.environ["LOG_TO_DATABASE"] = "0"
    for handler in [handler for handler in logging.getLogger().handlers if isinstance(handler, DatabaseHandler)]:
        logging.getLogger().removeHandler(handler)
    try:
        reach_server()
    except (OperationalError, psycopg.OperationalError) as error:
        pytest.exit(sentence(error), returncode=1)


@pytest.fixture(scope="session")
def own_name(django_db_blocker, worker_id):
    """Makes names of databases that no other worker and no other run uses: own_name("migrations")."""
    with own_slot(worker_id) as suffix:
        yield lambda purpose: f"test_{purpose}_{suffix}"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, own_name):
    """Django's test database, cloned from a template that is migrated once for all workers and runs."""
    # Only the tests of soleflip/waits set a limit: a busy machine is to leave no lines in the log of other tests.
    nothing_is_slow = override_settings(SLOW_QUERY=0)
    template = cloned_from_template(own_name("soleflip"))
    with django_db_blocker.unblock(), nothing_is_slow, template as name, connected_to(name):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Pages remember what costs much to count: not from one test to the next."""
    cache.clear()


@pytest.fixture
def admin_user(db):
    """Whom pytest-django's admin_client logs in: the seeded admin, who has changed the password already."""
    users = get_user_model().objects
    users.filter(username="admin").update(must_change_password=False)
    return users.get(username="admin")


@pytest.fixture
def empty(django_db_setup, django_db_blocker, own_name):
    """The name of an empty database of this test's own."""
    with django_db_blocker.unblock(), empty_database(own_name("empty")) as name:
        yield name


@pytest.fixture
def migrated(django_db_setup, django_db_blocker, own_name):
    """The name of a database of this test's own, as migrate makes it."""
    with django_db_blocker.unblock(), cloned_from_template(own_name("migrated")) as name:
        yield name


@pytest.fixture
def committed(migrated, django_db_blocker):
    """The name of the database that Django's connection leads to, of this test's own, whose rows can be committed."""
    with django_db_blocker.unblock(), connected_to(migrated):
        yield migrated


@pytest.fixture(scope="session")
def expectation() -> Expectation:
    """What is expected of a database; tests/catalog/test_snapshot.py proves that it is what the migrations make."""
    return Expectation.load()
