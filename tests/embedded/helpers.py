"""What the tests of the embedded server share: real servers, other processes, other users."""

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from soleflip.embedded import Server, database
from tests.support.waiting import wait_until

PROJECT = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not IS_ROOT, reason="only root can run things as another user")

START = "import sys; from pathlib import Path; from soleflip.embedded import Server; Server(Path(sys.argv[1])).start()"


def connect(server: Server, role: str = "soleflip", name: str = "soleflip") -> psycopg.Connection:
    """A connection as the engine makes it: before_connect first."""
    entry = database(server.data_dir)
    entry["OPTIONS"]["before_connect"](entry)
    return psycopg.connect(host=entry["HOST"], port=entry["PORT"], user=role, dbname=name, autocommit=True)


def ask(server: Server, query: str, **who: str) -> tuple:
    with connect(server, **who) as connection:
        return connection.execute(query).fetchone()


def starting_process(data_dir: Path) -> subprocess.Popen:
    """Another process that uses the server in `data_dir`."""
    return subprocess.Popen([sys.executable, "-c", START, data_dir], cwd=PROJECT, stderr=subprocess.PIPE, text=True)


def process_as(account: str, *arguments: str | Path) -> subprocess.Popen:
    """A running program of the account, which is the test's own for an ordinary user."""
    other = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if IS_ROOT else {}
    return subprocess.Popen(arguments, cwd="/", **other)


def result_as(account: str, action: Callable[[], object]) -> str:
    """What `action` returns or raises in a child process of that account."""
    entry = pwd.getpwnam(account)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            said = str(action())
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def other_account(account: str) -> str:
    """An unprivileged account that is not this one."""
    return next(name for name in ("nobody", "daemon") if name != account)


def arguments_of(process: Path) -> list[str]:
    try:
        return os.fsdecode((process / "cmdline").read_bytes()).rstrip("\0").split("\0")
    except OSError:
        return [""]


def postmasters(folder: Path) -> list[int]:
    """The servers with their data below `folder`, as their command lines tell."""
    found = {
        int(process.name): parent_of(process)
        for process in Path("/proc").glob("[0-9]*")
        for arguments in [arguments_of(process)]
        if arguments[0].endswith("/postgres") and any(part.startswith(f"{folder}/") for part in arguments[1:])
    }
    # A backend that was just forked still has the command line of its postmaster.
    return [pid for pid, parent in found.items() if parent not in found]


def parent_of(process: Path) -> int:
    """The pid of the parent; 0 when the process has ended."""
    try:
        return int((process / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def kill_postmaster(server: Server) -> None:
    pid = server.pid()
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: server.pid() != pid)
