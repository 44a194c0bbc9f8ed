"""Where the embedded server keeps its files, and who may enter.

    <data dir>/            0700 when the project made it; a folder that was there stays as it is
        postgres/          0700, the server's home
            data/          the cluster, PGDATA
            run/           the socket
            postgres.log

Only folders that the project made, or found empty, are ever changed.
"""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from soleflip.embedded.account import Account, account_for
from soleflip.embedded.errors import EmbeddedServerError, told_as_sentence

PORT = "5432"  # without TCP it is no more than a part of the socket's name
# sockaddr_un has room for 107 bytes on Linux and for 103 on macOS.
LONGEST_SOCKET_PATH = 103


def home_of(data_dir: Path) -> Path:
    """The folder with all files of the server; the same for every way that leads to `data_dir`."""
    return Path(os.path.realpath(data_dir)) / "postgres"


def socket_path(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def socket_folder(data_dir: Path) -> Path:
    """The folder of the socket, told from the path alone, so that all processes agree without asking."""
    home = home_of(data_dir)
    folder = home / "run"
    # libpq takes a comma for a list of hosts.
    if len(os.fsencode(socket_path(folder))) <= LONGEST_SOCKET_PATH and "," not in str(folder):
        return folder
    # Not tempfile.gettempdir(): TMPDIR differs between processes. Whose folder it is gets checked before use.
    return Path("/tmp") / f"soleflip-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"  # noqa: S108


def prepare_data_dir(data_dir: Path) -> None:
    """Make the data folder, 0700 and owned by the account of the server; adopt an empty one.

    A folder with files in it keeps its owner and its permissions. Raises EmbeddedServerError.
    """
    refuse_odd_name(data_dir)
    with told_as_sentence(f"The data folder {data_dir} cannot be made"):
        home = home_of(data_dir)
        if home.parent.exists() and home.parent.stat().st_mode & stat.S_IWOTH:
            raise EmbeddedServerError(
                f"Everybody may write to the data folder {data_dir}, and so exchange what lies there: "
                "set SOLEFLIP_DATA_DIR to a folder of your own, or take that right away."
            )
        account = account_for(home.parent, home)
        missing = [folder for folder in (home.parent, *home.parent.parents) if not folder.exists()]
        for folder in reversed(missing):
            own_folder(folder, account)
        if not missing and home.parent.stat().st_uid in (account.uid, os.geteuid()) and not any(home.parent.iterdir()):
            own_folder(home.parent, account)


def refuse_odd_name(path: Path) -> None:
    """Raise EmbeddedServerError for a path that PostgreSQL's configuration or libpq cannot carry."""
    shown = str(path).encode(errors="backslashreplace").decode()
    if shown != str(path) or not shown.isprintable():
        raise EmbeddedServerError(
            f"The data folder {shown!r} has signs in its name that are no UTF-8 or cannot be printed: "
            "set SOLEFLIP_DATA_DIR to another folder."
        )


def own_folder(path: Path, account: Account) -> None:
    """Make `path` a folder for the account alone, or make sure that it is; an empty one is adopted.

    Raises EmbeddedServerError when it is somebody else's, is open to others, or is a link: in /tmp,
    others may have been there first.
    """
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise not_owned(path, account) from error
    try:
        status = os.fstat(descriptor)
        if status.st_uid == account.uid and not status.st_mode & 0o077:
            return
        with os.scandir(descriptor) as entries:
            is_empty = not any(entries)
        if status.st_uid not in (account.uid, os.geteuid()) or not is_empty:
            raise not_owned(path, account)
        os.fchmod(descriptor, 0o700)
        os.fchown(descriptor, account.uid, account.gid)
    finally:
        os.close(descriptor)


def check_owned(path: Path, uid: int) -> bool:
    """Whether `path` is a folder of `uid` that nobody else may enter."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == uid and not status.st_mode & 0o077


def not_owned(path: Path, account: Account) -> EmbeddedServerError:
    return EmbeddedServerError(
        f"{path} must be a folder that belongs to {account.name} and is closed to others (mode 0700): "
        "mend or remove it, or set SOLEFLIP_DATA_DIR to another folder."
    )
