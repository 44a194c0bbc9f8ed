"""Addresses of rows are worked out once for all of them, and are those that Django would give each."""

from uuid import uuid4

import pytest
from django.contrib.admin.utils import quote
from django.urls import reverse, set_script_prefix

from apps.accounts.models import User
from apps.integration.models import PriceSource
from soleflip.admin.addresses import address, page_of


@pytest.fixture
def elsewhere():
    """The site lies in a folder of its host."""
    set_script_prefix("/shop{1}/")
    yield
    set_script_prefix("/")


def test_each_row_has_its_own():
    first, second = uuid4(), uuid4()
    assert page_of(PriceSource, first) == reverse("admin:integration_pricesource_change", args=[first])
    assert page_of(PriceSource, second) == reverse("admin:integration_pricesource_change", args=[second])


def test_two_keys_keep_their_places():
    keys = uuid4(), uuid4()
    assert address("admin:integration_opportunity_explain", *keys) == reverse(
        "admin:integration_opportunity_explain", args=keys
    )


@pytest.mark.parametrize("key", [7, "a/b", "a b?#{}%"])
def test_other_keys_are_written_as_addresses_want_it(key):
    assert page_of(User, key) == reverse("admin:accounts_user_change", args=[quote(key)])


def test_a_site_in_a_folder(elsewhere):
    key = uuid4()
    page_of(PriceSource, key)
    assert page_of(PriceSource, key) == reverse("admin:integration_pricesource_change", args=[key])
    assert page_of(PriceSource, key).startswith("/shop")
