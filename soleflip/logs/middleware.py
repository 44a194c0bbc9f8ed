"""A line for each request: which page, what became of it, how long it took; never what was typed."""

import logging
import time

from soleflip.logs.context import answered_now

logger = logging.getLogger("soleflip.requests")

UNKNOWN = "unknown"  # what no address leads to


class RequestLog:
    """Says what was answered, and lets lines that are said meanwhile know for whom."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began, token = time.monotonic(), answered_now.set(request)
        try:
            response = self.get_response(request)
            milliseconds = round((time.monotonic() - began) * 1000)
            if not getattr(response, "is_routine", False):
                self._say(request, response.status_code, milliseconds)
        finally:
            answered_now.reset(token)
        return response

    def _say(self, request, status: int, milliseconds: int) -> None:
        page = page_of(request)
        logger.info(
            "%s %s: %s in %s ms",
            request.method,
            page,
            status,
            milliseconds,
            extra={"details": {"page": page, "method": request.method, "status": status, "milliseconds": milliseconds}},
        )


def page_of(request) -> str:
    """The name of the page, such as admin:core_brand_changelist: of as many as there are, whatever people type."""
    match = request.resolver_match
    return match.view_name or match.route if match else UNKNOWN
