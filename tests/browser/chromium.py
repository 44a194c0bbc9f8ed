"""The browser, and the screens that people look at."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

WIDE = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
# Quiet: nothing but the pages of the test goes over the network.
OPTIONS = """
    --disable-dev-shm-usage --disable-gpu --disable-background-networking --disable-component-update --disable-sync
    --no-first-run
""".split()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium: that of $CHROMIUM, else Debian's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium",
            args=OPTIONS,
            chromium_sandbox=os.geteuid() != 0,  # Chromium has no sandbox for root
        )
        yield browser
        browser.close()
