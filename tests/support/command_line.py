"""Runs manage.py as a user does: as a process of its own, with an environment of its own."""

import os
import pty
import signal
import subprocess
import sys
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from soleflip.database_url import url_of


def manage(*arguments: str, database: str = "", stdin: str = "", **environment: str) -> subprocess.CompletedProcess:
    """Run a management command, on the named database of the test server where one is given."""
    return python("manage.py", *arguments, database=database, stdin=stdin, **environment)


def python(*arguments: str, database: str = "", stdin: str = "", **environment: str) -> subprocess.CompletedProcess:
    """Run Python in the project's folder, on the named database of the test server where one is given."""
    command, options = _command(*arguments, database=database, **environment)
    return subprocess.run(command, **options, input=stdin, capture_output=True, timeout=120)


def started(*arguments: str, output: Path, database: str = "", **environment: str) -> subprocess.Popen:
    """Start a management command and go on; what it prints, on either stream, goes to the file."""
    command, options = _command("manage.py", *arguments, database=database, **environment)
    with output.open("w") as file:
        return subprocess.Popen(command, **options, stdout=file, stderr=subprocess.STDOUT, preexec_fn=_hear_ctrl_c)


def _hear_ctrl_c() -> None:
    """A shell starts what it runs in the background deaf to SIGINT, and so would be whatever the tests start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def on_terminal(*arguments: str, database: str = "", **environment: str) -> str:
    """What a management command shows on a terminal, with all that is painted over in the end."""
    command, options = _command("manage.py", *arguments, database=database, TERM="xterm", **environment)
    terminal, other_end = pty.openpty()
    with subprocess.Popen(command, **options, stdin=other_end, stdout=other_end, stderr=other_end):
        os.close(other_end)
        shown = b""
        with suppress(OSError):  # the end of a terminal
            while piece := os.read(terminal, 10_000):
                shown += piece
    os.close(terminal)
    return shown.decode()


def _command(*arguments: str, database: str, **environment: str) -> tuple[list[str], dict]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO", "DEBUG"))
    }
    if database:
        environment = {"DATABASE_URL": database_url(database), **PRODUCTION, **environment}
    return [sys.executable, *arguments], {
        "cwd": settings.BASE_DIR,
        "env": {**inherited, **environment},
        "text": True,
    }


PRODUCTION = {
    "SECRET_KEY": "only-for-tests-" * 5,
    "FIELD_ENCRYPTION_KEYS": urlsafe_b64encode(bytes(32)).decode(),
}


def database_url(name: str) -> str:
    """DATABASE_URL of a database on the server that the tests use."""
    return url_of(connection.settings_dict, name)
