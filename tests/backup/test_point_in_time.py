"""The scripts in ops/point_in_time, on a real server that is killed, and what they refuse."""

import os
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from tests.backup.drill import SCRIPTS, drill, manage, own_server
from tests.support.waiting import wait_until

PIECE = "000000010000000000000001"


def run(script: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [SCRIPTS / script, *arguments], capture_output=True, text=True, env={**os.environ, **environment}
    )


def test_a_bad_delete_and_a_crash_are_taken_back_to_the_second_before():
    with own_server() as server:
        contents = drill(server, lambda: manage(server, "migrate", "--verbosity", "0"), say=print)
        deleted = contents["before"]["core.brands"][0] - contents["damaged"]["core.brands"][0]
        assert deleted == 999  # the harm was done: a thousand went, and one came too late
        assert contents["after"] == contents["before"]
        server.execute("INSERT INTO core.brands (name, slug) VALUES ('Life goes on', 'life-goes-on')")


def test_after_a_recovery_that_was_too_early_a_second_one_has_the_rows():
    """What is entered after the first one goes on a timeline of its own: which one is wanted has to be said."""
    with own_server() as server:
        server.execute("CREATE DATABASE soleflip", "postgres")
        server.base_backup()
        server.execute("CREATE TABLE notes (text text)")
        time.sleep(2)  # a base can be recovered to from the second after its end on
        too_early = server.value("SELECT now()::text")
        time.sleep(1)
        server.execute("INSERT INTO notes VALUES ('wanted')")
        right = server.value("SELECT clock_timestamp()::text")
        time.sleep(1)
        server.execute("INSERT INTO notes VALUES ('harm')")
        server.kill()
        rest = server.data / "pg_wal"
        server.recover(too_early, server.folder / "first", rest)
        server.start(server.folder / "first")
        assert server.value("SELECT count(*) FROM notes", "soleflip") == 0
        server.execute("INSERT INTO notes VALUES ('entered after the recovery'); SELECT pg_switch_wal()")
        while not server.value("SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name = '00000002.history.done'"):
            time.sleep(0.05)
        server.kill()

        with pytest.raises(AssertionError, match="give --timeline 1 for what was entered before that recovery"):
            server.recover(right, server.folder / "second", rest)
        server.recover(right, server.folder / "second", rest, "--timeline", "1")
        server.start(server.folder / "second")
        assert server.value("SELECT string_agg(text, ', ') FROM notes", "soleflip") == "wanted"
        server.kill()

        server.recover("", server.folder / "third", server.folder / "first/pg_wal", "--timeline", "2")
        server.start(server.folder / "third")
        assert server.value("SELECT string_agg(text, ', ') FROM notes", "soleflip") == "entered after the recovery"


@pytest.fixture
def archive(tmp_path) -> Path:
    (tmp_path / "archive/wal").mkdir(parents=True)
    return tmp_path / "archive"


def test_a_piece_of_the_log_goes_into_the_archive_and_back(archive, tmp_path):
    (tmp_path / "piece").write_bytes(bytes(range(256)) * 65536)
    assert run("archive_wal", archive, tmp_path / "piece", PIECE).returncode == 0
    assert run("archive_wal", archive, tmp_path / "piece", PIECE).returncode == 0  # again, as after a crash
    assert [path.name for path in (archive / "wal").iterdir()] == [PIECE]
    assert run("fetch_wal", archive, PIECE, tmp_path / "back").returncode == 0
    assert (tmp_path / "back").read_bytes() == (tmp_path / "piece").read_bytes()


def test_a_piece_is_never_replaced_by_another(archive, tmp_path):
    (archive / "wal" / PIECE).write_text("of one server")
    (tmp_path / "piece").write_text("of another one")
    result = run("archive_wal", archive, tmp_path / "piece", PIECE)
    assert result.returncode == 1
    assert "is there with other contents: does another server use this archive?" in result.stderr
    assert (archive / "wal" / PIECE).read_text() == "of one server"
    assert len(list((archive / "wal").iterdir())) == 1


def test_a_file_system_without_hard_links_is_not_taken_for_another_server(archive, tmp_path):
    """A program in place of ln stands for such a file system, which only an administrator can mount."""
    (tmp_path / "piece").touch()
    (tmp_path / "ln").write_text("#!/bin/sh\necho 'ln: Operation not permitted' >&2\nexit 1\n")
    (tmp_path / "ln").chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    result = run("archive_wal", archive, tmp_path / "piece", PIECE, PATH=path)
    assert result.returncode == 1
    assert "ln: Operation not permitted. The file system has to know hard links." in result.stderr
    assert list((archive / "wal").iterdir()) == []


def test_an_archive_that_is_not_mounted(tmp_path):
    """The server has to keep its log, and a recovery has to stop rather than end early."""
    (tmp_path / "piece").touch()
    assert run("archive_wal", tmp_path / "away", tmp_path / "piece", PIECE).returncode == 1
    assert run("fetch_wal", tmp_path / "away", PIECE, tmp_path / "back").returncode == 126


def test_a_piece_that_is_not_there_ends_the_log(archive, tmp_path):
    assert run("fetch_wal", archive, PIECE, tmp_path / "back").returncode == 1


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("2026-11-29 14:03:07", "names no time of day with its time zone"),
        ("2026-11-29", "names no time of day with its time zone"),
        ("2026-13-45 25:00+01", "is no moment"),
        ("2020-01-01 00:00Z", "no base in"),
        ("2026'; -- Z", "neither ' nor"),
    ],
)
def test_a_moment_that_cannot_be_recovered_to(archive, tmp_path, moment, says):
    (archive / "base/20261129T030000Z").mkdir(parents=True)
    result = run("recover", "--archive", archive, "--into", tmp_path / "new", "--to", moment)
    assert result.returncode == 1
    assert says in result.stderr
    assert not (tmp_path / "new").exists()


def test_the_base_before_the_moment_is_taken_and_nothing_overwritten(archive, tmp_path):
    for name in ("20261128T030000Z", "20261129T030000Z", "20261130T030000Z"):
        (archive / "base" / name).mkdir(parents=True)
        (archive / "base" / name / "from").write_text(name)
        (archive / "base" / name / "backup_label").write_text("START TIMELINE: 1\n")
    into = tmp_path / "new"
    moment = "2026-11-29 14:03:07+01"
    result = run("recover", "--archive", archive, "--into", into, "--to", moment)
    assert result.returncode == 0, result.stderr
    assert (into / "from").read_text() == "20261129T030000Z"
    assert f"recovery_target_time = '{moment}'" in (into / "postgresql.auto.conf").read_text()
    assert "is not empty" in run("recover", "--archive", archive, "--into", into).stderr


KILLED = """#!/bin/sh
# rm, and the process that calls it, killed when half of an old base is gone
[ ! -e "$2/backup_label" ] || { /bin/rm "$2/global/pg_control"; kill -9 $PPID; exit; }
exec /bin/rm "$@"
"""


def test_what_killed_runs_leave_behind_is_no_base_and_goes_with_the_next_run():
    with own_server() as server:
        server.base_backup()
        old = server.bases()[0]
        old.rename(old.with_name("20200101T000000Z"))
        server.base_backup()
        new = server.bases()[-1]
        new.rename(new.with_name("20200102T000000Z"))
        piece, fresh = (server.archive / "wal" / f".{PIECE}.{number}" for number in (4711, 4712))
        piece.touch()
        fresh.touch()
        os.utime(piece, (0, 0))
        server.account.write(server.folder / "rm", KILLED)
        (server.folder / "rm").chmod(0o755)

        with pytest.raises(AssertionError):
            server.base_backup("--keep", "14", PG_BIN=f"{server.folder}:{server.programs}")
        assert [base.name for base in server.bases()[:-1]] == ["20200102T000000Z"]
        assert not piece.exists()
        assert fresh.exists()  # one that is being written
        assert (server.archive / "base/unfinished").exists()
        server.base_backup()
        assert not (server.archive / "base/unfinished").exists()


def test_a_moment_after_the_last_commit_is_told_of_and_recovered_without_it():
    with own_server() as server:
        server.execute("CREATE DATABASE soleflip", "postgres")
        server.base_backup()
        server.execute("CREATE TABLE notes (text text)")
        server.kill()
        rest = server.data / "pg_wal"
        said = server.recover("2099-01-01 00:00Z", server.folder / "too late", rest)
        reason = "recovery ended before configured recovery target was reached"
        assert f"Should it end with '{reason}', nothing was committed after 2099-01-01 00:00+00" in said
        with pytest.raises((AssertionError, psycopg.OperationalError)):  # it may take a first connection
            server.start(server.folder / "too late")
        wait_until(lambda: not (server.data / "postmaster.pid").exists())
        assert reason in (server.folder / "log").read_text()
        server.recover("", server.folder / "without", rest)
        server.start(server.folder / "without")
        assert server.value("SELECT count(*) FROM notes", "soleflip") == 0
