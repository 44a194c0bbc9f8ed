"""What the benchmarks share: databases of their own, and the programs of PostgreSQL."""

import os
import re
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


def is_ours(name: str) -> bool:
    """Whether a database is the benchmarks' by its name; those of the tests have test_ before it."""
    return re.fullmatch(r"(test_)?benchmark_[a-z0-9_]+", name) is not None


def recreate(name: str, *, create: bool = True) -> None:
    """An empty database of this name, or none. What was there is lost, so only a name of ours will do."""
    from django.db import connection

    if not is_ours(name):
        sys.exit(f"{name} may be somebody's own database, which is not touched: its name must begin with benchmark_.")

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
