"""manage.py postgres, as a person uses it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from soleflip.embedded import Server
from soleflip.embedded.programs import find_programs

from .helpers import PROJECT, postmasters

# The command alone: what the other apps need does not matter here.
MANAGE = """
import sys
from soleflip import cli, settings
settings.INSTALLED_APPS = ["soleflip.embedded"]
sys.exit(cli.main(["manage.py", *sys.argv[1:]]))
"""


def manage(data_dir: Path, *arguments: str, text: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "soleflip.settings",
        "SOLEFLIP_DATA_DIR": str(data_dir),
        "DATABASE_URL": "",
        "SECRET_KEY": "only for this test",
        "FIELD_ENCRYPTION_KEYS": "only-for-this-test-".ljust(43, "A") + "=",
    }
    return subprocess.run(
        [sys.executable, "-c", MANAGE, *arguments],
        cwd=PROJECT,
        env=environment | variables,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_server_by_hand(server):
    stopped = manage(server.data_dir, "postgres", "status")
    assert stopped.returncode == 3
    assert stopped.stdout == f"stopped\ndata     {server.data_dir}\n"

    started = manage(server.data_dir, "postgres", "start")
    assert (started.returncode, started.stdout) == (0, f"The server runs: {server.socket}\n")
    again = manage(server.data_dir, "postgres", "start")
    assert (again.returncode, again.stdout) == (0, f"The server was already running: {server.socket}\n")

    running = manage(server.data_dir, "postgres", "status")
    assert running.returncode == 0
    assert running.stdout.splitlines() == [
        "running",
        f"version  PostgreSQL {(server.cluster / 'PG_VERSION').read_text().strip()}",
        f"data     {server.data_dir}",
        f"socket   {server.socket}",
        f"pid      {server.pid()}",
        f"account  {server.account().name}",
        f"programs {find_programs().folder}",
    ]

    ended = manage(server.data_dir, "postgres", "stop")
    assert (ended.returncode, ended.stdout) == (0, "The server has stopped.\n")
    assert postmasters(server.data_dir) == []
    ended = manage(server.data_dir, "postgres", "stop")
    assert (ended.returncode, ended.stdout) == (0, "The server was not running.\n")


def test_the_url_serves_psql_and_pg_dump(server):
    another = manage(server.data_dir, "postgres", "url", "of another").stdout
    printed = manage(server.data_dir, "postgres", "url")
    assert another == printed.stdout.replace("/soleflip?", "/of%20another?")
    assert printed.returncode == 0
    programs = Path(f"/proc/{server.pid()}/exe").readlink().parent
    dumped = subprocess.run(
        [programs / "pg_dump", printed.stdout.strip()], capture_output=True, text=True, check=True
    ).stdout
    assert "PostgreSQL database dump complete" in dumped


@pytest.mark.parametrize(("option", "role"), [((), "soleflip"), (("--superuser",), "postgres")])
def test_psql_opens(running, option, role):
    asked = manage(
        running.data_dir,
        "postgres",
        "psql",
        *option,
        "--",
        "-XAt",
        text="SELECT current_user;\n",
        PGHOSTADDR="127.0.0.1",
    )
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, f"{role}\n", "")


def test_psql_opens_another_database(running):
    asked = manage(
        running.data_dir,
        "postgres",
        "psql",
        "--database",
        "template1",
        "--",
        "-XAt",
        text="SELECT current_database();\n",
    )
    assert (asked.returncode, asked.stdout) == (0, "template1\n")


def test_help_explains_the_actions(folder):
    told = manage(folder / "data", "postgres", "--help")
    assert told.returncode == 0
    for action in ("start", "stop", "status", "url", "psql"):
        assert f"\n    {action} " in told.stdout


def test_an_error_is_one_sentence_without_a_traceback(folder):
    refused = manage(folder / "data", "postgres", "start", SOLEFLIP_PG_BIN=str(folder))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"manage.py: SOLEFLIP_PG_BIN is {folder}")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("action", ["start", "stop", "status", "url", "psql"])
def test_the_server_is_never_used_with_a_database_url(folder, action):
    url = "postgres://soleflip@/soleflip?host=/nowhere"
    refused = manage(folder / "data", "postgres", action, DATABASE_URL=url)
    assert refused.returncode == 1
    assert refused.stderr == (
        "CommandError: DATABASE_URL is set, so the embedded server is not used: unset it to use it.\n"
    )
    assert list(folder.iterdir()) == []


def test_no_connection_starts_the_server_with_a_database_url(folder):
    refused = manage(folder / "data", "inspectdb", DATABASE_URL="postgres://soleflip@127.0.0.1:1/soleflip")
    assert refused.returncode == 1
    assert refused.stderr.startswith("manage.py: the database cannot be reached: ")
    assert Server(folder / "data").pid() is None
    assert list(folder.iterdir()) == []
