"""The site as it runs in production, by gunicorn, and somebody of the staff who reads it."""

import base64
import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from databases import PROJECT, url

NAME, PASSWORD = "benchmark", secrets.token_urlsafe(20)
PATIENCE = 60  # seconds until it answers


class Site:
    """Serves the database while the block runs. `ask` fetches a page as somebody who has logged in."""

    def __init__(self, database: str):
        self.database, self.cookies = database, {}

    def __enter__(self) -> "Site":
        make_reader()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = tempfile.TemporaryFile()
        self.server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "soleflip.wsgi"],
            cwd=PROJECT,
            env=self.environment(),
            stdout=self.log,
            stderr=self.log,
        )
        self.wait()
        self.log_in()
        return self

    def __exit__(self, *exception) -> None:
        self.server.send_signal(signal.SIGTERM)
        self.server.wait(PATIENCE)
        self.log.close()

    def environment(self) -> dict[str, str]:
        """Production settings."""
        return {
            **{name: value for name, value in os.environ.items() if name not in ("DEBUG", "DJANGO_SETTINGS_MODULE")},
            "DATABASE_URL": url(self.database),
            "SECRET_KEY": secrets.token_urlsafe(60),
            "FIELD_ENCRYPTION_KEYS": base64.urlsafe_b64encode(bytes(32)).decode(),
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_PROXY": "1",
            "GUNICORN_BIND": f"127.0.0.1:{self.port}",
        }

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.server.poll() is None:
            try:
                self.fetch("GET", "/admin/login/")
                return
            except OSError:
                time.sleep(0.2)
        self.log.seek(0)
        sys.exit(f"gunicorn does not answer: {self.log.read().decode()[-500:]}")

    def log_in(self) -> None:
        _, page = self.fetch("GET", "/admin/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        form = {"csrfmiddlewaretoken": token, "username": NAME, "password": PASSWORD}
        status, _ = self.fetch("POST", "/admin/login/", form)
        if status != 302:
            sys.exit(f"Logging in was answered by {status}.")

    def ask(self, path: str) -> float:
        """Seconds that the page took, from the request to its last byte."""
        began = time.perf_counter()
        status, _ = self.fetch("GET", path)
        seconds = time.perf_counter() - began
        if status != 200:
            sys.exit(f"{path} answered {status}.")
        return seconds

    def fetch(self, method: str, path: str, form: dict | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "X-Forwarded-Proto": "https",
            "Referer": f"https://127.0.0.1:{self.port}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request(method, path, urlencode(form) if form else None, headers)
        response = connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        body = response.read().decode()
        connection.close()
        return response.status, body


def make_reader() -> None:
    """The account that reads, with a password of this run."""
    from apps.accounts.models import User
    from apps.accounts.roles import Role

    user = User.objects.filter(username=NAME).first() or User(
        username=NAME, email="benchmark@example.com", role=Role.ADMIN
    )
    user.set_password(PASSWORD)
    user.save()
