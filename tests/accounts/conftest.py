import pytest

from apps.accounts.models import User
from tests.support.people import PASSWORD


@pytest.fixture(autouse=True)
def plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def buyer(db):
    """An ordinary user, not an admin."""
    return User.objects.create_user("Buyer", "Buyer@EXAMPLE.com", PASSWORD)
