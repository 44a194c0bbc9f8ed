"""What the server is like: closed to others, with little power for the role of the project."""

import os
import stat
from pathlib import Path

import psycopg
import pytest

from soleflip.embedded import Server, database, prepare_data_dir

from .helpers import ask, connect, only_root, other_account, result_as


def test_the_entry_starts_nothing_and_writes_nothing(folder):
    entry = database(folder / "data")
    assert {key: entry[key] for key in ("ENGINE", "NAME", "USER", "HOST", "PORT")} == {
        "ENGINE": "soleflip.postgres",
        "NAME": "soleflip",
        "USER": "soleflip",
        "HOST": str(folder / "data/postgres/run"),
        "PORT": "5432",
    }
    assert list(folder.iterdir()) == []


def test_all_ways_to_the_folder_lead_to_one_server(folder):
    (folder / "link").symlink_to(folder)
    assert database(folder / "link/data")["HOST"] == database(folder / "data")["HOST"]


def test_the_files_are_closed_to_others(running):
    for made in (running.data_dir, running.home, running.socket_folder, running.cluster):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE(running.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(running.log.stat().st_mode) == 0o600


def test_nothing_listens_on_tcp(running):
    assert ask(running, "SHOW listen_addresses") == ("",)
    sockets = {str(descriptor.readlink()) for descriptor in Path(f"/proc/{running.pid()}/fd").iterdir()}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{running.pid()}/net/{table}").read_text().splitlines()[1:]:
            assert f"socket:[{line.split()[9]}]" not in sockets


@only_root
def test_another_user_cannot_connect(new_server):
    server = new_server()
    server.start()
    stranger = other_account(server.account().name)

    def intrude(role: str) -> str:
        with psycopg.connect(host=str(server.socket_folder), user=role, dbname="postgres"):
            return "connected"

    assert "Permission denied" in result_as(stranger, lambda: intrude("soleflip"))
    for opened in (server.data_dir, server.home, server.socket_folder, server.socket):
        opened.chmod(0o777)
    for role in ("soleflip", "postgres"):  # even if somebody opens the folders
        assert "Peer authentication failed" in result_as(stranger, lambda role=role: intrude(role))
    assert result_as(server.account().name, lambda: intrude("postgres")) == "connected"


def test_the_role_may_make_databases_and_no_more(running):
    query = (
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin"
        " FROM pg_roles WHERE rolname = current_user"
    )
    assert ask(running, query) == (False, True, False, False, False, True)
    assert ask(
        running, "SELECT rolname FROM pg_database d JOIN pg_roles r ON r.oid = datdba WHERE datname = 'soleflip'"
    )
    with connect(running) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("COPY (SELECT 1) TO PROGRAM 'true'")


def test_the_role_creates_trusted_extensions_in_its_databases(running):
    with connect(running) as connection:
        connection.execute("CREATE DATABASE trigrams")
    try:
        with connect(running, name="trigrams") as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            # Letters beyond ASCII are letters; with the C library in the locale C they would be none.
            assert connection.execute("SELECT similarity('Größe', 'Große') < 1").fetchone() == (True,)
            assert connection.execute("SELECT cardinality(show_trgm('äöü'))").fetchone() == (4,)
    finally:
        with connect(running) as connection:
            connection.execute("DROP DATABASE trigrams")


def test_the_locale_is_the_same_on_every_machine(running):
    query = "SELECT datlocprovider::text, datlocale, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = %s"
    with connect(running) as connection:
        for name in ("soleflip", "template0"):
            assert connection.execute(query, [name]).fetchone() == ("b", "C.UTF-8", "UTF8")
        assert connection.execute("SELECT upper('ä'), 'Z' < 'a'").fetchone() == ("Ä", True)
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)


def test_the_environment_does_not_reach_the_server(server, monkeypatch):
    for name, value in {"PGPORT": "6666", "PGDATA": "/nowhere", "TZ": "Asia/Tokyo", "PGTZ": "Asia/Tokyo"}.items():
        monkeypatch.setenv(name, value)
    server.start()
    monkeypatch.delenv("PGTZ")  # libpq sends it
    assert ask(server, "SHOW timezone") == ("UTC",)
    environment = Path(f"/proc/{server.pid()}/environ").read_text()
    assert "6666" not in environment
    assert "Tokyo" not in environment


@pytest.mark.parametrize(
    ("name", "value"),
    [("PGHOSTADDR", "127.0.0.1"), ("PGSERVICE", "elsewhere"), ("PGSSLMODE", "require"), ("PGREQUIREAUTH", "md5")],
)
def test_variables_for_other_servers_lead_nowhere(running, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    entry = database(running.data_dir)
    entry["OPTIONS"].pop("before_connect")(entry)
    with psycopg.connect(
        host=entry["HOST"], dbname=entry["NAME"], user=entry["USER"], **entry["OPTIONS"]
    ) as connection:
        assert connection.execute("SELECT inet_server_addr()").fetchone() == (None,)


def test_the_log_holds_no_values(server):
    with connect(server) as connection:
        connection.execute("CREATE TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES ('a private word')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('a private word')")
    log = server.log.read_text()
    assert "people_name_key" in log
    assert "private" not in log


def test_an_empty_data_folder_is_adopted(folder):
    data_dir = folder / "data"
    data_dir.mkdir(mode=0o755)
    prepare_data_dir(data_dir)
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700
    assert data_dir.stat().st_uid == Server(data_dir).account().uid


def test_a_data_folder_in_use_stays_as_it_is(folder):
    data_dir = folder / "data"
    data_dir.mkdir()
    data_dir.chmod(0o755)
    (data_dir / "file").touch()
    server = Server(data_dir)
    server.start()
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o755
    assert data_dir.stat().st_uid == os.geteuid()
    assert stat.S_IMODE(server.home.stat().st_mode) == 0o700
    assert ask(server, "SELECT 1") == (1,)
