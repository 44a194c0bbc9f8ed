"""What has to be told that many rows have come or gone at once."""

from django.core.management import call_command, get_commands
from django.db import connection

REFRESH = "refresh_views"  # of the tables that keep what views say, in a project that has them


def refresh() -> None:
    """Let the planner count anew, and what is kept of views follow."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    if REFRESH in get_commands():
        call_command(REFRESH, verbosity=0)
