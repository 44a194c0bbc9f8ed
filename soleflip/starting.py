"""The start of the site, which says in one sentence what is in its way."""

import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection

from soleflip.database_roles.acting import act_as_app

GIVE_UP = 3  # the exit code that makes gunicorn stop, instead of starting such a process again and again


def started_application() -> WSGIHandler:
    """The site, ready for requests. Ends the process when a setting is wrong, or the keys are not the database's."""
    try:
        application = get_wsgi_application()
        act_as_app()
        problem = _keys_problem()
    except ImproperlyConfigured as error:
        problem = str(error)
    if problem:
        print(f"SoleFlip does not start: {problem}", file=sys.stderr)  # noqa: T201 there may be no logging yet
        sys.exit(GIVE_UP)
    return application


def _keys_problem() -> str | None:
    from soleflip.encryption.fitting import keys_problem  # it needs the models

    try:
        return keys_problem()
    except DatabaseError:  # a database that is away now may be there for the first request
        return None
    finally:
        connection.close()
