"""Makes a backup."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from soleflip.backup.additions import additions
from soleflip.backup.checksums import checksums, make_durable
from soleflip.backup.contents import count_rows, roles_in
from soleflip.backup.database_level import database_level
from soleflip.backup.definitions import FILE as DEFINITIONS
from soleflip.backup.definitions import definitions_of, fingerprint
from soleflip.backup.errors import BackupError
from soleflip.backup.folders import NAME, UNFINISHED, backup_dir, clear_unfinished, held_directory
from soleflip.backup.manifest import Manifest
from soleflip.backup.programs import connected_programs
from soleflip.backup.sessions import one_moment, own_connection
from soleflip.postgres.unhurried import kept_while_idle

DUMP = "dump"


def create(
    *,
    alias: str = DEFAULT_DB_ALIAS,
    directory: Path | None = None,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda step: None,
) -> Manifest:
    """Make a backup of the database and return its manifest; people go on working meanwhile. Raises BackupError.

    The dump, the counts and the fingerprint are of one moment. The folder gets its name when all of it is on the disk:
    a run that is killed leaves no backup, and the next one clears up after it.
    """
    directory = directory or backup_dir()
    with kept_while_idle(connections[alias]), held_directory(directory):
        clear_unfinished(directory)
        began = datetime.datetime.now(datetime.UTC)
        name = began.strftime(NAME)
        if (directory / name).exists():
            raise BackupError(f"{directory / name} was made in this very second: run it again.")
        draft = directory / f"{name}{UNFINISHED}"
        draft.mkdir(mode=0o700)
        try:
            with own_connection(alias) as connection:
                manifest = _fill(draft, connection, name=name, began=began, jobs=jobs, progress=progress)
            manifest.write(draft)
            make_durable(draft)
            draft.rename(directory / name)
        except OSError as error:
            raise BackupError(f"The backup cannot be written to {draft}: {error.strerror}.") from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)  # it is not there any more when all went well
    return manifest


def _fill(
    draft: Path,
    connection: BaseDatabaseWrapper,
    *,
    name: str,
    began: datetime.datetime,
    jobs: int,
    progress: Callable[[str], None],
) -> Manifest:
    with connected_programs(connection) as programs, one_moment(connection):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
            snapshot, server = cursor.fetchone()
        arguments = ["--format=directory", f"--jobs={jobs}", f"--snapshot={snapshot}", "--no-password", "--verbose"]
        # For a table that somebody has locked; while it waits, it holds up others.
        arguments.append("--lock-wait-timeout=10min")
        if role := connection.settings_dict["OPTIONS"].get("assume_role"):
            arguments.append(f"--role={role}")
        target = [f"--file={draft / DUMP}", f"--dbname={programs.target}"]
        with programs.started("pg_dump", *arguments, *target) as lines:
            for line in lines:
                if "dumping contents of table" in line:
                    progress(f"Dumping {line.rpartition('table ')[2]}".replace('"', ""))
        definitions = definitions_of(connection, lambda what: progress(f"Reading {what}"))
        _write(draft / DEFINITIONS, definitions)
        rows, contents = count_rows(connection, progress)
        return Manifest(
            name=name,
            began=began,
            database=database_level(connection),
            server=server,
            program=programs.version,
            migrations=sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
            catalog=fingerprint(definitions),
            rows=rows,
            contents=contents,
            roles=roles_in(connection),
            extra=additions(connection),
            files=checksums(draft, progress),
            ended=datetime.datetime.now(datetime.UTC),
        )


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(text, encoding="utf-8")
