import copy
import os

import pytest
from django.db import connections
from django.test.utils import override_settings

from tests.support.databases import empty_database

from .project import Project

ENGINE = os.environ.get("TEST_ENGINE", "soleflip.postgres")
SCHEMAS = ("public", "core", "integration", "pricing", "auth")


@pytest.fixture(scope="session")
def engine_database(django_db_blocker, own_name):
    """Settings of a fresh database on the default server, dropped at the end."""
    default = connections["default"]
    name = own_name("engine" if ENGINE == "soleflip.postgres" else "stock_engine")
    with django_db_blocker.unblock(), empty_database(name):
        options = dict(default.settings_dict["OPTIONS"])
        options.pop("before_connect", None)
        yield {**default.settings_dict, "ENGINE": ENGINE, "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": 0}


@pytest.fixture
def engine(engine_database, django_db_blocker):
    """A connection under the alias "engine" to a database with nothing but empty schemas."""
    # The alias goes with the test: other tests of this process must not make a test database for it.
    connections.settings["engine"] = copy.deepcopy(engine_database)
    connections["engine"] = connection = connections.create_connection("engine")
    with django_db_blocker.unblock():
        _empty_schemas(connection)
        yield connection
        connection.close()
    del connections["engine"]
    del connections.settings["engine"]


def _empty_schemas(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$'")
        for (schema,) in cursor.fetchall():
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")
        for schema in SCHEMAS:
            cursor.execute(f"CREATE SCHEMA {schema}")


@pytest.fixture
def project(engine):
    return Project()


@pytest.fixture
def shop(engine):
    """The app `shop` as the only installed one; nothing is migrated yet."""
    with override_settings(INSTALLED_APPS=[f"{__package__}.shop"]):
        yield
