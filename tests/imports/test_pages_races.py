"""Two people press the same button at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.integration.models import ImportBatch
from apps.system.models import LogEntry
from apps.transactions.models import Order
from tests.support.pages import browser_of, fields

SALES = """ORDER_NUMBER,SKU,SIZE,NAME,PRODUCT_PRICE_CENTS_SALE_PRICE,CREDIT_DATE,PURCHASED_DATE
1001,DM7866 200,9,Loop Low,180,5/11/24,3/11/24
"""
BOTH = 2


@pytest.fixture
def people(committed, settings) -> list[Client]:
    settings.SECURE_SSL_REDIRECT = False
    names = [f"seller-{number}" for number in range(BOTH)]
    return [browser_of(User.objects.create_user(name, f"{name}@example.com", role=Role.USER)) for name in names]


def at_once(people, act) -> list:
    """What each of them sees in the end."""
    ready = Barrier(BOTH)

    def run(client):
        try:
            ready.wait(10)
            return act(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(BOTH) as pool:
        return list(pool.map(run, people))


def sentences(response) -> str:
    form = response.context.get("form")
    found = [sentence for errors in (form.errors.values() if form else ()) for sentence in errors]
    return " ".join([*found, *map(str, response.context["messages"])])


def import_sales(client):
    form = {"file": SimpleUploadedFile("sales.csv", SALES.encode()), "do": "import"}
    return client.post(reverse("admin:integration_importbatch_new", args=["alias_sales"]), form, follow=True)


def test_a_file_is_imported_once(people):
    seen = [sentences(response) for response in at_once(people, import_sales)]
    assert sum("Imported sales.csv: read 1" in words for words in seen) == 1, seen
    assert sum("is running" in words or "was imported already" in words for words in seen) == 1, seen
    assert (Order.objects.count(), ImportBatch.objects.count()) == (1, 1)


def test_an_import_is_taken_back_once(people):
    import_sales(people[0])
    address = reverse("admin:integration_importbatch_take_back", args=[ImportBatch.objects.get().pk])
    form = fields(people[0].get(address))
    seen = [sentences(r) for r in at_once(people, lambda client: client.post(address, form, follow=True))]
    assert sum("was taken back" in words for words in seen) == 1, seen
    assert sum("is running" in words or "taken back already" in words for words in seen) == 1, seen
    assert not Order.objects.exists()
    assert LogEntry.objects.filter(component="import", message__contains="Taken back").count() == 1
