"""Processes that come at once, and processes that are killed."""

import logging
import os
import shutil
import signal
import threading

import pytest

from soleflip.embedded import EmbeddedServerError, Server, database
from soleflip.embedded import server as server_module
from tests.support.waiting import wait_until

from .helpers import (
    IS_ROOT,
    ask,
    connect,
    kill_postmaster,
    other_account,
    postmasters,
    process_as,
    starting_process,
)


def keep_something(server: Server) -> None:
    with connect(server) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept (value int)")
        connection.execute("INSERT INTO kept VALUES (7)")


def assert_something_is_kept(server: Server) -> None:
    assert ask(server, "SELECT value FROM kept") == (7,)
    assert len(postmasters(server.data_dir)) == 1


def test_five_processes_race_for_a_server_without_data(folder):
    racing = [starting_process(folder / "data") for _ in range(5)]
    assert [process.wait() for process in racing] == [0] * 5
    assert len(postmasters(folder)) == 1
    assert ask(Server(folder / "data"), "SELECT current_user") == ("soleflip",)


def test_five_processes_race_for_a_killed_server(server):
    server.start()
    keep_something(server)
    kill_postmaster(server)
    racing = [starting_process(server.data_dir) for _ in range(5)]
    assert [process.wait() for process in racing] == [0] * 5
    assert_something_is_kept(server)


def test_the_server_stays_until_it_is_stopped(server):
    assert starting_process(server.data_dir).wait() == 0
    pid = server.pid()
    keep_something(server)
    assert server.pid() == pid
    assert os.getpgid(pid) != os.getpgid(0)
    assert server.stop()
    assert postmasters(server.data_dir) == []
    assert not server.stop()
    assert_something_is_kept(server)


def test_the_postmaster_is_killed(server):
    keep_something(server)
    kill_postmaster(server)
    assert_something_is_kept(server)


def test_the_postmaster_is_killed_while_a_backend_is_busy(server):
    keep_something(server)
    connection = connect(server)
    connection.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 1000000000000)")
    backend = connection.info.backend_pid
    state = f"SELECT 1 FROM pg_stat_activity WHERE pid = {backend} AND state = 'active'"
    wait_until(lambda: ask(server, state, role="postgres"))
    kill_postmaster(server)
    assert_something_is_kept(server)
    connection.close()


def test_a_backend_is_killed(server):
    """The server ends all other backends and recovers; whoever connects meanwhile waits."""
    keep_something(server)
    pid = server.pid()
    with connect(server) as connection:
        noticed = server.log.read_text().count("terminated by signal 9")
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        wait_until(lambda: server.log.read_text().count("terminated by signal 9") > noticed)
        assert_something_is_kept(server)
    assert server.pid() == pid


@pytest.mark.parametrize("moment", ["postgres/data.new/base/5", "postgres/data"])
def test_the_starting_process_is_killed_while_it_makes_the_data(folder, moment):
    starting = starting_process(folder / "data")
    wait_until((folder / "data" / moment).exists)
    starting.kill()
    starting.communicate()
    server = Server(folder / "data")
    keep_something(server)
    assert_something_is_kept(server)
    assert not (server.home / "data.new").exists()


def test_the_starting_process_is_killed_while_the_server_starts(server):
    starting = starting_process(server.data_dir)
    wait_until((server.cluster / "postmaster.pid").exists)
    starting.kill()
    starting.communicate()
    keep_something(server)
    assert_something_is_kept(server)


def reuse_pid(server: Server, pid: int) -> None:
    """Kill the server and let its pid, wherever it stands, be that of another process."""
    keep_something(server)
    kill_postmaster(server)
    for file in (server.cluster / "postmaster.pid", server.socket.with_name(server.socket.name + ".lock")):
        _, *rest = file.read_text().splitlines()
        file.write_text("\n".join([str(pid), *rest]) + "\n")


def test_the_pid_of_a_killed_server_is_reused(server):
    other = process_as(server.account().name, "sleep", "1000")
    try:
        reuse_pid(server, other.pid)
        assert server.pid() is None
        assert_something_is_kept(server)
        assert other.poll() is None
        assert server.stop()
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_the_pid_of_a_killed_server_is_reused_by_another_server(running, server):
    reuse_pid(server, running.pid())
    assert_something_is_kept(server)
    assert ask(running, "SELECT 1") == (1,)


def test_a_server_recovers_for_long(new_server, folder, monkeypatch, caplog):
    """Recovery from an archive stands for a long one: it lasts until the test has seen enough."""
    server = new_server()
    keep_something(server)
    kill_postmaster(server)
    (server.cluster / "recovery.signal").touch()
    with (server.cluster / "postgresql.auto.conf").open("a") as configuration:
        configuration.write(f"restore_command = 'while [ ! -e {folder}/enough ]; do sleep 0.01; done; false'\n")
    monkeypatch.setattr(server_module, "SECONDS_IN_SILENCE", 0)
    waiting = threading.Thread(target=server.start)
    with caplog.at_level(logging.WARNING):
        waiting.start()
        wait_until(lambda: server.answer() == "REJECT" and "recovering after a crash" in caplog.text)
    assert waiting.is_alive()
    (folder / "enough").touch()
    waiting.join()
    assert_something_is_kept(server)


def test_the_socket_is_deleted(server, caplog):
    keep_something(server)
    server.socket.unlink()
    assert_something_is_kept(server)
    assert "socket" in caplog.text


def test_the_data_folder_moves_while_the_server_runs(new_server, folder):
    server = new_server()
    keep_something(server)
    pid = server.pid()
    server.data_dir.rename(folder / "moved")
    moved = Server(folder / "moved")
    assert ask(moved, "SELECT value FROM kept") == (7,)
    assert moved.pid() == pid


@pytest.fixture
def distant(new_server):
    """A server whose path is too long for a socket."""
    server = new_server("long" * 30)
    yield server
    if server.socket_folder.is_symlink():
        server.socket_folder.unlink()
    shutil.rmtree(server.socket_folder, ignore_errors=True)


def test_the_path_may_be_longer_than_that_of_a_socket(distant):
    assert len(str(distant.socket)) < 104 < len(str(distant.home))
    keep_something(distant)
    assert_something_is_kept(distant)
    assert database(distant.data_dir)["HOST"] == str(distant.socket_folder)
    assert distant.socket_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("trap", ["folder", "link"])
def test_somebody_else_took_the_folder_of_the_socket(distant, running, trap):
    if trap == "link":
        distant.socket_folder.symlink_to(running.socket_folder)
    elif IS_ROOT:
        distant.socket_folder.mkdir(mode=0o700)
        shutil.chown(distant.socket_folder, other_account(distant.account().name))
    else:
        distant.socket_folder.mkdir(mode=0o700)
        distant.socket_folder.chmod(0o777)
        (distant.socket_folder / "left").touch()
    assert distant.answer() == "NO_RESPONSE"
    with pytest.raises(EmbeddedServerError, match=f"{distant.socket_folder} must be a folder that belongs to"):
        distant.start()


def test_a_path_with_every_kind_of_sign(new_server):
    server = new_server("a b,c\"d'e$f\\g%h;ä")
    try:
        assert ask(server, "SELECT 1") == (1,)
    finally:
        shutil.rmtree(server.socket_folder, ignore_errors=True)
