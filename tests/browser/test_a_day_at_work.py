"""What people do all day: a buyer looks a product up and takes a list along, an adviser looks and changes nothing."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from apps.integration.models import PriceSource
from apps.products.models import Product
from tests.browser.pages import INDEX, OPEN_TO_ALL, ROOMS, TABLES, list_of, lists, page_of, row_pages
from tests.browser.site import OWNER

CHICAGO = "Jordan 1 Retro High OG Chicago Lost and Found"
# Whatever sends something to the server, or promises to. Searching, logging out and exporting are no writing.
WRITES = """() => {
    const choices = form => [...form.querySelectorAll('select[name=action] option')].map(option => option.value)
    const onlyExports = form => choices(form).join() == ',export_chosen'
    const canBeSent = form => form.querySelector('[type=submit], button:not([type=button])')
    const isLogout = form => form.getAttribute('id') == 'logout-form'
    const isHarmless = form => form.method == 'get' || isLogout(form) || onlyExports(form) || !canBeSent(form)
    const forms = [...document.forms].filter(form => !isHarmless(form)).map(form => form.outerHTML.slice(0, 100))
    const words = /^(add|save|delete|change|go|run|merge|mark|reveal)\\b/i
    const named = [...document.querySelectorAll('a, button, input[type=submit], input[type=button]')]
        .filter(element => !element.closest('#user-tools') && !(element.form && isHarmless(element.form)))
        .map(element => (element.textContent || element.value || '').trim()).filter(text => words.test(text))
    const links = [...document.links].map(link => new URL(link.href).pathname)
        .filter(path => /\\/(add|delete|merge|reveal)\\/$/.test(path))
    return [...forms, ...named, ...links]
}"""


def test_find_a_product_and_look_at_its_prices(visit):
    page = visit("buyer")
    page.goto(INDEX)
    page.locator("#content").get_by_role("link", name="Products", exact=True).first.click()
    page.get_by_role("searchbox", name="Search").fill("chicago lost")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=CHICAGO).or_(page.get_by_role("row", name=CHICAGO).get_by_role("link")).first.click()
    expect(page.get_by_label("Name:", exact=True)).to_have_value(CHICAGO)
    page.get_by_role("navigation", name="What belongs to it").get_by_role("link", name="Prices").click()
    expect(page.get_by_text("Only those of")).to_contain_text(CHICAGO)
    shown = page.locator("#result_list tbody tr")
    expect(shown).to_have_count(PriceSource.objects.filter(product__name=CHICAGO).count())


def test_take_a_list_along(visit):
    page = visit("buyer")
    page.goto(f"{list_of(Product)}?q=retro")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    heading, *rows = csv.reader(Path(download.value.path()).read_text("utf-8-sig").splitlines())
    assert download.value.suggested_filename.endswith(".csv")
    assert "name" in heading
    assert len(rows) == Product.objects.filter(name__icontains="retro").count()


def test_the_first_page_leads_to_all_that_the_role_may_see(visit):
    for person, tables in (("adviser", OPEN_TO_ALL), (OWNER, TABLES)):
        page = visit(person)
        page.goto(INDEX)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        links = page.locator("#content a").evaluate_all("links => links.map(link => link.pathname)")
        assert {list_of(model) for model in tables} <= set(links)
        assert {list_of(model) for model in TABLES if model not in tables}.isdisjoint(links)


def test_nothing_on_the_first_page_writes_for_those_who_only_look(visit):
    assert _writes(visit("adviser"), INDEX) == []


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_in_a_room_writes_for_those_who_only_look(room, visit):
    page = visit("adviser")
    paths = [*lists(room, OPEN_TO_ALL), *row_pages(room, OPEN_TO_ALL)]
    assert {path: writes for path in paths if (writes := _writes(page, path))} == {}


def test_what_writes_is_recognised(visit):
    """The same look at the pages of those who may write finds it."""
    page = visit(OWNER)
    assert {"Add product", "Go", "/admin/products/product/add/"} <= set(_writes(page, list_of(Product)))
    assert {"Save", "Delete"} <= set(_writes(page, page_of(Product.objects.first())))


def _writes(page: Page, path: str) -> list[str]:
    page.goto(path)
    return page.evaluate(WRITES)
