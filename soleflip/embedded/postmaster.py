"""The postmaster, the first process of a server: whether it lives, and what a dead one left behind."""

import os
import signal
import subprocess
from pathlib import Path

from soleflip.embedded.account import Account

PROCESSES = Path("/proc")
# More than any kernel gives out: PostgreSQL takes the file of such a process for a stale one.
IMPOSSIBLE_PID = 2**31 - 2


def live_postmaster(cluster: Path) -> int | None:
    """The pid of the postmaster that serves `cluster` now; None for a stale file or a reused pid."""
    try:
        pid = first_number((cluster / "postmaster.pid").read_bytes())
    except FileNotFoundError:
        return None
    return pid if pid and is_postmaster(pid, cluster) else None


def is_ready(cluster: Path) -> bool:
    """Whether the postmaster noted that it had started in full."""
    try:
        lines = (cluster / "postmaster.pid").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"


def disarm_stale_pid(cluster: Path, account: Account) -> None:
    """Let a start pass a postmaster.pid whose pid now belongs to another process.

    PostgreSQL would refuse to start. The file itself stays: with its other lines PostgreSQL finds
    backends that outlived their postmaster. It is written through the descriptor that it was read
    from, so that the file of a postmaster that starts just now is never touched.
    """
    try:
        descriptor = os.open(cluster / "postmaster.pid", os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return
    try:
        content = os.read(descriptor, 10_000)
        pid = first_number(content)
        if os.fstat(descriptor).st_uid == account.uid and not (pid and is_postmaster(pid, cluster)):
            _, _, rest = content.partition(b"\n")
            os.pwrite(descriptor, b"%d\n%s" % (IMPOSSIBLE_PID, rest), 0)
    finally:
        os.close(descriptor)


def end_orphans(cluster: Path, account: Account) -> None:
    """End the backends of a postmaster that is dead: one that is deep in a query does not notice it."""
    for entry in PROCESSES.glob("[0-9]*"):
        try:
            if entry.stat().st_uid != account.uid or not (entry / "cwd").samefile(cluster):
                continue
            if (entry / "cmdline").read_bytes().startswith(b"postgres: "):
                os.kill(int(entry.name), signal.SIGQUIT)
        except OSError:
            continue  # it ended by itself, or is not ours to see


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    return bool(command_line(pid))


def is_postmaster(pid: int, cluster: Path) -> bool:
    """Whether the process is a postmaster that works in `cluster`, whatever path that had at its start."""
    arguments = command_line(pid)
    if not arguments or Path(arguments[0]).name not in ("postgres", "postmaster"):
        return False  # its children carry titles such as "postgres: checkpointer"
    try:
        return (PROCESSES / str(pid) / "cwd").samefile(cluster)
    except OSError:  # not to be read without CAP_SYS_PTRACE, as for root in a container, nor without /proc
        return str(cluster) in arguments


def command_line(pid: int) -> list[str]:
    """The arguments of a process; none for one that is dead or a zombie."""
    if PROCESSES.joinpath("self").exists():
        try:
            content = (PROCESSES / str(pid) / "cmdline").read_bytes()
        except OSError:
            return []
        return os.fsdecode(content.rstrip(b"\0")).split("\0") if content else []
    ask = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    listed = subprocess.run(ask, capture_output=True, text=True, check=False)
    return listed.stdout.split()


def first_number(content: bytes) -> int | None:
    line = content.partition(b"\n")[0].strip()
    return int(line) if line.isdigit() else None
