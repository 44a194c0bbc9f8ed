"""The embedded server: starts when it is needed first, and stays until it is stopped."""

import fcntl
import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from soleflip.embedded import cluster as clusters
from soleflip.embedded.account import Account, account_for, reason_in
from soleflip.embedded.errors import EmbeddedServerError, told_as_sentence
from soleflip.embedded.folders import (
    PORT,
    check_owned,
    home_of,
    own_folder,
    prepare_data_dir,
    socket_folder,
    socket_path,
)
from soleflip.embedded.postmaster import disarm_stale_pid, end_orphans, is_alive, is_ready, live_postmaster
from soleflip.embedded.programs import Programs, find_programs, reachable_programs

logger = logging.getLogger(__name__)  # without configuration, warnings go to standard error as they are

LARGEST_LOG = 10_000_000
SECONDS_TO_STOP = 60
SECONDS_FOR_ORPHANS = 60
SECONDS_TO_ANSWER = 30
SECONDS_IN_SILENCE = 5
# What a start may meet that passes: backends of a dead postmaster, or a postmaster that another,
# killed process had just started.
PASSING = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')


class Server:
    """The PostgreSQL server with its data below `data_dir`. All methods raise EmbeddedServerError."""

    def __init__(self, data_dir: Path):
        self.home = home_of(data_dir)
        self.data_dir = self.home.parent
        self.cluster = self.home / "data"
        self.log = self.home / "postgres.log"
        self.socket_folder = socket_folder(data_dir)
        self.socket = socket_path(self.socket_folder)

    def start(self) -> None:
        """Return when the server takes connections, however long it recovers; start it if it is down."""
        if self.answer() == "OK":
            return
        with told_as_sentence(f"The embedded PostgreSQL in {self.data_dir} cannot be started"):
            prepare_data_dir(self.data_dir)
            account = self.account()
            if blocked := account.first_unreachable(self.data_dir):
                raise EmbeddedServerError(
                    f"The embedded PostgreSQL runs as {account.name}, who cannot reach {blocked}: set "
                    "SOLEFLIP_DATA_DIR to a folder that this account can reach, for example /var/lib/soleflip."
                )
            own_folder(self.home, account)
            with self.locked() as lock:
                Start(self, account, lock).complete()

    def stop(self) -> bool:
        """Stop the server, ending its connections; False if it was not running."""
        with told_as_sentence(f"The embedded PostgreSQL in {self.data_dir} cannot be stopped"):
            pid = live_postmaster(self.cluster)
            if pid is None:
                return False
            for how in (signal.SIGINT, signal.SIGQUIT):  # "fast", then "immediate": as after a crash, without loss
                os.kill(pid, how)
                deadline = time.monotonic() + SECONDS_TO_STOP
                while time.monotonic() < deadline:
                    if live_postmaster(self.cluster) != pid:
                        return True
                    time.sleep(0.02)
        raise EmbeddedServerError(f"The embedded PostgreSQL (pid {pid}) does not stop: see {self.log}, or kill it.")

    def answer(self) -> str:
        """What a new connection would meet: OK, REJECT (starting or stopping) or NO_RESPONSE.

        It asks the server itself, which costs a millisecond: a pid file tells nothing of a server
        that recovers since one of its backends was killed.
        """
        from psycopg import conninfo, pq  # not at the top: settings.py imports this module

        if not check_owned(self.socket_folder, self.owner()):
            return "NO_RESPONSE"  # whoever answers there is not our server
        parameters = conninfo.make_conninfo(
            host=str(self.socket_folder),
            hostaddr="",  # or PGHOSTADDR would lead elsewhere
            port=PORT,
            user=clusters.ROLE,
            dbname=clusters.DATABASE,
            connect_timeout=5,
        )
        return pq.Ping(pq.PGconn.ping(parameters.encode())).name

    def owner(self) -> int | None:
        """The uid of the owner of the server's files; None as long as there are none."""
        try:
            return self.home.stat().st_uid
        except OSError:
            return None

    def account(self) -> Account:
        """Who runs the server."""
        return account_for(self.data_dir, self.home)

    def pid(self) -> int | None:
        """The pid of the running postmaster."""
        with told_as_sentence(f"The embedded PostgreSQL in {self.data_dir} is not yours to see"):
            return live_postmaster(self.cluster)

    def url(self, role: str = clusters.ROLE, database: str = clusters.DATABASE) -> str:
        """A URL for psql, pg_dump and everything else that uses libpq."""
        name, folder = quote(database, safe=""), quote(str(self.socket_folder), safe="")
        return f"postgresql://{role}@/{name}?host={folder}&port={PORT}"

    @contextmanager
    def locked(self) -> Iterator[int]:
        """Let one process at a time start the server; the kernel frees the lock of a killed one."""
        lock = os.open(self.home, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for _ in patiently(f"Waiting for another process that starts the embedded PostgreSQL in {self.data_dir}."):
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    continue
            yield lock
        finally:
            os.close(lock)


class Start:
    """One start of `server` by the process that holds its lock."""

    def __init__(self, server: Server, account: Account, lock: int):
        self.server = server
        self.account = account
        self.lock = lock
        self.began = time.monotonic()
        self.launched: int | None = None
        self.log_end = 0
        self.silent_since: float | None = None

    def complete(self) -> None:
        """Return when the server answers, be it this process or an earlier one that launched it."""
        waiting = f"Waiting for the embedded PostgreSQL, which may be recovering after a crash: see {self.server.log}."
        for _ in patiently(waiting):
            answer, pid = self.server.answer(), live_postmaster(self.server.cluster)
            if pid and answer == "OK":
                return
            if pid:
                self.wait_for_answer(answer, pid)
            elif self.launched is None:
                self.launch()
            elif not is_alive(self.launched):
                self.learn_from_failure()

    def launch(self) -> None:
        programs = reachable_programs(find_programs(), self.account, self.server.home, self.lock)
        cluster = clusters.made_cluster(self.server.home, self.account, programs, self.lock)
        clusters.write_access(cluster, self.account, self.lock)
        self.prepare_socket()
        disarm_stale_pid(cluster, self.account)
        self.prepare_log()
        # The shell leaves at once, so that the server is nobody's child: no zombie, and no tool
        # that ends a process with its children takes it along.
        script = 'log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & echo $!'
        shell = self.account.run(["/bin/sh", "-c", script, "sh", self.server.log, *self.command(programs)])
        self.launched = int(shell.stdout)

    def command(self, programs: Programs) -> list[str | Path]:
        """The server's command line; what stands here, no configuration file can change."""
        settings = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": '"{}"'.format(str(self.server.socket_folder).replace('"', '""')),
            "unix_socket_permissions": "0700",
            "hba_file": self.server.cluster / "pg_hba.conf",
            "ident_file": self.server.cluster / "pg_ident.conf",
            "logging_collector": "off",
            "log_destination": "stderr",
            # Neither statements nor values: they are people's data, and they would fill the disk.
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
            "log_checkpoints": "off",
            # Its defaults are for the smallest machines: a feed of a million rows would write most pages several times.
            "shared_buffers": "512MB",
            "max_wal_size": "4GB",
            # The rows of a statement that triggers look at, and what is sorted or hashed, stay in memory.
            "work_mem": "32MB",
            "log_timezone": "UTC",
            "timezone": "UTC",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [programs.folder / "postgres", "-D", self.server.cluster, *options]

    def prepare_socket(self) -> None:
        """Clear away the socket of a dead postmaster: its lock file too may hold a reused pid."""
        own_folder(self.server.socket_folder, self.account)
        self.server.socket.unlink(missing_ok=True)
        self.server.socket.with_name(self.server.socket.name + ".lock").unlink(missing_ok=True)

    def prepare_log(self) -> None:
        """Begin a new log when it has grown large, and keep the one before."""
        try:
            self.log_end = self.server.log.lstat().st_size
        except FileNotFoundError:
            self.log_end = 0
        if self.log_end > LARGEST_LOG:
            self.server.log.replace(self.server.log.with_name("postgres.log.old"))
            self.log_end = 0

    def wait_for_answer(self, answer: str, pid: int) -> None:
        """A server that starts or recovers may take its time, but one that is ready has to answer."""
        if answer == "REJECT" or not is_ready(self.server.cluster):
            self.silent_since = None
        elif not self.server.socket.exists():  # deleted, or elsewhere since the folder was moved
            logger.warning("The socket of the embedded PostgreSQL is gone: the server is restarted.")
            self.server.stop()
        elif self.silent_since is None:
            self.silent_since = time.monotonic()
        elif time.monotonic() - self.silent_since > SECONDS_TO_ANSWER:
            raise EmbeddedServerError(
                f"The embedded PostgreSQL in {self.server.data_dir} runs (pid {pid}) but does not answer: "
                "unset variables such as PGSSLMODE that are meant for other servers, or kill it."
            )

    def learn_from_failure(self) -> None:
        """Try again after what passes, and raise what does not."""
        reason = self.last_words()
        lasting = time.monotonic() - self.began
        if not any(text in reason for text in PASSING) or lasting > SECONDS_FOR_ORPHANS:
            raise EmbeddedServerError(
                f"The embedded PostgreSQL in {self.server.data_dir} does not start: {reason}; see {self.server.log}."
            )
        if lasting > 1:
            end_orphans(self.server.cluster, self.account)
        self.launched = None

    def last_words(self) -> str:
        """Why the launched server ended: the last of what it logged as fatal, or at all."""
        log = self.account.run(["tail", "-c", f"+{self.log_end + 1}", self.server.log]).stdout
        # What it told clients that came too early is no reason.
        return reason_in("\n".join(line for line in log.splitlines() if "FATAL:  the database system is" not in line))


def patiently(message: str) -> Iterator[None]:
    """Pace the tries of something that may last, and say after some seconds what is waited for."""
    began, told, pause = time.monotonic(), False, 0.01
    while True:
        yield
        time.sleep(pause)
        pause = min(pause * 1.3, 0.3)
        if not told and time.monotonic() - began > SECONDS_IN_SILENCE:
            logger.warning(message)
            told = True
