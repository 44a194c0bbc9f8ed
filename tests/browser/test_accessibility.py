"""Nothing on the pages keeps people from using them, in light and dark, on a wide screen and on a phone (axe-core)."""

import pytest
from playwright.sync_api import Page

from apps.core.models import Brand, Supplier
from apps.integration.models import Opportunity
from apps.products.models import InventoryItem
from tests.browser.axe import faults
from tests.browser.pages import INDEX, LOGIN, ROOMS, list_of, lists, page_of, row_pages, try_to_log_in
from tests.browser.site import OWNER


def test_the_login(visit):
    page = visit()
    page.goto(LOGIN)
    assert faults(page) == []


def test_a_login_that_fails(visit):
    page = visit()
    try_to_log_in(page, "nobody", "no such password")
    page.wait_for_load_state()
    assert faults(page) == []


@pytest.mark.parametrize("path", [INDEX, "/admin/products/", "/admin/password_change/"])
def test_pages_of_no_table(path, visit):
    page = visit("buyer")
    page.goto(path)
    assert faults(page) == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_lists(room, visit):
    assert _faults(visit(OWNER), lists(room)) == {}


@pytest.mark.parametrize("room", ROOMS)
def test_the_pages_of_rows(room, visit):
    assert _faults(visit(OWNER), row_pages(room)) == {}


def test_the_sum_of_an_opportunity(visit):
    page = visit("buyer")
    page.goto(list_of(Opportunity))
    page.get_by_role("link", name="explain").first.click()
    page.get_by_text("payout").first.wait_for()
    assert faults(page) == []


def test_a_form_that_was_refused(visit):
    page = visit(OWNER)
    page.goto("/admin/core/brand/add/")
    page.get_by_label("Name").fill("Nike")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("There is a brand of this name already").wait_for()
    assert faults(page) == []


@pytest.mark.parametrize("name", ["delete", "history"])
def test_what_leads_away_from_a_row(name, visit):
    page = visit(OWNER)
    page.goto(page_of(Supplier.objects.first(), name))
    assert faults(page) == []


def test_the_question_of_an_action(visit):
    page = visit(OWNER)
    page.goto(f"{list_of(InventoryItem)}?status__exact=in_stock")
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").select_option("Mark the chosen lots sold")
    page.get_by_role("button", name="Go").click()
    page.get_by_role("heading", name="sold").wait_for()
    assert faults(page) == []


def test_the_page_before_two_rows_become_one(visit):
    page = visit(OWNER)
    page.goto(list_of(Brand))
    for row in (0, 1):
        page.locator("input.action-select").nth(row).check()
    page.locator("select[name=action]").select_option("Merge the two chosen rows")
    page.get_by_role("button", name="Go").click()
    page.get_by_text("What moves").wait_for()
    assert faults(page) == []


def _faults(page: Page, paths: list[str]) -> dict[str, list[str]]:
    """The faults of each page that has some."""
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = faults(page)
    return {path: those for path, those in found.items() if those}
