"""Makes docs/screenshots anew: pages of the shop, in light and dark, on a wide screen and on a phone."""

import itertools
import os
import tempfile
from pathlib import Path

import django
from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
TALLEST = 1600  # pixels of a page that a picture shows
CHARTS = ".card, figure.chart"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # see conftest.py
    django.setup()
    from tests.browser.chromium import chromium
    from tests.browser.site import running_site
    from tests.support.databases import own_slot, reach_server

    reach_server()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, own_slot("screenshots") as suffix:
        output = Path(folder) / "server.log"
        with running_site(f"test_browser_{suffix}", output) as site, chromium() as browser:
            _move_a_lot(browser, site.address)
            for is_phone, scheme in itertools.product((False, True), ("light", "dark")):
                _take_all(browser, site.address, is_phone, scheme)


def _move_a_lot(browser: Browser, address: str) -> None:
    """Something for its history: seeded rows have been added, and no more."""
    from tests.browser.pages import log_in, page_of

    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        log_in(page, "buyer")
        for shelf in ("Shelf A1", "Shelf B3"):
            page.goto(page_of(_lot()))
            page.get_by_label("Location").fill(shelf)
            page.get_by_role("button", name="Save", exact=True).click()
            page.get_by_text("was changed").wait_for()


def _lot():
    from apps.products.models import InventoryItem

    return InventoryItem.objects.filter(status="in_stock").order_by("pk").first()


def _take_all(browser: Browser, address: str, is_phone: bool, scheme: str) -> None:
    from tests.browser.chromium import PHONE, WIDE
    from tests.browser.pages import INDEX, log_in

    viewport = PHONE if is_phone else WIDE
    with browser.new_context(base_url=address, viewport=viewport, color_scheme=scheme) as context:
        page = context.new_page()
        log_in(page, "buyer")
        kind = f"{scheme}-{'phone' if is_phone else 'wide'}"
        for name, path in {"first-page": INDEX, **_paths()}.items():
            page.goto(path)
            if name == "chart" and page.locator(CHARTS).count():
                page.locator(CHARTS).first.scroll_into_view_if_needed()
                page.screenshot(path=FOLDER / f"{name}-{kind}.png", animations="disabled")
            else:
                _take(page, FOLDER / f"{name}-{kind}.png", whole=is_phone or name == "first-page")


def _paths() -> dict[str, str]:
    from apps.integration.models import Opportunity
    from apps.platforms.models import StockXListing
    from apps.products.models import InventoryItem, Product
    from tests.browser.pages import list_of, page_of

    return {
        "list": list_of(InventoryItem),
        "opportunities": list_of(Opportunity),
        "form": page_of(StockXListing.objects.filter(is_active=True).order_by("stockx_listing_id").first()),
        "history": page_of(_lot(), "history"),
        "chart": page_of(Product.objects.get(style_code="DZ5485-612")),
    }


def _take(page: Page, file: Path, *, whole: bool) -> None:
    """The screen or, if `whole`, what one sees while scrolling."""
    viewport = page.viewport_size
    if whole:
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.set_viewport_size({**viewport, "height": height})
    page.screenshot(path=file, animations="disabled")
    page.set_viewport_size(viewport)


if __name__ == "__main__":
    main()
