"""A database that is being built when PostgreSQL itself crashes: the next migrate finishes."""

import os
import signal

import psycopg
import pytest

from soleflip.embedded import Server
from tests.support.command_line import manage, started
from tests.support.waiting import wait_until

from .helpers import connect, kill_postmaster


def migrations(server: Server) -> int:
    try:
        with connect(server) as connection:
            return connection.execute("SELECT count(*) FROM django_migrations").fetchone()[0]
    except (psycopg.errors.UndefinedTable, psycopg.OperationalError):
        return 0


def kill_backend(server: Server) -> None:
    """SIGKILL for the process that serves migrate: PostgreSQL throws all others out and recovers."""
    with connect(server) as connection:
        for (pid,) in connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        ).fetchall():
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("kill", [kill_backend, kill_postmaster])
@pytest.mark.parametrize("noted", [1, 8, 20])
def test_the_server_is_killed_while_it_is_migrated(server, tmp_path, kill, noted):
    environment = {"SOLEFLIP_DATA_DIR": str(server.data_dir), "DATABASE_URL": ""}
    server.start()
    with connect(server, name="postgres") as connection:
        connection.execute("DROP DATABASE IF EXISTS soleflip")
        connection.execute("CREATE DATABASE soleflip")
    migrate = started("migrate", output=tmp_path / "output", **environment)
    wait_until(lambda: migrations(server) >= noted)
    kill(server)
    assert migrate.wait(timeout=60) == 1
    assert "Traceback" not in (tmp_path / "output").read_text()
    assert migrations(server) >= noted
    again = manage("migrate", **environment)
    assert again.returncode == 0, again.stderr
    verified = manage("verify_database", "--expect", "snapshot", **environment)
    assert verified.returncode == 0, verified.stdout
