"""The site that browsers visit: a server process of its own, on a database with the shop in it."""

import http.client
import random
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from apps.accounts.models import User
from tests.support.command_line import started
from tests.support.databases import cloned_from_template, connected_to
from tests.support.people import PASSWORD
from tests.support.rows import make, our_models
from tests.support.shop import open_shop
from tests.support.waiting import wait_until

OWNER = "owner"  # an admin who has chosen a password; the seeded one is for the test of the first login


@dataclass
class Site:
    """A running server."""

    address: str
    output: Path

    def url(self, path: str) -> str:
        """The whole address of a page."""
        return self.address + path


@contextmanager
def running_site(database: str, output: Path) -> Iterator[Site]:
    """The shop on a new database of this name, which Django's connection leads to, and its server."""
    with cloned_from_template(database) as name, connected_to(name):
        open_shop(timezone.now())
        User.objects.create_superuser(OWNER, "owner@soleflip.example", PASSWORD)
        with _server(name, output) as site:
            yield site


def fill_empty_tables() -> None:
    """One row in every table that the shop leaves empty, so that each page has something to show."""
    random.seed("the same letters in each run")
    for model in our_models():
        if not model.objects.exists():
            keys = [field for field in model._meta.concrete_fields if field.is_relation]
            found = {field.name: field.related_model.objects.first() for field in keys}
            make(model, **{name: row for name, row in found.items() if row})


@contextmanager
def _server(database: str, output: Path) -> Iterator[Site]:
    port = _free_port()
    keys = ",".join(settings.FIELD_ENCRYPTION_KEYS)
    address = f"127.0.0.1:{port}"
    options = {"database": database, "output": output, "DEBUG": "1", "FIELD_ENCRYPTION_KEYS": keys}
    process = started("runserver", "--noreload", address, **options)
    try:
        wait_until(lambda: _answers(port, process, output))
        yield Site(f"http://{address}", output)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(port: int, process: subprocess.Popen, output: Path) -> bool:
    assert process.poll() is None, output.read_text()
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        visitor.request("GET", "/admin/login/")
        return visitor.getresponse().status == 200
    except OSError:
        return False
    finally:
        visitor.close()
