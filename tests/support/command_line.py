"""Runs manage.py as a user does: as a process of its own, with an environment of its own."""

import os
import subprocess
import sys
from base64 import urlsafe_b64encode

from django.conf import settings
from django.db import connection

from soleflip.database_url import url_of


def manage(*arguments: str, database: str = "", **environment: str) -> subprocess.CompletedProcess:
    """Run a management command, on the named database of the test server where one is given."""
    return python("manage.py", *arguments, database=database, **environment)


def python(*arguments: str, database: str = "", **environment: str) -> subprocess.CompletedProcess:
    """Run Python in the project's folder, on the named database of the test server where one is given."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO", "DEBUG"))
    }
    if database:
        environment = {"DATABASE_URL": database_url(database), **PRODUCTION, **environment}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


PRODUCTION = {
    "SECRET_KEY": "only-for-tests-" * 5,
    "FIELD_ENCRYPTION_KEYS": urlsafe_b64encode(bytes(32)).decode(),
}


def database_url(name: str) -> str:
    """DATABASE_URL of a database on the server that the tests use."""
    return url_of(connection.settings_dict, name)
