import psycopg
import pytest

from soleflip.database_roles.names import APP, READONLY, ROLES
from tests.support.command_line import database_url


@pytest.fixture
def as_role(committed):
    """Opens a session of one of the roles: as_role(APP)."""
    sessions = []

    def connect(role: str) -> psycopg.Connection:
        session = psycopg.connect(database_url(committed), autocommit=True)
        sessions.append(session)
        found = session.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY (%s)", [list(ROLES)]).fetchone()
        if found != (len(ROLES),):
            pytest.skip("the server lacks the roles, and lets nobody make them")
        session.execute(f"SET ROLE {role}")
        return session

    yield connect
    for session in sessions:
        session.close()


@pytest.fixture
def app(as_role):
    return as_role(APP)


@pytest.fixture
def reader(as_role):
    return as_role(READONLY)
