"""Puts limits and a watch on the database around each page, and answers in a sentence where a limit was reached."""

from django.conf import settings
from django.db import OperationalError, connection
from django.shortcuts import render
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
        """The page for a query that was stopped; any other error is none of ours."""
        cause = error.__cause__ if isinstance(error, OperationalError) else None
        if not isinstance(cause, LockNotAvailable | QueryCanceled):
            return None
        context = {"is_locked": isinstance(cause, LockNotAvailable), "seconds": settings.STATEMENT_TIMEOUT}
        response = render(request, "503.html", context, status=503)
        response["Retry-After"] = RETRY_AFTER
        return response
