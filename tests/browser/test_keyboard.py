"""A day without a mouse: everything can be reached by keyboard, and one sees where one is."""

import re

import pytest
from playwright.sync_api import Page, expect

from apps.core.models import Supplier
from tests.browser.focus import Focus, tab_to
from tests.browser.pages import INDEX, LOGIN, list_of, page_of
from tests.support.people import PASSWORD

MOST_TABS = 400


@pytest.fixture
def supplier(site):
    """Whose page the test changes."""
    yield Supplier.objects.create(name="Keyboard Shop", slug="keyboard-shop", supplier_type="retail", status="active")
    Supplier.objects.filter(slug="keyboard-shop").delete()


def test_log_in(visit):
    page = visit()
    page.goto(LOGIN)
    tab_to(page, "User name or e-mail")
    page.keyboard.type("buyer")
    tab_to(page, "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/admin/$"))


def test_find_a_row_and_change_it(visit, supplier):
    page = visit("buyer")
    page.goto(list_of(Supplier))
    tab_to(page, "Search")
    page.keyboard.type("Keyboard")
    page.keyboard.press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    tab_to(page, "Keyboard Shop")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(page_of(supplier)))
    tab_to(page, "Website")
    page.keyboard.type("https://keyboard.example")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    supplier.refresh_from_db()
    assert supplier.website == "https://keyboard.example"


def test_the_first_page_leads_on(visit):
    page = visit("buyer")
    page.goto(INDEX)
    tab_to(page, "Products", within="#content")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/admin/products/product/"))


def test_the_content_is_one_step_away(visit):
    page = visit("buyer")
    page.goto(list_of(Supplier))
    tab_to(page, "Skip to main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert Focus.of(page).is_within("#content")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [INDEX, list_of(Supplier), "first supplier"])
def test_one_sees_where_one_is(path, scheme, visit):
    page = visit("buyer", scheme=scheme)
    page.goto(page_of(Supplier.objects.first()) if path == "first supplier" else path)
    unseen = [focus.element for focus in _walk(page) if not (focus.is_in_sight and focus.is_shown)]
    assert unseen == []


def _walk(page: Page):
    """Every place that the Tab key comes to, until it leaves the page."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = Focus.of(page)
        if focus is None:
            return
        yield focus
    pytest.fail(f"there are more than {MOST_TABS} places")
