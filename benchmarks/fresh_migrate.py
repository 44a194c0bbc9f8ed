"""How long a fresh `manage.py migrate` takes, beside psql loading a pg_dump of what it built.

Both include CREATE DATABASE and the start of their process. Needs pg_dump and psql of the server's version:
those of the embedded server, or the first in PATH.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable

from databases import program, python, recreate, set_up, url

MIGRATED, LOADED = "benchmark_migrated", "benchmark_loaded"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default: %(default)s)")
    rounds = parser.parse_args().rounds
    set_up()

    with tempfile.NamedTemporaryFile(suffix=".sql") as dump:
        migrate()
        subprocess.run([program("pg_dump"), "--no-owner", "--file", dump.name, url(MIGRATED)], check=True)
        migrates, loads = [], []
        for number in range(1, rounds + 1):
            migrates.append(seconds(migrate))
            loads.append(seconds(lambda: load(dump.name)))
            ratio = migrates[-1] / loads[-1]
            print(f"round {number}: migrate {migrates[-1]:.2f} s, psql {loads[-1]:.2f} s, ratio {ratio:.2f}")
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
    python("manage.py", "migrate", "--verbosity", "0", database=MIGRATED)


def load(dump: str) -> None:
    recreate(LOADED)
    command = [program("psql"), "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-f", dump, url(LOADED)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
