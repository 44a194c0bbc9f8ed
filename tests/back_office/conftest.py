import pytest
from django.db import transaction
from django.test import Client

from apps.accounts.models import User
from apps.accounts.roles import Role
from tests.support.world import make_world


@pytest.fixture(autouse=True)
def plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Rows in every table, for all tests of a module; each test's own changes are undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def people(db) -> dict[str, User]:
    """One person of each role."""
    return {role: User.objects.create_user(f"a-{role}", f"{role}@example.com", role=role) for role in Role}


@pytest.fixture
def clients(people) -> dict[str, Client]:
    """A browser for each role, logged in, and one that is not: "anonymous"."""
    browsers = {"anonymous": Client()}
    for role, person in people.items():
        browsers[role] = Client()
        browsers[role].force_login(person)
    return browsers


@pytest.fixture
def admin(clients) -> Client:
    """An admin's browser."""
    return clients[Role.ADMIN]
