"""The list of all tables, in the menu and on the first page: it follows the rights of who looks, as they are now."""

import re

import pytest
from django.contrib import admin

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.models import Brand
from tests.support.pages import browser_of, text

pytestmark = pytest.mark.django_db

ADD = '<a href="/admin/core/brand/add/" class="addlink"'
CHANGE = '<a href="/admin/core/brand/" class="changelink"'
VIEW = '<a href="/admin/core/brand/" class="viewlink"'


@pytest.fixture
def person(db):
    return User.objects.create_user("somebody", "somebody@example.com", role=Role.READONLY)


@pytest.fixture
def first_page(person):
    browser = browser_of(person)
    return lambda: text(browser.get("/admin/"))


def links(page):
    """What may be done with brands."""
    return [link for link in (ADD, CHANGE, VIEW) if link in page]


def test_a_changed_role_shows_at_once(person, first_page):
    for role, may in ((Role.READONLY, [VIEW]), (Role.USER, [ADD, CHANGE]), (Role.READONLY, [VIEW])):
        User.objects.filter(pk=person.pk).update(role=role)
        assert links(first_page()) == may


def test_accounts_are_the_admins_alone(person, first_page):
    for role in (Role.ADMIN, Role.USER, Role.ADMIN, Role.READONLY):
        User.objects.filter(pk=person.pk).update(role=role)
        assert ("/admin/accounts/user/" in first_page()) == (role == Role.ADMIN)


def test_what_a_table_permits_shows_at_once(person, first_page, monkeypatch):
    User.objects.filter(pk=person.pk).update(role=Role.USER)
    assert links(first_page()) == [ADD, CHANGE]
    monkeypatch.setattr(admin.site._registry[Brand], "may_be_added", False)
    assert links(first_page()) == [CHANGE]


def test_the_menu_says_where_one_is(person):
    page = text(browser_of(person).get("/admin/core/brand/"))
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', page) == ["/admin/core/brand/"]
    assert page.count("current-model") == page.count("current-app") == 1
