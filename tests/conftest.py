import pytest
from django.db import connection

from tests.support.databases import cloned_from_template


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, worker_id):
    """Django's test database, cloned from a template that is migrated once for all workers and runs."""
    with django_db_blocker.unblock(), cloned_from_template(f"test_soleflip_{worker_id}") as name:
        connection.close()
        original, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
        yield
        connection.close()
        connection.settings_dict["NAME"] = original
