"""A server, a Chromium, and people at it. What a browser complains of fails the test in which it happens."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, StorageState

from tests.browser.chromium import chromium
from tests.browser.pages import log_in
from tests.browser.site import Site, fill_empty_tables, running_site
from tests.browser.windows import Windows

# Playwright keeps an event loop in this thread, where Django takes each query for a mistake. Nothing here is async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def site(django_test_environment, django_db_blocker, own_name, tmp_path_factory) -> Iterator[Site]:
    """The running site, with rows in every table. Tests may read and write its database."""
    output = tmp_path_factory.mktemp("site") / "server.log"
    with django_db_blocker.unblock(), running_site(own_name("browser"), output) as site:
        fill_empty_tables()
        yield site


@pytest.fixture(scope="session")
def browser(site) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def logins(site, browser) -> Callable[[str], StorageState]:
    """What a browser keeps once a person has logged in."""
    known: dict[str, StorageState] = {}

    def login_of(person: str) -> StorageState:
        if person not in known:
            with browser.new_context(base_url=site.address) as context:
                log_in(context.new_page(), person)
                known[person] = context.storage_state()
        return known[person]

    return login_of


@pytest.fixture
def visit(site, browser, logins) -> Iterator[Windows]:
    """Opens a browser window: visit("buyer") for somebody who has logged in, visit() for nobody."""
    with Windows(site, browser, logins) as windows:
        yield windows


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A failure shows what the server said last."""
    report = yield
    if report.failed and (site := getattr(item, "funcargs", {}).get("site")):
        report.sections.append(("What the server said last", site.output.read_text()[-3000:]))
    return report
