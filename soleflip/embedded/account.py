"""The operating system account that runs the server and owns its files.

An ordinary user is that account. PostgreSQL refuses to run as root, and files that belong to the
account must not lead root astray: what root has to do among them, it does as the account.
"""

import os
import pwd
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from soleflip.embedded.errors import EmbeddedServerError

# Nothing of the caller's environment: a PGDATA, a TZ or a LD_PRELOAD must not reach the server.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}
ERROR = re.compile("(?:FATAL|PANIC|ERROR|error): ")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    def run(
        self, arguments: Sequence[str | Path], text: str = "", held: Sequence[int] = (), **options
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as this account to its end, with `text` as its input and `held` descriptors kept open."""
        if self.uid != os.geteuid():
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        if "stdin" not in options:
            options["input"] = text
        return subprocess.run(
            [str(argument) for argument in arguments],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env=ENVIRONMENT,
            cwd="/",
            umask=0o077,
            pass_fds=held,
            start_new_session=True,
            **options,
        )

    def write(self, path: Path, text: str, held: Sequence[int] = ()) -> None:
        """Replace the file `path` as a whole, with `held` descriptors kept open meanwhile."""
        written = self.run(["/bin/sh", "-c", 'cat >"$1.new" && mv -f "$1.new" "$1"', "sh", path], text, held)
        if written.returncode:
            raise EmbeddedServerError(f"{path} cannot be written as {self.name}: {reason_in(written.stderr)}.")

    def first_unreachable(self, path: Path) -> Path | None:
        """The first folder above `path`, or `path` itself, that this account may not enter or execute."""
        if self.uid == os.geteuid():
            return None
        script = 'for path; do [ -x "$path" ] || { printf %s "$path"; exit 1; }; done'
        tested = self.run(["/bin/sh", "-c", script, "sh", *reversed(path.parents), path])
        return Path(tested.stdout) if tested.returncode else None


def account_for(data_dir: Path, home: Path) -> Account:
    """Who runs the server with its files in `home`, a folder in `data_dir`; `home` need not exist.

    For root that is SOLEFLIP_PG_ACCOUNT, or the owner of the data or of the nearest folder above
    that is not root's: whoever owns it could exchange the data anyway, and finds them usable when
    working without root later. Raises EmbeddedServerError when there is no such account.
    """
    user = os.geteuid()
    if user:
        refuse_foreign(data_dir, home, user)
        return named(user) or refuse_nameless(user)
    wanted = os.environ.get("SOLEFLIP_PG_ACCOUNT", "")
    if owner := owner_of(home):
        account = named(owner) or refuse_nameless(owner)
        if wanted and wanted != account.name:
            raise EmbeddedServerError(
                f"The data in {home} belong to {account.name}, but SOLEFLIP_PG_ACCOUNT is {wanted}: "
                "unset it, or give the folder to that account."
            )
        return account
    return wanted_account(wanted) if wanted else owner_or_default(data_dir)


def wanted_account(name: str) -> Account:
    """The account that SOLEFLIP_PG_ACCOUNT names."""
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise EmbeddedServerError(
            f"SOLEFLIP_PG_ACCOUNT is {name}, which is no account of this machine: set it to one, such as postgres."
        ) from None
    if entry.pw_uid == 0:
        raise EmbeddedServerError("SOLEFLIP_PG_ACCOUNT must not be root: PostgreSQL refuses to run as root.")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def owner_or_default(data_dir: Path) -> Account:
    """The nearest owner of the folder or of one above it that is not root, else a common unprivileged account."""
    for folder in (data_dir, *data_dir.parents):
        if account := named(owner_of(folder)):
            return account
    for name in ("postgres", "nobody"):
        try:
            return wanted_account(name)
        except EmbeddedServerError:
            continue
    raise EmbeddedServerError(
        "PostgreSQL refuses to run as root, and this machine has no account postgres or nobody: "
        "set SOLEFLIP_PG_ACCOUNT to an unprivileged account."
    )


def owner_of(path: Path) -> int:
    """The uid of the owner; 0 (root) where nothing is there."""
    try:
        return path.stat().st_uid
    except (FileNotFoundError, NotADirectoryError):
        return 0


def named(uid: int) -> Account | None:
    """The account with this uid, None for root and for a number without a name."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return None
    return Account(entry.pw_name, uid, entry.pw_gid) if uid else None


def refuse_foreign(data_dir: Path, home: Path, user: int) -> None:
    """Raise EmbeddedServerError when the data are those of another user."""
    is_closed = data_dir.is_dir() and not os.access(data_dir, os.X_OK)
    owner = owner_of(data_dir) if is_closed else owner_of(home)
    if is_closed or owner not in (0, user):
        account = named(owner)
        raise EmbeddedServerError(
            f"The data in {data_dir} belong to {account.name if account else f'user {owner}'}: run as that account "
            "or as root, or set SOLEFLIP_DATA_DIR to a folder of your own."
        )


def refuse_nameless(uid: int) -> Account:
    raise EmbeddedServerError(
        f"User {uid} has no name on this machine, and PostgreSQL needs one: "
        "add it to /etc/passwd, run as another user, or set DATABASE_URL to a server that runs already."
    )


def reason_in(output: str) -> str:
    """What a PostgreSQL program said last of what it calls an error, or at all; without its final stop."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if ERROR.search(line)]
    if not lines:
        return "no reason was given"
    return ERROR.split((errors or lines)[-1])[-1].strip().rstrip(".")
