"""Sees what goes wrong in a browser without anybody looking."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

TELL_OF_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
    window.tellOfViolation(`${event.effectiveDirective} forbids ${event.blockedURI}`));
"""


class Watcher:
    """Collects complaints: what the console says, errors, violations of the content security policy, failed requests,
    answers from 400 on, and whatever is asked of another host.
    """

    def __init__(self, context: BrowserContext, home: str):
        self.complaints: list[str] = []
        self.home = urlsplit(home).netloc
        context.expose_function("tellOfViolation", lambda text: self._complain("policy", text))
        context.add_init_script(TELL_OF_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._complain("page error", str(error.error)))
        context.on("request", self._request)
        context.on("requestfailed", self._failure)
        context.on("response", self._response)

    def take(self, pattern: str) -> list[str]:
        """The complaints that match, which the test expected: they are complaints no more."""
        taken = [complaint for complaint in self.complaints if re.search(pattern, complaint)]
        self.complaints = [complaint for complaint in self.complaints if complaint not in taken]
        return taken

    def _complain(self, kind: str, text: str, about: str = "") -> None:
        self.complaints.append(f"{kind}: {text} {about}".strip())

    def _console(self, message) -> None:
        if message.type in ("error", "warning"):
            self._complain(f"console {message.type}", message.text, message.location["url"])

    def _request(self, request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != self.home:
            self._complain("other host", request.url)

    def _failure(self, request) -> None:
        # Aborted is what the browser itself no longer wanted: it went to the next page, or a download began.
        if request.failure != "net::ERR_ABORTED":
            self._complain("failed request", request.failure or "", request.url)

    def _response(self, response) -> None:
        if response.status >= 400:
            self._complain("answer", str(response.status), response.url)
