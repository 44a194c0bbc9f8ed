"""A file is looked at, imported and taken back, by somebody at a screen; without scripts, too."""

import re

import pytest
from playwright.sync_api import Page, expect

from apps.integration.models import AwinProduct, ImportBatch
from tests.browser.axe import faults
from tests.browser.pages import list_of

FEED = """aw_product_id,product_name,merchant_id,search_price,currency
browser-1,Gel-Runner,77,130.00,EUR
browser-2,Air Loop,77,"249,90",EUR
browser-3,Trail Mid,77,cheap,EUR
"""


@pytest.fixture
def feed():
    """A feed as a file that is chosen."""
    return {"name": "feed.csv", "mimeType": "text/csv", "buffer": FEED.encode()}


@pytest.fixture(autouse=True)
def nothing_is_left():
    yield
    ImportBatch.objects.filter(source_file="feed.csv").delete()
    AwinProduct.objects.filter(awin_product_id__startswith="browser-").delete()


def imported() -> int:
    return AwinProduct.objects.filter(awin_product_id__startswith="browser-").count()


def open_upload(page: Page) -> None:
    page.goto(list_of(ImportBatch))
    page.get_by_role("link", name="Import Awin feed").click()
    expect(page.get_by_role("heading", name="Import Awin feed")).to_be_visible()


def test_look_import_and_take_back(visit, feed):
    page = visit("buyer")
    open_upload(page)
    assert faults(page) == []
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Choose a file first.")).to_be_visible()
    assert faults(page) == []

    page.get_by_label("File").set_input_files(feed)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="What would become of feed.csv")).to_be_visible()
    expect(page.get_by_text("Choose a file first.")).to_have_count(0)
    expect(page.get_by_text("choose it again")).to_have_count(0)
    expect(page.get_by_role("cell", name='"cheap" is no amount')).to_be_visible()
    assert page.get_by_label("File").evaluate("input => input.files[0].name") == "feed.csv"
    assert imported() == 0
    assert faults(page) == []

    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("Imported feed.csv: read 3 = processed 2")).to_be_visible()
    assert imported() == 2
    assert faults(page) == []
    page.get_by_role("link", name="Rows with errors 1").click()
    expect(page.get_by_text("search_price:")).to_be_visible()

    page.go_back()
    page.get_by_role("link", name="Take back").click()
    expect(page.get_by_role("row", name="Awin products 2 deleted")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("was taken back: 2 Awin products deleted")).to_be_visible()
    expect(page.get_by_role("link", name="Take back")).to_have_count(0)
    assert imported() == 0


def test_what_stays_has_to_be_agreed_to(visit, feed):
    page = visit("buyer")
    open_upload(page)
    page.get_by_label("File").set_input_files(feed)
    page.get_by_role("button", name="Import").click()
    page.get_by_text("Imported feed.csv").wait_for()
    AwinProduct.objects.filter(awin_product_id="browser-1").update(material="Wool")
    page.get_by_role("link", name="Take back").click()
    expect(page.get_by_role("row", name="Gel-Runner")).to_contain_text("It was changed since.")
    assert faults(page) == []
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Nothing was taken back")).to_be_visible()
    page.get_by_label("Leave what later work rests on").check()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text(re.compile("1 Awin product deleted; 1 stay"))).to_be_visible()
    assert imported() == 1


def test_a_file_that_is_gone_and_a_session_that_is_over(visit, feed, tmp_path):
    path = tmp_path / "feed.csv"
    path.write_text(FEED)
    page = visit("buyer")
    open_upload(page)
    page.get_by_label("File").set_input_files(path)
    path.unlink()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("The file could not be sent")).to_be_visible()
    assert faults(page) == []
    assert visit.watcher.take("ERR_")
    page.get_by_label("File").set_input_files(feed)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_without_scripts_the_file_is_chosen_again(visit, feed, browser, site):
    storage = visit("buyer").context.storage_state()
    with browser.new_context(base_url=site.address, storage_state=storage, java_script_enabled=False) as context:
        page = context.new_page()
        open_upload(page)
        page.get_by_label("File").set_input_files(feed)
        page.get_by_role("button", name="Preview").click()
        expect(page.get_by_text("choose it again")).to_be_visible()
        page.get_by_role("button", name="Import").click()
        expect(page.get_by_text("Choose a file first.")).to_be_visible()
        page.get_by_label("File").set_input_files(feed)
        page.get_by_role("button", name="Import").click()
        expect(page.get_by_text("Imported feed.csv")).to_be_visible()
    assert imported() == 2
