"""Notes in the log of the database which page asked for a query that took long, and which query."""

import logging
import time
from typing import NamedTuple

from django.db import Error, transaction
from psycopg.sql import Composable

from soleflip.journal import note

logger = logging.getLogger(__name__)

COMPONENT = "slow query"
MOST = 5  # of one page, the slowest
LONGEST_SQL, LONGEST_PATH = 5_000, 500  # characters


class Slow(NamedTuple):
    """A query with placeholders, how long it took, and whether it failed, as one that was stopped does."""

    milliseconds: int
    sql: str
    failed: bool


class SlowQueries:
    """Measures the queries of a page, as a wrapper around each, and keeps those above `limit` milliseconds."""

    def __init__(self, limit: int):
        self.limit = limit
        self.found: list[Slow] = []

    def __call__(self, execute, sql, params, many, context):
        began, failed = time.monotonic(), True
        try:
            result = execute(sql, params, many, context)
            failed = False
            return result
        finally:
            milliseconds = round((time.monotonic() - began) * 1000)
            if milliseconds >= self.limit:
                self.found.append(Slow(milliseconds, _text(sql), failed))

    def write_down(self, request) -> None:
        """Add a line to the log for each; what cannot be written there is no reason to fail."""
        if not self.found:
            return
        where, slowest = _where(request), sorted(self.found, reverse=True)[:MOST]
        page = where["page"] or where["path"]
        try:
            with transaction.atomic():
                for slow in slowest:
                    message = f"{page} waited {slow.milliseconds:,} ms for a query."
                    note(COMPONENT, message, level="WARNING", **where, **slow._asdict())
        except (Error, ValueError):  # no database, a transaction that only reads, or one that was aborted
            waited = f"{page} waited {slowest[0].milliseconds:,} ms for a query"
            logger.warning("%s, which could not be noted in the log of the database.", waited, exc_info=True)


def _where(request) -> dict[str, str]:
    """The page without what was typed or secret: of the query string only the names, of a link by e-mail no token."""
    match = request.resolver_match
    path = f"/{match.route}" if match and "token" in match.kwargs else request.path
    return {
        "page": match.view_name if match else "",
        "method": request.method,
        "path": path[:LONGEST_PATH].replace("\x00", ""),
        "parameters": ", ".join(sorted(request.GET))[:LONGEST_PATH].replace("\x00", ""),
    }


def _text(sql) -> str:
    text = sql.as_string() if isinstance(sql, Composable) else str(sql)
    return text[:LONGEST_SQL]
