"""Puts limits and a watch on the database around each page, and answers in a sentence where a limit was reached."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views import defaults
from psycopg.errors import LockNotAvailable, QueryCanceled

from soleflip.waits.limits import for_a_page
from soleflip.waits.slow_queries import SlowQueries

RETRY_AFTER = "30"  # seconds, for programs that ask


class DatabaseWaits:
    """A page that waits for too long gets status 503; nothing that it was to save is saved."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        queries = SlowQueries(settings.SLOW_QUERY or float("inf"))
        token = for_a_page.set(True)
        try:
            with connection.execute_wrapper(queries):
                response = self.get_response(request)
            queries.write_down(request)
        finally:
            for_a_page.reset(token)
        return response

    def process_exception(self, request, error):
        """The page for a query of a view that was stopped; any other error is none of ours."""
        return _stopped(error)


def server_error(request):
    """The page for any error: of what middleware asks, such as who is logged in, no view hears."""
    return _stopped(sys.exc_info()[1]) or defaults.server_error(request)


def _stopped(error: BaseException | None) -> HttpResponse | None:
    """The page for a query that was stopped, which asks nothing of the database; None for any other error."""
    cause = error.__cause__ if isinstance(error, OperationalError) else None
    if not isinstance(cause, LockNotAvailable | QueryCanceled):
        return None
    context = {"is_locked": isinstance(cause, LockNotAvailable), "seconds": settings.STATEMENT_TIMEOUT}
    return HttpResponse(
        render_to_string("503.html", context),
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        headers={"Retry-After": RETRY_AFTER},
    )
