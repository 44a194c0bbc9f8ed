import pytest

from apps.accounts.models import User
from apps.accounts.roles import Role
from tests.support.pages import browser_of


@pytest.fixture(autouse=True)
def plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def page(db):
    """Asks for an address as a person of a role; the first page unless told otherwise."""

    browsers = {}

    def ask(address="/admin/", role=Role.ADMIN):
        if role not in browsers:
            browsers[role] = browser_of(User.objects.create_user(f"a-{role}", f"{role}@example.com", role=role))
        response = browsers[role].get(address)
        assert response.status_code == 200
        return response

    return ask
