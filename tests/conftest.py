import psycopg
import pytest
from django.db import OperationalError, connection

from soleflip.cli import sentence
from tests.support.databases import cloned_from_template, own_slot, reach_server


def pytest_sessionstart(session):
    """Without a server not one test can say anything: one sentence instead of an error for each."""
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
    with django_db_blocker.unblock(), cloned_from_template(own_name("soleflip")) as name:
        connection.close()
        original, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
        yield
        connection.close()
        connection.settings_dict["NAME"] = original
