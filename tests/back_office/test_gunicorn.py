"""The site as it runs in production: gunicorn with four workers, many people at once, and production settings."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from tests.support.command_line import PRODUCTION, database_url
from tests.support.databases import connected_to
from tests.support.pages import ONLY_FOR_ADMINS
from tests.support.waiting import wait_until
from tests.support.world import make_world

PASSWORD = "seven pairs in one box"
AT_ONCE = 200


class Browser:
    """One visitor behind a proxy that speaks https, with cookies."""

    def __init__(self, port: int):
        self.port, self.cookies = port, {}

    def ask(self, method: str, path: str, **form) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {
            "X-Forwarded-Proto": "https",
            "Referer": f"https://127.0.0.1:{self.port}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urlencode(form), headers)
        response = connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        body = response.read().decode()
        connection.close()
        return response.status, body

    def log_in(self, name: str) -> int:
        _, page = self.ask("GET", "/admin/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        status, _ = self.ask("POST", "/admin/login/", csrfmiddlewaretoken=token, username=name, password=PASSWORD)
        return status


@pytest.fixture
def port(migrated, django_db_blocker, tmp_path):
    """gunicorn over a database with rows in every table and one person of each role."""
    with django_db_blocker.unblock(), connected_to(migrated):
        make_world()
        for role in Role:
            User.objects.create_user(f"a-{role}", f"{role}@example.com", PASSWORD, role=role)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO", "DEBUG"))},
        **PRODUCTION,
        "FIELD_ENCRYPTION_KEYS": ",".join(settings.FIELD_ENCRYPTION_KEYS),  # those of the rows, or it does not start
        "DATABASE_URL": database_url(migrated),
        "ALLOWED_HOSTS": "127.0.0.1",
        "BEHIND_PROXY": "1",
        "GUNICORN_BIND": f"127.0.0.1:{number}",
    }
    command = [sys.executable, "-m", "gunicorn", "soleflip.wsgi"]
    with (tmp_path / "gunicorn.log").open("w") as log:
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
    try:
        wait_until(lambda: _answers(number))
        yield number
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def _answers(number: int) -> bool:
    try:
        return Browser(number).ask("GET", "/admin/login/")[0] == 200
    except OSError:
        return False


def test_two_hundred_lists_at_once(port):
    browsers = {role: Browser(port) for role in Role}
    for role, browser in browsers.items():
        assert browser.log_in(f"a-{role}") == 302
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
        if model._meta.label not in ONLY_FOR_ADMINS
    ]
    requests = [(browsers[list(Role)[n % 3]], lists[n % len(lists)]) for n in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(lambda request: request[0].ask("GET", request[1]), requests))
    assert [(status, path) for (status, _), (_, path) in zip(answers, requests, strict=True) if status != 200] == []
    assert all('id="result_list"' in body for _, body in answers)


def test_guesses_by_several_workers_are_counted_together(port):
    browser = Browser(port)
    _, page = browser.ask("GET", "/admin/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "username": "a-admin", "password": "a wrong one"}
    with ThreadPoolExecutor(30) as crowd:
        statuses = list(crowd.map(lambda _: Browser.ask(browser, "POST", "/admin/login/", **form)[0], range(30)))
    assert statuses.count(200) <= 10
    assert set(statuses) == {200, 429}
