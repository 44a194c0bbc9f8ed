"""After a recovery to an earlier moment: the log goes on beside what was entered after that moment before."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup.drill import OwnServer, own_server


def later(server: OwnServer) -> str:
    """A moment after all that was done, and one to recover to: a base can be from the second after its end on."""
    time.sleep(2)
    moment = server.value("SELECT clock_timestamp()::text")
    time.sleep(1)
    return moment


def note(server: OwnServer, text: str) -> None:
    server.execute(f"INSERT INTO notes VALUES ('{text}')")


def notes(server: OwnServer) -> str:
    return server.value("SELECT string_agg(text, ', ') FROM notes", "soleflip")


def made_long_ago(base: Path, day: str) -> Path:
    """Give the base another name, as if it were of that day of January 2020."""
    return base.rename(base.with_name(f"202001{day}T000000Z"))


@pytest.fixture
def server() -> Iterator[OwnServer]:
    """A base, harm, a second base far behind it; recovered from the first one to before the harm, then a row."""
    with own_server() as server:
        server.execute("CREATE DATABASE soleflip", "postgres")
        server.execute("CREATE TABLE notes (text text)")
        server.base_backup()
        note(server, "before")
        before_the_harm = later(server)
        for number in range(6):
            note(server, f"harm {number}")
            server.archive_all()
        server.base_backup()
        server.kill()
        server.recover(before_the_harm, server.folder / "recovered", server.data / "pg_wal")
        server.start(server.folder / "recovered")
        note(server, "after")
        yield server


def test_old_log_is_deleted_up_to_where_the_first_of_all_bases_begins(server):
    """The base made after the harm is old, and lies further on in the log than those made after the recovery."""
    for day, base in zip(("01", "02"), server.bases(), strict=True):
        made_long_ago(base, day)
    server.base_backup()
    note(server, "after the new base")
    wanted = later(server)
    note(server, "too late")
    server.archive_all()
    server.base_backup("--keep", "14")
    assert len(server.bases()) == 4  # the second leads to the first moment that is kept, the first to the recovery
    server.kill()
    server.recover(wanted, server.folder / "again", None, "--timeline", "2")
    server.start(server.folder / "again")
    assert notes(server) == "before, after, after the new base"


def test_a_base_made_after_the_moment_of_the_recovery_does_not_lead_to_what_came_after_it(server):
    """A crash before there is a new base: the first base leads to what came after the recovery, not the newest."""
    first, second = server.bases()
    rest = server.data / "pg_wal"
    server.kill()
    for timeline, base in (("2", first), ("latest", first), ("1", second)):
        into = server.folder / f"from {timeline}"
        assert f"from the base of {base.name}." in server.recover("", into, rest, "--timeline", timeline)
    server.start(server.folder / "from 2")
    assert notes(server) == "before, after"
