import pytest
from django.test import Client

from apps.accounts.models import User
from apps.accounts.roles import Role
from tests.support.pages import browser_of


@pytest.fixture(autouse=True)
def plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def clients(db) -> dict[str, Client]:
    """A browser for each role, and one that is not logged in: "anonymous"."""
    people = {role: User.objects.create_user(f"a-{role}", f"{role}@example.com", role=role) for role in Role}
    return {"anonymous": Client(), **{role: browser_of(person) for role, person in people.items()}}


@pytest.fixture
def reader(clients) -> Client:
    """The browser of somebody who may look and nothing else."""
    return clients[Role.READONLY]
