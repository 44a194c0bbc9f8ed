"""The first login, with the password that everybody knows."""

import re

import pytest
from playwright.sync_api import expect

from apps.accounts.models import User
from tests.browser.pages import INDEX, list_of, log_in, try_to_log_in
from tests.support.people import ANOTHER, PASSWORD

NEW_PASSWORD = re.compile("/admin/password_change/$")


@pytest.fixture
def newcomer(site):
    """Somebody who was given a password and has to choose another."""
    yield User.objects.create_user("newcomer", "new@soleflip.example", PASSWORD, must_change_password=True)
    User.objects.filter(username="newcomer").delete()


def test_the_seeded_admin_gets_no_page_before_they_have_chosen_a_password(visit):
    page = visit()
    log_in(page, "admin", "admin123")
    expect(page).to_have_url(NEW_PASSWORD)
    for path in (INDEX, list_of(User), "/admin/core/brand/add/"):
        page.goto(path)
        expect(page).to_have_url(NEW_PASSWORD)


def test_after_choosing_a_password_there_is_the_first_page(visit, newcomer):
    page = visit()
    log_in(page, newcomer.username)
    page.get_by_label("Old password").fill(PASSWORD)
    page.get_by_label("New password:").fill(ANOTHER)
    page.get_by_label("New password confirmation").fill(ANOTHER)
    page.get_by_role("button", name="Change my password").click()
    page.goto(INDEX)
    expect(page).to_have_url(re.compile("/admin/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    log_in(visit(), newcomer.username, ANOTHER)


def test_a_password_that_was_published_is_not_taken(visit, newcomer):
    page = visit()
    log_in(page, newcomer.username)
    page.get_by_label("Old password").fill(PASSWORD)
    page.get_by_label("New password:").fill("admin123")
    page.get_by_label("New password confirmation").fill("admin123")
    page.get_by_role("button", name="Change my password").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    page.goto(INDEX)
    expect(page).to_have_url(NEW_PASSWORD)


def test_a_wrong_password_says_so_and_keeps_the_name(visit):
    page = visit()
    try_to_log_in(page, "somebody", "a wrong password")
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.get_by_label("User name or e-mail")).to_have_value("somebody")
