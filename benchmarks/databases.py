"""What the benchmarks share: databases of their own, and the programs of PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import django

PROJECT = Path(__file__).resolve().parent.parent


def set_up() -> None:
    """Make Django ready, whatever folder the benchmark is run from."""
    sys.path.insert(0, str(PROJECT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")
    django.setup()


def recreate(name: str, *, create: bool = True) -> None:
    """An empty database of this name, or none."""
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        if create:
            cursor.execute(f"CREATE DATABASE {name}")


def url(name: str) -> str:
    """The address of a database on the server that the project uses."""
    from django.db import connection

    from soleflip.database_url import url_of

    return url_of(connection.settings_dict, name)


def python(*arguments: str, database: str) -> subprocess.CompletedProcess:
    """Run Python in the project's folder, on this database."""
    environment = {**os.environ, "DATABASE_URL": url(database), "DEBUG": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )


def program(name: str) -> str:
    """The path of psql or pg_dump, of the server's version."""
    from django.conf import settings

    from soleflip.embedded.programs import client_program

    found = client_program(name, embedded=settings.USES_EMBEDDED_SERVER)
    if found is None:
        sys.exit(f"{name} was not found: install PostgreSQL's client programs.")
    return found
