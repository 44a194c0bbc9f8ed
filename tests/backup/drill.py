"""Point-in-time recovery on a real server of its own: what docs/operations.md describes, done step by step.

python -m tests.backup.drill [--scale 1]      prints how long each step takes, with demo data
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from soleflip.embedded.account import Account, account_for
from soleflip.embedded.programs import find_programs, reachable_programs

PROJECT = Path(__file__).resolve().parents[2]
SCRIPTS = PROJECT / "ops/point_in_time"
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
archive_mode = on
archive_command = '{scripts}/archive_wal {archive} "%p" "%f"'
archive_timeout = 60
logging_collector = off
timezone = 'UTC'
"""
ACCESS = "local all all peer map=drill\nlocal replication all peer map=drill\n"


class OwnServer:
    """A server as an administrator runs one, with its log archived; by an unprivileged account where we are root."""

    def __init__(self, folder: Path):
        folder.chmod(0o755)
        self.folder, self.archive, self.scripts = folder / "server", folder / "archive", folder / "scripts"
        self.data = self.folder / "data"
        self.account: Account = account_for(folder, folder)
        shutil.copytree(SCRIPTS, self.scripts)  # where the account can reach them, as the page says
        for made in (self.folder, self.archive, self.archive / "wal"):
            made.mkdir(mode=0o700)
            os.chown(made, self.account.uid, self.account.gid)
        lock = os.open(self.folder, os.O_RDONLY)
        try:
            self.programs = reachable_programs(find_programs(), self.account, self.folder, lock).folder
        finally:
            os.close(lock)

    def run(self, *arguments: str | Path) -> str:
        """Run a program as the account of the server, and return what it says; it has to succeed."""
        path = f"{self.programs}:/usr/local/bin:/usr/bin:/bin"
        done = self.account.run(["/usr/bin/env", f"PATH={path}", *arguments])
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def make(self) -> None:
        self.run("initdb", "-D", self.data, "-U", "postgres", "--auth=peer", "--encoding=UTF8", "--locale=C.UTF-8")
        written = SETTINGS.format(socket=self.folder, scripts=self.scripts, archive=self.archive)
        configuration = (self.data / "postgresql.conf").read_text()
        self.account.write(self.data / "postgresql.conf", configuration + written)
        self.account.write(self.data / "pg_hba.conf", ACCESS)
        users = "".join(f"drill {user} postgres\n" for user in (self.account.name, "root"))
        self.account.write(self.data / "pg_ident.conf", users)

    def start(self, data: Path | None = None) -> None:
        """Return when it takes connections, and has recovered where it has to."""
        self.data = data or self.data
        log = self.folder / "log"
        # Its output must not be ours: it lives on.
        self.run("/bin/sh", "-c", f'pg_ctl -D "{self.data}" -l "{log}" -t 600 -s -w start </dev/null >/dev/null 2>&1')
        while self.value("SELECT pg_is_in_recovery()"):
            time.sleep(0.05)

    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def kill(self) -> None:
        """As the kernel does it when memory is short, or somebody when patience is."""
        pid = self.pid()
        children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
        os.kill(pid, signal.SIGKILL)
        while any(Path(f"/proc/{child}").exists() for child in children):
            time.sleep(0.02)

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.account.run([self.programs / "pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop"])

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def execute(self, statement: str, name: str = "soleflip") -> None:
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(statement)

    def archive_all(self) -> None:
        """Return when the archive has all that was written so far, and tells of the timeline."""
        self.execute("SELECT pg_switch_wal()", "postgres")
        waiting = "SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'"
        while self.value(waiting):
            time.sleep(0.05)

    def value(self, query: str, name: str = "postgres"):
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            return connection.execute(query).fetchone()[0]

    # --- what the page says ---

    def base_backup(self, *options: str, **environment: str) -> None:
        arguments = [*options, self.archive, f"--host={self.folder}", "--username=postgres"]
        variables = [f"{name}={value}" for name, value in environment.items()]
        self.run("/usr/bin/env", *variables, self.scripts / "base_backup", *arguments)

    def bases(self) -> list[Path]:
        """Those that can be recovered from, the oldest first."""
        return sorted(self.archive.glob("base/2*Z"))

    def recover(self, moment: str, into: Path, rest: Path | None, *more: str) -> str:
        """Prepare the folder, and return what is said."""
        arguments = ["--archive", self.archive, "--into", into, *(["--to", moment] if moment else [])]
        return self.run(self.scripts / "recover", *arguments, *(["--rest", rest] if rest else []), *more)

    def contents(self) -> dict[str, tuple[int, str]]:
        """By table: how many rows, and what stands for their values."""
        tables = "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' AND c.oid >= 16384"
        with psycopg.connect(self.url("soleflip")) as connection:
            connection.execute("SET search_path TO ''")
            return {
                table: connection.execute(
                    f"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {table} t"
                ).fetchone()
                for (table,) in connection.execute(tables).fetchall()
            }


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A new server in a folder of its own; both are gone at the end."""
    with tempfile.TemporaryDirectory(prefix="soleflip-drill-", dir="/var/tmp") as folder:
        server = OwnServer(Path(folder))
        try:
            server.make()
            server.start()
            yield server
        finally:
            server.stop()


def manage(server: OwnServer, *arguments: str) -> None:
    environment = {**os.environ, "DATABASE_URL": server.url("soleflip"), "DEBUG": "1"}
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=PROJECT, env=environment, check=True, capture_output=True
    )


def drill(server: OwnServer, fill: Callable[[], None], say: Callable[[str], None]) -> dict[str, dict]:
    """Base backup, writes, a bad DELETE, kill -9, recovery to the second before it; the contents before and after."""
    began = time.monotonic()

    def step(title: str) -> None:
        nonlocal began
        say(f"{title:<58} {time.monotonic() - began:7.1f} s")
        began = time.monotonic()

    server.execute("CREATE DATABASE soleflip", "postgres")
    fill()
    size = server.value("SELECT pg_size_pretty(pg_database_size('soleflip'))")
    step(f"the database is filled: {size}")
    server.base_backup()
    step("base_backup, checked by pg_verifybackup")

    server.execute(
        "INSERT INTO core.brands (name, slug) SELECT 'Brand ' || n, 'brand-' || n FROM generate_series(1, 1000) n"
    )
    server.execute("UPDATE core.brands SET name = name || ', renamed' WHERE slug LIKE 'brand-%7'")
    before = server.contents()
    time.sleep(2)  # a base can be recovered to from the second after its end on
    moment = server.value("SELECT now()::text")
    time.sleep(1)
    began = time.monotonic()
    server.execute("DELETE FROM core.brands WHERE slug LIKE 'brand-%'")
    server.execute("INSERT INTO core.brands (name, slug) VALUES ('Too late', 'too-late')")
    damaged = server.contents()
    step("writes, and a DELETE that should not have been")

    server.kill()
    step("kill -9")
    rest = server.data / "pg_wal"
    server.recover(moment, server.folder / "recovered", rest)
    step("recover: files of the base copied")
    server.start(server.folder / "recovered")
    step("the server has replayed the log and takes connections")
    return {"before": before, "damaged": damaged, "after": server.contents()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", default="1", help="of the demo data (default: %(default)s)")
    scale = parser.parse_args().scale

    with own_server() as server:
        print(server.value("SELECT version()").partition(" on ")[0])

        def fill() -> None:
            manage(server, "migrate", "--verbosity", "0")
            manage(server, "load_demo", "--scale", scale)

        contents = drill(server, fill, print)
    counts = {name: sum(count for count, _ in tables.values()) for name, tables in contents.items()}
    same = "the same as" if contents["after"] == contents["before"] else "OTHERS THAN"
    print(f"{counts['after']:,} rows in {len(contents['after'])} tables, {same} the {counts['before']:,} before.")


if __name__ == "__main__":
    main()
