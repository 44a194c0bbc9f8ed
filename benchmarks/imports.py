"""What an import costs: a feed of a million offers for the first time, again, and with some prices changed.

Beside each stands a bare COPY of the same bytes into an unlogged table without index or check: what PostgreSQL needs to
take them in at all. Each import is a process of its own, as users start it; its memory is what it held at most, and the
server's that of the one process that served it, without what all of them share.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from back_office import connected_to
from databases import PROJECT, python, recreate, set_up, url
from feeds import feed, report

NAME = "benchmark_imports"
MB = 1 << 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the feed (default: %(default)s)")
    parser.add_argument("--sales", type=int, default=1_000, help="sales of the report (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=1, help="how often all is measured (default: %(default)s)")
    options = parser.parse_args()
    set_up()
    with tempfile.TemporaryDirectory() as folder:
        first, changed, sales = (Path(folder) / name for name in ("feed.csv", "changed.csv", "sales.csv"))
        feed(first, options.rows)
        feed(changed, options.rows, changed=0.1)
        report(sales, options.sales)
        print(f"A feed of {options.rows:,} rows, {first.stat().st_size / MB:,.0f} MB; {options.sales:,} sales.")
        for _ in range(options.rounds):
            measure(first, changed, sales)
    recreate(NAME, create=False)


def measure(first: Path, changed: Path, sales: Path) -> None:
    """One round on a new database."""
    recreate(NAME)
    python("manage.py", "migrate", "--verbosity", "0", database=NAME)
    bare = bare_copy(first)
    print(f"{'':34} {'seconds':>8} {'x COPY':>7} {'client MB':>10} {'server MB':>10}")
    print(f"{'bare COPY of the same bytes':34} {bare:8.1f} {1:7.1f}")
    for title, file in (
        ("first import", first),
        ("again, nothing changed", first),
        ("again, 10 % of prices changed", changed),
    ):
        settle()
        seconds, client, server, said = imported("import_awin", str(file), "--again")
        print(f"{title:34} {seconds:8.1f} {seconds / bare:7.1f} {client:10.0f} {server:10.0f}")
        print(f"    {said}")
    seconds, client, server, said = imported("import_stockx_sales", str(sales), "--again")
    print(f"{'sales report':34} {seconds:8.1f} {'':7} {client:10.0f} {server:10.0f}")
    print(f"    {said}")


def bare_copy(file: Path) -> float:
    """Seconds."""
    with connected_to(NAME):
        from django.db import connection

        with file.open("rb") as source, connection.cursor() as cursor:
            width = source.readline().count(b",") + 1
            columns = ", ".join(f"c{number} text" for number in range(width))
            cursor.execute(f"CREATE UNLOGGED TABLE bare ({columns})")
            began = time.perf_counter()
            with cursor.copy("COPY bare FROM STDIN (FORMAT csv)") as copy:
                while block := source.read(MB):
                    copy.write(block)
            seconds = time.perf_counter() - began
            cursor.execute("DROP TABLE bare")
        return seconds


def settle() -> None:
    """Let none pay for what was left behind by the one before."""
    with connected_to(NAME):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            with contextlib.suppress(Exception):  # asks for a right that not every role has
                cursor.execute("CHECKPOINT")


def imported(command: str, *options: str) -> tuple[float, float, float, str]:
    """Seconds, megabytes of the client and of the server at most, and the first line that the command said."""
    environment = {**os.environ, "DATABASE_URL": url(NAME), "DEBUG": "1"}
    arguments = [sys.executable, "manage.py", command, *options]
    began = time.perf_counter()
    process = subprocess.Popen(
        arguments, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    watcher = Watcher()
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    watcher.stop()
    if status:
        sys.exit(f"{command} failed.")
    return seconds, usage.ru_maxrss / 1024, watcher.most, said.splitlines()[0]


class Watcher(threading.Thread):
    """Looks now and then how much memory the server's process for the import holds by itself, in megabytes."""

    def __init__(self):
        super().__init__(daemon=True)
        self.most, self._over = 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._over.wait(0.5):
            self.most = max(self.most, *map(own_memory, backends()), 0.0)

    def stop(self) -> None:
        self._over.set()
        self.join()


def backends() -> list[int]:
    """The server's processes that work on the database."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            title = (folder / "cmdline").read_bytes()
            if title.startswith(b"postgres: ") and f" {NAME} ".encode() in title:
                found.append(int(folder.name))
    return found


def own_memory(pid: int) -> float:
    """What a process does not share, in megabytes; 0 where it is gone, or another's."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
    main()
