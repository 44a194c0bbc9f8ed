"""Browser windows, each of a visitor of its own and each watched."""

from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.browser.chromium import PHONE, WIDE
from tests.browser.site import Site
from tests.browser.watcher import Watcher


class Windows:
    """Opens windows, and says at the end what went wrong in them: `with Windows(...) as visit: visit("buyer")`."""

    def __init__(self, site: Site, browser: Browser, logins: Callable[[str], StorageState]):
        self.site, self.browser, self.logins = site, browser, logins
        self.contexts: list[BrowserContext] = []
        self.watchers: list[Watcher] = []

    def __call__(self, person: str = "", *, phone: bool = False, scheme: str = "light") -> Page:
        """A window of somebody who has logged in, or of nobody; on a screen, or on a phone."""
        context = self.browser.new_context(
            base_url=self.site.address,
            viewport=PHONE if phone else WIDE,
            color_scheme=scheme,
            storage_state=self.logins(person) if person else None,
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        self.watchers.append(Watcher(context, self.site.address))
        return context.new_page()

    @property
    def watcher(self) -> Watcher:
        """Who watches the window that was opened last."""
        return self.watchers[-1]

    def __enter__(self) -> "Windows":
        return self

    def __exit__(self, *error) -> None:
        for context in self.contexts:
            for page in context.pages:
                page.wait_for_timeout(20)  # what is on its way arrives
            context.close()
        complaints = [complaint for watcher in self.watchers for complaint in watcher.complaints]
        assert not complaints, "\n".join(["The browser complained:", *complaints])
