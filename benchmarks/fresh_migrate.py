"""How long a fresh `manage.py migrate` takes, beside psql loading a pg_dump of what it built.

Both include CREATE DATABASE and the start of their process. Needs pg_dump and psql of the server's version:
those of the embedded server, or the first in PATH.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

PROJECT = Path(__file__).resolve().parent.parent
MIGRATED, LOADED = "benchmark_migrated", "benchmark_loaded"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default: %(default)s)")
    rounds = parser.parse_args().rounds

    sys.path.insert(0, str(PROJECT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")
    django.setup()

    with tempfile.NamedTemporaryFile(suffix=".sql") as dump:
        migrate()
        subprocess.run([program("pg_dump"), "--no-owner", "--file", dump.name, url(MIGRATED)], check=True)
        migrates, loads = [], []
        for number in range(1, rounds + 1):
            migrates.append(seconds(migrate))
            loads.append(seconds(lambda: load(dump.name)))
            print(f"round {number}: migrate {migrates[-1]:.2f} s, psql {loads[-1]:.2f} s")
    for name in (MIGRATED, LOADED):
        recreate(name, create=False)
    migrating, loading = statistics.median(migrates), statistics.median(loads)
    print(f"median: migrate {migrating:.2f} s, psql {loading:.2f} s, ratio {migrating / loading:.2f}")


def seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def migrate() -> None:
    recreate(MIGRATED)
    environment = {**os.environ, "DATABASE_URL": url(MIGRATED), "DEBUG": "1"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=PROJECT, env=environment, check=True)


def load(dump: str) -> None:
    recreate(LOADED)
    command = [program("psql"), "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-f", dump, url(LOADED)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def recreate(name: str, *, create: bool = True) -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        if create:
            cursor.execute(f"CREATE DATABASE {name}")


def url(name: str) -> str:
    from django.db import connection

    from soleflip.database_url import url_of

    return url_of(connection.settings_dict, name)


def program(name: str) -> str:
    from django.conf import settings

    from soleflip.embedded.programs import client_program

    found = client_program(name, embedded=settings.USES_EMBEDDED_SERVER)
    if found is None:
        sys.exit(f"{name} was not found: install PostgreSQL's client programs.")
    return found


if __name__ == "__main__":
    main()
