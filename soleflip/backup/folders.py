"""Where backups lie: a folder each, called after the moment when it began, in UTC.

<BACKUP_DIR>/                      0700
    20261129T031500Z/
        manifest.json              written last
        catalog.json               the definitions, to name what differs
        dump/                      pg_dump's directory format
    20261130T031500Z.unfinished/   one that is being made, or was when its process was killed
"""

import datetime
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from soleflip.backup.errors import BackupError, BadBackup
from soleflip.backup.manifest import Manifest
from soleflip.embedded import prepare_data_dir
from soleflip.embedded.account import named
from soleflip.embedded.folders import check_owned

NAME = "%Y%m%dT%H%M%SZ"
IS_NAME = re.compile(r"\d{8}T\d{6}Z")
UNFINISHED = ".unfinished"
LATEST = "latest"


@dataclass(frozen=True)
class Found:
    """A folder with a backup; the manifest is None for a broken one, and `broken` says why."""

    folder: Path
    manifest: Manifest | None
    broken: str = ""

    @property
    def name(self) -> str:
        return self.folder.name


def backup_dir() -> Path:
    return Path(settings.BACKUP_DIR)


def found_backups(directory: Path | None = None) -> list[Found]:
    """All that lie there, the newest first, broken ones too. Raises BackupError where nobody may look."""
    directory = directory or backup_dir()
    try:
        folders = [path for path in directory.iterdir() if IS_NAME.match(path.name) and path.is_dir()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BackupError(f"The backups in {directory} cannot be looked at: {error.strerror}.") from error
    return [_look_at(folder) for folder in sorted(folders, reverse=True)]


def _look_at(folder: Path) -> Found:
    try:
        if folder.name.endswith(UNFINISHED):
            raise BadBackup("it is being made, or was when its process was killed")
        manifest = Manifest.read(folder)
        if manifest.name != folder.name:
            raise BadBackup(f"its manifest is that of {manifest.name}")
        return Found(folder, manifest)
    except BadBackup as error:
        return Found(folder, None, str(error))


def newest(directory: Path | None = None) -> datetime.datetime | None:
    """When the newest complete backup began, which is how old its rows are; None if there is none.

    Its files are not looked at: that is what `backup verify` is for.
    """
    return next((found.manifest.began for found in found_backups(directory) if found.manifest), None)


def chosen(name: str, directory: Path | None = None) -> Found:
    """The backup of this name, `latest`, or in a folder anywhere. Raises BackupError if there is none."""
    directory = directory or backup_dir()
    if "/" in name:
        folder = Path(name).resolve()
        if not folder.is_dir():
            raise BackupError(f"{folder} is no folder.")
        return _look_at(folder)
    every = found_backups(directory)
    if name == LATEST:
        every = [found for found in every if found.manifest]
    for found in every:
        if name in (LATEST, found.name):
            return found
    what = "no complete backup" if name == LATEST else f"no backup {name}"
    raise BackupError(f"There is {what} in {directory}: manage.py backup list shows what is there.")


@contextmanager
def held_directory(directory: Path) -> Iterator[None]:
    """Make the folder if it is not there, and let one process at a time write into it. Raises BackupError.

    The lock ends with the process, also when it is killed.
    """
    if directory.is_symlink():
        raise BackupError(
            f"{directory} is a link: set BACKUP_DIR to the folder that it leads to, {directory.resolve()}."
        )
    try:
        if directory.parent == settings.DATA_DIR:
            prepare_data_dir(directory.parent)
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not check_owned(directory, os.geteuid()):
            raise BackupError(
                f"{directory} must be a folder that belongs to you and is closed to others: {_how_to_make(directory)}, "
                "or run this as the account that owns it."
            )
        lock = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise BackupError(
            f"The folder for backups, {directory}, cannot be made ({error.strerror}): {_how_to_make(directory)}."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
        os.fsync(lock)
    except BlockingIOError:
        raise BackupError(f"Another process makes a backup in {directory} just now: wait until it is done.") from None
    finally:
        os.close(lock)


def _how_to_make(directory: Path) -> str:
    user = named(os.geteuid())
    return f"as root, `install -d -o {user.name if user else os.geteuid()} -m 700 {directory}` makes it so"


def clear_unfinished(directory: Path) -> None:
    """Remove what killed processes left behind; called while no other process writes here."""
    for path in directory.glob(f"*{UNFINISHED}"):
        if IS_NAME.match(path.name):
            shutil.rmtree(path)
