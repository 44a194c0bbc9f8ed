"""Deleting: what goes along is said before, what accounting needs stays, and nobody sees an error page."""

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.integration.models import PriceSource
from apps.products.models import InventoryItem, Product
from tests.support.pages import text
from tests.support.rows import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make(Product, name="Dunk Low")


def delete_page(row):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_delete", args=[row.pk])


def test_the_page_counts_what_goes_along(admin, product):
    for number in range(3):
        make(PriceSource, product=product, source_product_id=str(number))
    make("core.AccountPurchase", product=product)
    page = admin.get(delete_page(product))
    for words in ("Dunk Low", "3 prices", "3 price history", "1 account purchase without this reference"):
        assert f"<li>{words}</li>" in text(page)


def test_the_database_deletes_along_by_its_own_rules(admin, product):
    make(PriceSource, product=product)
    purchase = make("core.AccountPurchase", product=product)
    assert admin.post(delete_page(product), {"post": "yes"}).status_code == 302
    assert not PriceSource.objects.exists()
    purchase.refresh_from_db()
    assert purchase.product is None


def test_what_was_sold_is_kept_however_far_away(admin, product):
    make("transactions.Order", inventory=make(InventoryItem, product=product))
    page = admin.get(delete_page(product))
    assert "<li>1 sale</li>" in text(page)
    assert "Nothing can be deleted" in text(page)
    admin.post(delete_page(product), {"post": "yes"})
    assert Product.objects.filter(pk=product.pk).exists()


def test_many_at_once_or_none(admin, product):
    other = make(Product)
    make("transactions.Order", inventory=make(InventoryItem, product=product))
    chosen = {"action": "delete_selected", "_selected_action": [product.pk, other.pk], "post": "yes"}
    admin.post(reverse("admin:products_product_changelist"), chosen)
    assert Product.objects.filter(pk__in=[product.pk, other.pk]).count() == 2


def test_a_size_in_use_is_kept(admin):
    lot = make(InventoryItem)
    assert "inventory" in text(admin.get(delete_page(lot.size)))
    admin.post(delete_page(lot.size), {"post": "yes"})
    lot.refresh_from_db()


def test_only_admins_delete(clients, product):
    for role in (Role.USER, Role.READONLY):
        assert clients[role].post(delete_page(product), {"post": "yes"}).status_code == 403
    assert Product.objects.filter(pk=product.pk).exists()
