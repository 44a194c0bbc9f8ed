import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from soleflip.embedded import Server
from soleflip.embedded.postmaster import is_alive
from tests.support.waiting import wait_until

from .helpers import postmasters


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that every account can reach, which pytest's own are not; no server outlives it."""
    folder = Path(tempfile.mkdtemp(prefix="soleflip-test-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        pids = postmasters(folder)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)
        wait_until(lambda: not any(map(is_alive, pids)))
        shutil.rmtree(folder)


@pytest.fixture(scope="package", autouse=True)
def _default_programs() -> Iterator[None]:
    """The wheel's programs, also when the rest of the suite runs on others: they cannot share data."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("SOLEFLIP_PG_BIN", "SOLEFLIP_PG_ACCOUNT"):
            environment.delenv(name, raising=False)
        yield


@pytest.fixture
def folder() -> Iterator[Path]:
    with temporary_folder() as made:
        yield made


@pytest.fixture(scope="package")
def running() -> Iterator[Server]:
    """A server that runs; tests leave it as it is."""
    with temporary_folder() as made:
        server = Server(made / "data")
        server.start()
        yield server


@pytest.fixture(scope="package")
def template() -> Iterator[Path]:
    """A data folder whose server has been stopped."""
    with temporary_folder() as made:
        server = Server(made / "data")
        server.start()
        server.stop()
        yield server.data_dir


@pytest.fixture
def new_server(folder: Path, template: Path) -> Callable[..., Server]:
    """Makes stopped servers that a test may damage."""

    def make(name: str = "data") -> Server:
        subprocess.run(["cp", "-a", template, folder / name], check=True)
        return Server(folder / name)

    return make


@pytest.fixture
def server(template: Path) -> Iterator[Server]:
    """A stopped server, which has survived the tests before."""
    yield Server(template)
    Server(template).stop()
