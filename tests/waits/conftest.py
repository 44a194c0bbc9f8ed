import pytest
from django.db import connection
from django.test import Client


@pytest.fixture
def ask(committed, settings):
    """Asks for an address as the first request of a process of the site does: on a new connection."""
    settings.ROOT_URLCONF = "tests.waits.addresses"
    settings.SECURE_SSL_REDIRECT = False
    client = Client(raise_request_exception=False)

    def ask(address, **values):
        connection.close()
        return client.get(address, values)

    return ask
