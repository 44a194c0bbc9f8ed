"""The cluster: the folder with the data, made by initdb, and who may connect to it."""

from pathlib import Path

from soleflip.embedded.account import Account, reason_in
from soleflip.embedded.errors import EmbeddedServerError
from soleflip.embedded.programs import Programs

ROLE = DATABASE = "soleflip"
SUPERUSER = "postgres"
SUPERUSER_DATABASE = "postgres"
# Single-user mode takes one command a line. The role may make the databases of the tests, nothing more.
FIRST_COMMANDS = f"CREATE ROLE {ROLE} LOGIN CREATEDB\nCREATE DATABASE {DATABASE} OWNER {ROLE}\n"

ACCESS = """\
# Written by SoleFlip before each start. Only the account of the server and root come in, through
# the socket alone: the kernel tells who is at its other end.
local all all peer map=soleflip
"""


def made_cluster(home: Path, account: Account, programs: Programs, lock: int) -> Path:
    """The cluster in `home`, made if it is not there yet.

    It gets its name when it is whole, with role and database in it: a process that is killed
    meanwhile leaves nothing half-made. Its children hold the lock on, so that the next one does
    not clear away what they still write. Raises EmbeddedServerError.
    """
    cluster = home / "data"
    major_version = programs.major_version(account)
    if not cluster.exists():
        draft = home / "data.new"
        account.run(["rm", "-rf", draft], held=[lock])
        step(account, initdb(programs, major_version, draft), home, lock)
        single = [programs.folder / "postgres", "--single", "-c", "exit_on_error=on", "-D", draft, SUPERUSER_DATABASE]
        step(account, single, home, lock, FIRST_COMMANDS)
        step(account, ["mv", draft, cluster], home, lock)
    check_version(cluster, programs, major_version)
    return cluster


def initdb(programs: Programs, major_version: int, folder: Path) -> list[str | Path]:
    """The command that makes a cluster; before 17 the C library has to know C.UTF-8."""
    arguments = [programs.folder / "initdb", "-D", folder, "-U", SUPERUSER]
    arguments += ["--auth=peer", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"]
    if major_version >= 17:
        arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return arguments


def step(account: Account, arguments: list, home: Path, lock: int, text: str = "") -> None:
    """One step of making the cluster. Raises EmbeddedServerError with the last that it said."""
    done = account.run(arguments, text, held=[lock])
    if done.returncode:
        raise EmbeddedServerError(
            f"The database in {home} cannot be made as {account.name}: {reason_in(done.stderr)}; "
            "mend that, or set SOLEFLIP_DATA_DIR to another folder."
        )


def check_version(cluster: Path, programs: Programs, major_version: int) -> None:
    made_by = made_by_version(cluster)
    if made_by != str(major_version):
        raise EmbeddedServerError(
            f"The data in {cluster} were made by PostgreSQL {made_by}, and the programs in {programs.folder} are of "
            f"PostgreSQL {major_version}: set SOLEFLIP_PG_BIN to the bin folder of a PostgreSQL {made_by}, "
            "or SOLEFLIP_DATA_DIR to another folder."
        )


def made_by_version(cluster: Path) -> str:
    """The major version that made the cluster."""
    return (cluster / "PG_VERSION").read_text().strip()


def write_access(cluster: Path, account: Account, lock: int) -> None:
    """Let the account and root in, nobody else; anew at each start, for data may change their owner.

    The lock is held until the files are written, also when this process is killed meanwhile.
    """
    users = [f'soleflip "{user}" {role}\n' for user in (account.name, "root") for role in (ROLE, SUPERUSER)]
    account.write(cluster / "pg_hba.conf", ACCESS, held=[lock])
    account.write(cluster / "pg_ident.conf", "# Written by SoleFlip before each start.\n" + "".join(users), held=[lock])
