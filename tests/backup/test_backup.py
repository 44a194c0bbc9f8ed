"""manage.py backup, as people and cron call it, with the real pg_dump and pg_restore."""

import gzip
import json
import re
import shutil
import stat
import subprocess
import sys
import time
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql
from psycopg.pq import Conninfo

from soleflip.backup import create, newest
from soleflip.backup.checksums import checksums
from soleflip.backup.errors import BadBackup
from soleflip.backup.folders import chosen
from soleflip.backup.manifest import Manifest
from soleflip.backup.programs import connected_programs
from soleflip.backup.restoring import check_files, restore, verify
from soleflip.backup.sessions import one_moment, own_connection
from soleflip.management.commands.backup import how_to_switch
from soleflip.postgres.unhurried import LIMITS
from tests.support.command_line import PRODUCTION, database_url, started
from tests.support.databases import connected_to, empty_database, scratch_databases
from tests.support.rows import make
from tests.support.sql import query, value
from tests.support.superuser import only_embedded, superuser_url
from tests.support.waiting import wait_until


def only(folder):
    """The one backup in the folder."""
    (found,) = folder.iterdir()
    return found


@pytest.fixture
def free_name(own_name, shop):
    """A name that no database has; what is made with it is dropped at the end."""
    name = own_name("restored")
    with empty_database(name):
        pass
    yield name
    with empty_database(name):
        pass


def test_a_backup_is_made_listed_verified_and_restored(shop, backup, backups, free_name):
    made = backup("create", database=shop)
    assert (made.returncode, made.stderr) == (0, "")
    name = only(backups).name
    assert f"Made {backups / name}: " in made.stdout

    assert f"{name}  complete" in backup("list", database=shop).stdout
    verified = backup("verify", database=shop)
    assert verified.returncode == 0, verified.stderr
    assert f"{name} is good: all of it came back, and was compared" in verified.stdout
    assert scratch_databases(shop) == []

    restored = backup("restore", "latest", "--into", free_name, database=shop)
    assert restored.returncode == 0, restored.stderr
    assert f"let DATABASE_URL lead to {free_name}" in restored.stdout
    with psycopg.connect(database_url(free_name)) as other:
        came_back = other.execute("SELECT id, quantity FROM products.inventory").fetchall()
        assert came_back == query("SELECT id, quantity FROM products.inventory")
        assert other.execute("""SELECT 1 FROM core.brands WHERE name LIKE 'Größe "N°1"%'""").rowcount == 1


def test_the_manifest_says_what_is_in_it_and_no_secret(shop, backup, backups):
    backup("create", database=shop)
    text = (only(backups) / "manifest.json").read_text()
    manifest = json.loads(text)
    assert manifest["database"]["name"] == shop
    assert manifest["rows"]["core.brands"] == value("SELECT count(*) FROM core.brands")
    assert "core.0001_initial" in manifest["migrations"]
    assert manifest["server"].split(".")[0] == str(connection.pg_version // 10_000)
    assert manifest["files"].keys() >= {"catalog.json", "dump/toc.dat"}
    assert str(connection.settings_dict["HOST"]) not in text


def test_only_its_owner_reads_it(shop, backup, backups):
    backup("create", database=shop)
    for path in [backups, *backups.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def ask_a_later_release(connection) -> dict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core.of_a_later_release")
        return {"rows": cursor.fetchone()[0]}


def count_brands(other) -> dict:
    """What an app adds to the manifest, for the test below."""
    with other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core.brands")
        return {"brands": cursor.fetchone()[0]}


def test_a_folder_that_others_may_enter_or_that_is_a_link(shop, backup, backups, tmp_path):
    backups.mkdir(mode=0o755)
    backups.chmod(0o755)
    result = backup("create", database=shop)
    assert result.returncode == 1
    assert re.search(rf"`install -d -o \S+ -m 700 {backups}` makes it so", result.stderr)
    (tmp_path / "link").symlink_to(backups)
    result = backup("create", database=shop, BACKUP_DIR=str(tmp_path / "link"))
    assert f"is a link: set BACKUP_DIR to the folder that it leads to, {backups}." in result.stderr
    backups.chmod(0o700)
    assert backup("create", database=shop).returncode == 0


def test_it_is_of_one_moment_whatever_is_written_meanwhile(shop, backups, settings):
    """Rows that come while the dump runs are in neither the dump nor the counts, so that it verifies."""
    settings.BACKUP_DIR = backups
    settings.BACKUP_MANIFEST = ["tests.backup.test_backup.count_brands"]
    before = value("SELECT count(*) FROM core.brands")
    coming = iter(range(1000))

    def write_meanwhile(step: str) -> None:
        if next(coming) < 5:
            make("core.Brand")

    manifest = create(progress=write_meanwhile)
    assert value("SELECT count(*) FROM core.brands") == before + 5
    assert manifest.rows["core.brands"] == before
    assert manifest.extra == {"tests.backup.test_backup.count_brands": {"brands": before}}
    assert verify(chosen("latest")) == []
    assert newest() == manifest.began


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def lie_about_the_server(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"server": "', '"server": "9'))


DAMAGE = {
    "The file dump/toc.dat is damaged: its contents are not what was written.": lambda folder: flip_a_bit(
        folder / "dump/toc.dat"
    ),
    "bytes were written, and 3 are there.": lambda folder: (folder / "dump/toc.dat").write_text("cut"),
    "The file dump/toc.dat is missing.": lambda folder: (folder / "dump/toc.dat").unlink(),
    "The file dump/note.txt is not of this backup.": lambda folder: (folder / "dump/note.txt").touch(),
    "is of no use: its manifest was changed after it was written.": lie_about_the_server,
    "is of no use: it has no manifest, so it was never finished.": lambda folder: (folder / "manifest.json").unlink(),
}


def test_damage_is_found_and_named(shop, backups, backup, tmp_path):
    create(directory=backups)
    for number, (says, damage) in enumerate(DAMAGE.items()):
        folder = tmp_path / str(number) / only(backups).name
        shutil.copytree(only(backups), folder)
        check_files(chosen(str(folder)))
        damage(folder)
        with pytest.raises(BadBackup, match=re.escape(says)):
            check_files(chosen(str(folder)))
    for action in (["verify"], ["restore", "--into", "anything"]):
        result = backup(*action, str(folder), database=shop)
        assert result.returncode == 1
        assert "it has no manifest" in result.stderr
        assert "Traceback" not in result.stderr


def test_rows_that_do_not_come_back_are_found(shop, backup, backups):
    """A backup whose files are whole, and whose dump lacks a row: the manifest is believed, and the dump is not."""
    backup("create", database=shop)
    folder = only(backups)
    count = value("SELECT count(*) FROM core.brands")
    for path in (folder / "dump").glob("*.dat.gz"):
        lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
        if any("Größe".encode() in line for line in lines):
            path.write_bytes(gzip.compress(b"".join(line for line in lines if "Größe".encode() not in line)))
    manifest = Manifest.read(folder)
    manifest.files = checksums(folder)
    (folder / "manifest.json").unlink()
    manifest.write(folder)

    assert backup("verify", "--files-only", database=shop).returncode == 0
    result = backup("verify", database=shop)
    assert result.returncode == 1
    assert f"core.brands had {count} rows, and {count - 1} came back." in result.stderr
    assert scratch_databases(shop) == []


@only_embedded
def test_the_line_that_makes_the_site_use_it_gives_both_names_or_none(own_name):
    """One before has the name already; and somebody still looks into the restored one."""
    now, restored = own_name("now"), own_name("restored")
    databases = [now, restored, f"{now}_before", f"{now}_before_2"]
    with ExitStack() as made:
        for name in databases:
            made.enter_context(empty_database(name))
        with psycopg.connect(superuser_url("postgres"), autocommit=True) as superuser:
            superuser.execute(f'DROP DATABASE "{now}_before_2"')
        with connected_to(now):
            line = how_to_switch(restored, connection).splitlines()[-1].strip()
        line = line.replace(".venv/bin/python", sys.executable)
        mark = "CREATE TABLE restored ()"
        with psycopg.connect(database_url(restored), autocommit=True) as open_still:
            open_still.execute(mark)
            refused = subprocess.run(line, shell=True, cwd=settings.BASE_DIR, capture_output=True, text=True)
            assert "is being accessed by other users" in refused.stderr
        assert subprocess.run(line, shell=True, cwd=settings.BASE_DIR, capture_output=True).returncode == 0
        with psycopg.connect(database_url(now)) as session:
            assert session.execute("SELECT to_regclass('restored')").fetchone()[0] == "restored"


def test_nothing_is_ever_overwritten(shop, backup, backups, empty):
    backup("create", database=shop)
    result = backup("restore", "latest", "--into", shop, database=shop)
    assert result.returncode == 1
    assert f"The database {shop} is not empty" in result.stderr
    assert backup("restore", "latest", "--into", empty, database=shop).returncode == 0  # an empty one is filled


def test_what_the_manifest_asks_of_tables_that_are_not_there(shop, backups, settings, free_name):
    """A database of an earlier release is backed up; one that came back without a table stays, with a sentence."""
    settings.BACKUP_DIR = backups
    settings.BACKUP_MANIFEST = ["tests.backup.test_backup.count_brands", "tests.backup.test_backup.ask_a_later_release"]
    assert create().extra.keys() == {"tests.backup.test_backup.count_brands"}
    found = chosen("latest")
    found.manifest.extra["tests.backup.test_backup.ask_a_later_release"] = {}
    (found.folder / "manifest.json").unlink()
    found.manifest.write(found.folder)
    (told,) = restore(chosen("latest"), free_name)
    assert told.startswith("tests.backup.test_backup.ask_a_later_release cannot be asked of the restored database: ")
    with psycopg.connect(database_url(free_name)) as restored:  # it is there, for people to look at
        assert restored.execute("SELECT count(*) FROM core.brands").fetchone() == (found.manifest.rows["core.brands"],)


def test_a_database_without_anything_in_it(backup, empty):
    result = backup("create", database=empty)
    assert result.returncode == 0, result.stderr
    assert backup("verify", database=empty).returncode == 0


def test_limits_of_the_database_are_none_for_a_backup(shop, backups, settings, free_name):
    """A query and a transaction may take two seconds there; a backup and its restore take longer."""
    settings.BACKUP_DIR = backups
    limits = [*LIMITS] if connection.pg_version >= 170_000 else [*LIMITS[:4]]
    for limit in limits:
        query(f'ALTER DATABASE "{shop}" SET {limit} = 2000')
    with own_connection("default") as other, one_moment(other), other.cursor() as cursor:
        for limit in limits:
            cursor.execute(f"SHOW {limit}")
            assert cursor.fetchone() == ("0",)
    create()
    assert restore(chosen("latest"), free_name) == []


def test_connections_that_wait_are_not_cut(shop, backup, backups, free_name):
    """Sessions may be idle for half a second, and that of a program which calls create meanwhile for one and a half."""
    address = f"{database_url(shop)}?options=-c%20idle_session_timeout%3D500"
    for action in (["create"], ["verify"], ["restore", "latest", "--into", free_name]):
        result = backup(*action, database=shop, DATABASE_URL=address)
        assert result.returncode == 0, result.stderr

    steps = count()
    query("SET idle_session_timeout = 1500")
    create(directory=backups.with_name("others"), progress=lambda step: next(steps) or time.sleep(3))
    assert value("SHOW idle_session_timeout") == "1500ms"  # the same session as before, and its limit is back
    time.sleep(3)  # now it is cut, which concerns nobody
    create(directory=backups.with_name("others"))
    assert value("SHOW idle_session_timeout") == "0"


def test_what_was_restored_stays_when_the_connection_is_lost(shop, backups, settings, free_name):
    settings.BACKUP_DIR = backups
    create()

    def cut(step: str) -> None:
        if step == "Collecting statistics":
            query("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s", free_name)

    (told,) = restore(chosen("latest"), free_name, progress=cut)
    assert told.startswith("It could not be finished: ")
    with psycopg.connect(database_url(free_name)) as restored:
        assert restored.execute("SELECT count(*) FROM core.brands").fetchone()[0] == value(
            "SELECT count(*) FROM core.brands"
        )


def test_a_dry_run_changes_nothing(shop, backup, backups, free_name):
    assert "Would dump" in backup("create", "--dry-run", database=shop).stdout
    assert not backups.exists()
    backup("create", database=shop)
    result = backup("restore", "latest", "--into", free_name, "--dry-run", database=shop)
    assert f"into {free_name}, which is made." in result.stdout
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [free_name])
        assert cursor.rowcount == 0


def test_old_ones_go_when_the_new_one_is_complete(shop, backup, backups):
    backup("create", database=shop)
    made = only(backups)
    for day in ("01", "02", "03"):  # as if made on other days
        older = backups / f"202601{day}T000000Z"
        manifest = Manifest.read(made)
        manifest.name, manifest.began = older.name, manifest.began.replace(year=2026, month=1, day=int(day))
        older.mkdir()
        manifest.write(older)
    unfinished = backups / "20260104T000000Z.unfinished"
    unfinished.mkdir()
    (backups / "20260105T000000Z").mkdir()

    listed = backup("list", database=shop)
    assert listed.returncode == 1
    assert "20260105T000000Z             broken: it has no manifest, so it was never finished" in listed.stdout
    assert "Would delete 20260101T000000Z" in backup("create", "--dry-run", "--keep", "4", database=shop).stdout
    assert backup("create", "--keep", "3", database=shop).returncode == 0
    names = {path.name for path in backups.iterdir()}
    assert names >= {made.name, "20260103T000000Z", "20260105T000000Z"}  # what is broken is looked at by people
    assert not names & {"20260101T000000Z", "20260102T000000Z", unfinished.name}


@pytest.mark.parametrize("words", ["0", "-1", "14 days", "14x", ""])
def test_what_to_keep_that_cannot_be_understood(backup, words):
    result = backup("create", f"--keep={words}")
    assert result.returncode == 2
    assert "write a number of backups such as 7, or a time such as 14d" in result.stderr


def test_one_that_is_stopped_leaves_no_backup(shop, backup, backups, tmp_path):
    """A table that somebody locks holds pg_dump up, which is then told to stop."""
    with psycopg.connect(database_url(shop)) as other:
        other.execute("LOCK TABLE core.brands IN ACCESS EXCLUSIVE MODE")
        run = started("backup", "create", output=tmp_path / "said", database=shop, BACKUP_DIR=str(backups))
        waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"
        wait_until(lambda: value(f"SELECT count(*) FROM ({waiting}) w", shop))
        assert "Another process makes a backup" in backup("create", database=shop).stderr
        run.terminate()
        assert run.wait(timeout=30) == 143
        assert list(backups.iterdir()) == []
        wait_until(lambda: not value(f"SELECT count(*) FROM ({waiting}) w", shop))  # pg_dump has ended too


@only_embedded
def test_a_password_is_on_no_command_line(shop):
    """The programs are told where the password is, and never what it is; they come in with it."""
    with own_connection("default") as other:
        other.ensure_connection()
        other.settings_dict["PASSWORD"] = r"se:cret\word"
        with connected_programs(other) as programs:
            assert "cret" not in programs.target
            assert not any("cret" in text for text in programs.environment.values())
            file = Path(programs.environment["PGPASSFILE"])
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            assert file.read_text() == "*:*:*:*:se\\:cret\\\\word\n"
        assert not file.exists()


@pytest.mark.parametrize("secret", ["sslpassword", "oauth_client_secret"])
def test_a_secret_that_would_stand_on_a_command_line_is_refused(shop, backup, secret):
    if secret.encode() not in {option.keyword for option in Conninfo.get_defaults()}:
        pytest.skip("this libpq does not know it")
    address = f"{database_url(shop)}?{secret}=Xy3-secret"
    result = backup("create", DATABASE_URL=address, **PRODUCTION)
    assert result.returncode == 1
    assert f"{secret} in DATABASE_URL would stand on pg_dump's command line" in result.stderr
    assert "Xy3-secret" not in result.stderr + result.stdout


@only_embedded
def test_grants_come_back_for_the_roles_that_are_there(shop, backup, backups, free_name):
    """Of two roles one is gone when the backup is restored: what the other may do, it may do again."""
    stays, goes = f"stays_{shop}", f"goes_{shop}"
    with psycopg.connect(superuser_url(shop), autocommit=True) as superuser:
        for role in (stays, goes):
            superuser.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
        grant = "GRANT USAGE ON SCHEMA core TO {0}, {1}; GRANT SELECT ON core.brands TO {0}, {1}; "
        grant += "REVOKE CONNECT ON DATABASE {2} FROM PUBLIC; GRANT CONNECT ON DATABASE {2} TO {0}, {1}"
        superuser.execute(sql.SQL(grant).format(*map(sql.Identifier, (stays, goes, shop))))
        try:
            backup("create", database=shop)
            superuser.execute(sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier(goes)))
            restored = backup("restore", "latest", "--into", free_name, database=shop)
            assert restored.returncode == 0, restored.stderr
            assert f"This server has no role {goes}" in restored.stdout
            may = "SELECT has_table_privilege(%s, 'core.brands', 'SELECT'), has_schema_privilege(%s, 'core', 'USAGE'), "
            may += "has_database_privilege(%s, current_database(), 'CONNECT'), datacl::text ~ '[{,]=[^/]*c'"
            may += " FROM pg_database WHERE datname = current_database()"
            with psycopg.connect(superuser_url(free_name)) as other:
                assert other.execute(may, [stays] * 3).fetchone() == (True, True, True, False)
        finally:
            with empty_database(free_name):
                pass
            superuser.execute(sql.SQL("DROP OWNED BY {0}; DROP ROLE {0}").format(sql.Identifier(stays)))


def test_a_database_keeps_its_settings(shop, backup, free_name):
    query(f"""ALTER DATABASE "{shop}" SET search_path TO public, "$user", core""")
    backup("create", database=shop)
    restored = backup("restore", "latest", "--into", free_name, database=shop)
    with psycopg.connect(database_url(free_name)) as other:
        assert other.execute("SHOW search_path").fetchone() == ('public, "$user", core',), restored.stderr


def test_a_database_keeps_its_locale(backup, backups, own_name, free_name):
    """Where only ASCII has upper and lower case, two brands are unique that would be the same elsewhere."""
    name = own_name("simple")
    with empty_database(name):
        query(f'DROP DATABASE "{name}"')
        query(f"""CREATE DATABASE "{name}" TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'""")
        with psycopg.connect(database_url(name), autocommit=True) as other:
            other.execute("CREATE TABLE brands (name text)")
            other.execute("INSERT INTO brands VALUES ('ÄRGER'), ('ärger')")
            other.execute("CREATE UNIQUE INDEX ON brands (lower(name))")
        for action in (["create"], ["verify"], ["restore", "latest", "--into", free_name]):
            result = backup(*action, database=name)
            assert (result.returncode, result.stderr) == (0, "")

        query(f'DROP DATABASE "{free_name}"')
        manifest = Manifest.read(only(backups))
        manifest.database["locale"]["collate"] = "xx_XX.UTF-8"
        (only(backups) / "manifest.json").unlink()
        manifest.write(only(backups))
        for action in (["verify"], ["restore", "latest", "--into", free_name]):
            result = backup(*action, database=name)
            assert result.returncode == 1
            assert "LC_COLLATE xx_XX.UTF-8, LC_CTYPE C" in result.stderr
        query(f"""CREATE DATABASE "{free_name}" TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'""")
        result = backup("restore", "latest", "--into", free_name, database=name)
        assert result.returncode == 0, result.stderr
        assert (
            f"The database {free_name} has another locale (LC_COLLATE C, LC_CTYPE C) than the backup" in result.stderr
        )


@only_embedded
def test_settings_that_are_in_the_way_of_a_restore(shop, backup, free_name):
    """One that an administrator alone may give is left out and named; one that forbids writing comes last."""
    with psycopg.connect(superuser_url(shop), autocommit=True) as superuser:
        for setting in (
            "log_min_duration_statement TO '5s'",
            "default_transaction_read_only TO on",
            "work_mem TO '9MB'",
        ):
            superuser.execute(f'ALTER DATABASE "{shop}" SET {setting}')
    assert backup("create", database=shop).returncode == 0
    for action, name in ((["verify"], shop), (["restore", "latest", "--into", free_name], free_name)):
        result = backup(*action, database=shop)
        assert result.returncode == 0, result.stderr
        refused = (
            f"""ALTER DATABASE "{name}" SET "log_min_duration_statement" TO '5s' (permission denied to set parameter"""
        )
        assert refused in result.stderr
        assert result.stderr.count("\n") == 1
    with psycopg.connect(database_url(free_name)) as other:
        shown = "SELECT current_setting('work_mem'), current_setting('default_transaction_read_only')"
        assert other.execute(shown).fetchone() == ("9MB", "on")


@pytest.mark.skipif(not Path("/usr/lib/postgresql/15/bin").is_dir(), reason="needs the programs of PostgreSQL 15")
def test_programs_that_are_too_old(shop, backup):
    if connection.pg_version < 160_000:
        pytest.skip("they are not too old for this server")
    result = backup("create", database=shop, SOLEFLIP_PG_BIN="/usr/lib/postgresql/15/bin")
    assert result.returncode == 1
    assert "is too old for it: install those of PostgreSQL 18 or newer, or set SOLEFLIP_PG_BIN" in result.stderr
