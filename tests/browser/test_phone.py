"""On a phone no page is wider than the screen: nobody has to scroll sideways to read it."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import INDEX, LOGIN, ROOMS, lists, row_pages
from tests.browser.site import OWNER

TOO_FAR = """() => {
    const width = document.documentElement.clientWidth
    const cuts = element => getComputedStyle(element).overflowX != 'visible'
    const isCut = element => element && (cuts(element) || isCut(element.parentElement))
    const wide = [...document.body.querySelectorAll('*')].filter(
        element => element.getBoundingClientRect().right > width + 1 && !isCut(element.parentElement))
    return document.documentElement.scrollWidth > width
        ? wide.slice(0, 5).map(element => element.outerHTML.slice(0, 200)) : []
}"""


@pytest.mark.parametrize("path", [INDEX, LOGIN, "/admin/products/"])
def test_pages_of_no_table(path, visit):
    page = visit("" if path == LOGIN else "buyer", phone=True)
    assert _too_wide(page, path) == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_lists(room, visit):
    page = visit(OWNER, phone=True)
    assert {path: wide for path in lists(room) if (wide := _too_wide(page, path))} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_the_pages_of_rows(room, visit):
    page = visit(OWNER, phone=True)
    assert {path: wide for path in row_pages(room) if (wide := _too_wide(page, path))} == {}


def _too_wide(page: Page, path: str) -> list[str]:
    page.goto(path)
    return page.evaluate(TOO_FAR)
