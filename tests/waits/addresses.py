"""Pages that ask the database for what they are told, beside those of the site."""

from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import include, path

from soleflip.urls import handler500  # noqa: F401 for errors
from soleflip.waits.limits import without_limits
from tests.support.sql import query, value


def limits(request):
    """The limits of the connection."""
    return HttpResponse(
        " ".join(query("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")[0])
    )


@without_limits()
def no_limits(request):
    return limits(request)


def sleep(request, seconds: str, times: int = 1, token: str = ""):
    """Queries that take so many seconds, with a parameter that is nobody's business."""
    for _ in range(times):
        value("SELECT pg_sleep(%s)::text || %s", float(seconds), "Erika Mustermann")
    return HttpResponse("done")


def read_only(request):
    """As on a server that stands by: nothing can be written."""
    query("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    return sleep(request, "0.06")


def no_database(request):
    """The connection is lost while the page is made."""
    sleep(request, "0.06")
    connection.connection.close()
    return HttpResponse("done")


def rename(request):
    """Changes a row, after another one that must not be changed alone."""
    with transaction.atomic():
        query("INSERT INTO core.brands (name, slug) VALUES ('Half a page', 'half')")
        query("UPDATE core.brands SET name = 'Nike 2' WHERE slug = 'nike'")
    return HttpResponse("done")


urlpatterns = [
    path("limits/", limits),
    path("no-limits/", no_limits),
    path("sleep/<seconds>/", sleep, name="sleep"),
    path("sleep/<seconds>/<int:times>/", sleep),
    path("reset/<seconds>/<token>/", sleep, name="reset"),
    path("read-only/", read_only),
    path("no-database/", no_database),
    path("rename/", rename),
    path("", include("soleflip.urls")),
]
