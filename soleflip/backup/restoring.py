"""Brings a backup back into a database, and compares what came back with what was written down."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from soleflip.backup.additions import differences_in_additions
from soleflip.backup.checksums import checksums, differences_in_files
from soleflip.backup.contents import count_rows, differences_in_rows
from soleflip.backup.creation import DUMP
from soleflip.backup.database_level import apply_grants, apply_settings, database_level, locale_in_words, options_of
from soleflip.backup.definitions import definitions_of, differences_in_definitions, fingerprint, read_definitions
from soleflip.backup.errors import BackupError, BadBackup
from soleflip.backup.folders import Found
from soleflip.backup.manifest import Manifest
from soleflip.backup.programs import Programs, connected_programs
from soleflip.backup.sessions import one_moment, own_connection
from soleflip.catalog.scratch import CannotBuild, empty_scratch, maintenance_cursor
from soleflip.embedded.account import reason_in
from soleflip.postgres.errors import one_line
from soleflip.postgres.unhurried import kept_while_idle, lift_limits

Progress = Callable[[str], None]
NO_SUCH_ROLE = "42704"

# What somebody has put into a database that was empty.
OCCUPANTS = """
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'
UNION ALL SELECT format('%I.%I', n.nspname, p.proname) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE p.oid >= 16384
UNION ALL SELECT format('schema %I', nspname) FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_'
LIMIT 1"""


def check_files(found: Found, progress: Progress = lambda step: None) -> Manifest:
    """The manifest of a backup whose files are all as they were. Raises BadBackup."""
    if found.manifest is None:
        raise BadBackup(f"The backup {found.folder} is of no use: {found.broken}.")
    try:
        told = differences_in_files(found.manifest.files, checksums(found.folder, progress))
    except OSError as error:
        raise BadBackup(f"The backup {found.folder} cannot be read: {error.strerror} ({error.filename}).") from error
    if told:
        raise BadBackup(f"The backup {found.folder} is damaged. {' '.join(told)}")
    return found.manifest


def missing_roles(found: Found, alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The roles of the backup that this server does not have."""
    with maintenance_cursor(connections[alias]) as cursor:
        return _missing_roles(cursor, found.manifest.roles)


def _missing_roles(cursor, roles: list[str]) -> list[str]:
    cursor.execute("SELECT unnest(%s::text[]) EXCEPT SELECT rolname::text FROM pg_roles ORDER BY 1", [roles])
    return [role for (role,) in cursor.fetchall()]


def load(found: Found, connection: BaseDatabaseWrapper, *, jobs: int, progress: Progress) -> None:
    """Fill the empty database of the connection from the backup. Raises BackupError.

    Everything belongs to the role that restores. Grants to roles that this server lacks are left out, and only those.
    """
    dump = found.folder / DUMP
    with connection.cursor() as cursor:
        lacking = _missing_roles(cursor, found.manifest.roles)
    with connected_programs(connection) as programs:
        arguments = ["--exit-on-error", "--no-owner", f"--jobs={jobs}", "--no-password", "--verbose"]
        if lacking:
            arguments.append("--no-privileges")
        if role := connection.settings_dict["OPTIONS"].get("assume_role"):
            arguments.append(f"--role={role}")
        with programs.started("pg_restore", *arguments, f"--dbname={programs.target}", dump) as lines:
            for line in lines:
                step = line.removeprefix("pg_restore: ")
                if step.startswith(("creating ", "processing data ")):
                    progress(step.capitalize())
        if lacking:
            progress("Granting rights")
            _grant(dump, programs)


def _grant(dump: Path, programs: Programs) -> None:
    """Run the grants of the dump one by one; one to a role that is not there may fail."""
    listed = programs.run("pg_restore", "--list", dump)
    wanted = [line for line in listed.stdout.splitlines() if " ACL " in line and not line.startswith(";")]
    if listed.returncode or not wanted:
        return
    with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        chosen.write("\n".join(wanted) + "\n")
        chosen.flush()
        script = programs.run("pg_restore", "--no-owner", f"--use-list={chosen.name}", "--file=-", dump)
    ran = programs.run(
        "psql",
        *("--no-psqlrc", "--quiet", "--no-password", "--set=VERBOSITY=sqlstate", f"--dbname={programs.target}"),
        text=script.stdout,
    )
    errors = [line for line in ran.stderr.splitlines() if "ERROR:" in line and NO_SUCH_ROLE not in line]
    if script.returncode or ran.returncode or errors:
        raise BackupError(f"The grants of the backup cannot be restored: {reason_in(script.stderr + ran.stderr)}.")


def compare(found: Found, connection: BaseDatabaseWrapper, progress: Progress) -> list[str]:
    """What differs between the database and what the backup says of itself, in sentences; none if all came back.

    That it cannot be compared is told too: the database is there, and may be all right.
    """
    try:
        return _differences(found, connection, progress)
    except DatabaseError as error:
        return [f"It could not be compared to the end: {one_line(error)}."]


def _differences(found: Found, connection: BaseDatabaseWrapper, progress: Progress) -> list[str]:
    manifest = found.manifest
    with one_moment(connection):
        definitions = definitions_of(connection, lambda what: progress(f"Reading {what}"))
        told = differences_in_rows(manifest.rows, manifest.contents, count_rows(connection, progress))
        told += differences_in_additions(manifest.extra, connection)
    if fingerprint(definitions) != manifest.catalog:
        told += differences_in_definitions(read_definitions(found.folder), definitions)
    return told


def verify(
    found: Found,
    *,
    alias: str = DEFAULT_DB_ALIAS,
    jobs: int = 1,
    progress: Progress = lambda step: None,
    warn: Progress = lambda sentence: None,
) -> list[str]:
    """Restore the backup into a scratch database, which is dropped again, and return what differs, in sentences.

    Raises BadBackup for what cannot be restored at all; `warn` is called with what a restore would leave out.
    """
    manifest = check_files(found, progress)
    try:
        with (
            kept_while_idle(connections[alias]),
            empty_scratch(connections[alias], options_of(manifest.database)) as scratch,
        ):
            with scratch.cursor() as cursor:
                lift_limits(cursor, only_now=False)  # it lies idle while pg_restore works
            name, told_as = scratch.settings_dict["NAME"], manifest.database["name"]
            _grant_database(manifest, name, told_as, alias, warn)
            load(found, scratch, jobs=jobs, progress=progress)
            told = compare(found, scratch, progress)
            _set_database(manifest, name, told_as, alias, warn)
            return told
    except CannotBuild as error:
        raise BackupError(
            f"{error} Verify it on a server where the role may create databases, and which has the backup's locale: "
            f"{locale_in_words(manifest.database)}."
        ) from error


def _grant_database(manifest: Manifest, name: str, told_as: str, alias: str, warn: Progress) -> None:
    with maintenance_cursor(connections[alias]) as cursor:
        roles = set(manifest.roles) - set(_missing_roles(cursor, manifest.roles))
        for refused in apply_grants(cursor, name, manifest.database, roles, told_as):
            warn(refused)


def _set_database(manifest: Manifest, name: str, told_as: str, alias: str, warn: Progress) -> None:
    with maintenance_cursor(connections[alias]) as cursor:
        for refused in apply_settings(cursor, name, manifest.database, told_as):
            warn(refused)


# --- into a database of its own ---


def is_free(name: str, alias: str = DEFAULT_DB_ALIAS) -> bool:
    """True when there is no such database, False when it is there and empty. Raises BackupError if it is not empty."""
    with maintenance_cursor(connections[alias]) as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_database WHERE datname = %s)", [name])
        if not cursor.fetchone()[0]:
            return True
    with own_connection(alias, name) as connection, connection.cursor() as cursor:
        cursor.execute(OCCUPANTS)
        if occupant := cursor.fetchone():
            raise BackupError(
                f"The database {name} is not empty ({occupant[0]} is in it), and nothing is ever overwritten: "
                "restore into a name that is free."
            )
    return False


def restore(
    found: Found,
    name: str,
    *,
    alias: str = DEFAULT_DB_ALIAS,
    jobs: int = 1,
    progress: Progress = lambda step: None,
    warn: Progress = lambda sentence: None,
) -> list[str]:
    """Make the database `name` from the backup, and compare; return what differs, in sentences, or nothing.

    Raises BadBackup for damaged files, and BackupError for what else is in the way. A database that was made for this
    is dropped again when the restore fails. `warn` is called with what is refused of its settings and grants.
    """
    manifest = check_files(found, progress)
    is_ours = is_free(name, alias)
    with kept_while_idle(connections[alias]):
        try:
            if is_ours:
                _make(manifest, name, alias)
            _grant_database(manifest, name, name, alias, warn)
            with own_connection(alias, name) as target:
                if not is_ours:
                    _compare_locale(manifest, target, warn)
                load(found, target, jobs=jobs, progress=progress)
            return _finish(found, name, alias, progress, warn)
        except BaseException:
            if is_ours:
                with maintenance_cursor(connections[alias]) as cursor:
                    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            raise


def _make(manifest: Manifest, name: str, alias: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(name), options_of(manifest.database))
    try:
        with maintenance_cursor(connections[alias]) as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        told = f"The database {name} cannot be made: {one_line(error)}."
        if not isinstance(error.__cause__, InsufficientPrivilege):
            told += (
                f" The locale of the backup is {locale_in_words(manifest.database)}: if this server lacks it, make an "
                "empty database with another one yourself, and restore into that."
            )
        raise BackupError(told) from error


def _compare_locale(manifest: Manifest, target: BaseDatabaseWrapper, warn: Progress) -> None:
    """Of a database that somebody else has made: its locale stays."""
    there = database_level(target)
    if there["locale"] != manifest.database.get("locale"):
        warn(
            f"The database {there['name']} has another locale ({locale_in_words(there)}) than the backup "
            f"({locale_in_words(manifest.database)}): texts may be sorted, and taken for the same, in another way."
        )


def _finish(found: Found, name: str, alias: str, progress: Progress, warn: Progress) -> list[str]:
    """Collect statistics, compare, give the settings. The rows are there: when the server is lost now, they stay."""
    told = []
    try:
        # Not the connection from before, which had to wait: something on its way may have cut it.
        with own_connection(alias, name) as target:
            progress("Collecting statistics")
            with target.cursor() as cursor:
                cursor.execute("ANALYZE")
            told += compare(found, target, progress)
        _set_database(found.manifest, name, name, alias, warn)
    except DatabaseError as error:
        told.append(f"It could not be finished: {one_line(error)}.")
    return told
