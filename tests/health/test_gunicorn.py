"""The site as it runs in production: JSON lines, and counts of all processes, also of those that have ended."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from prometheus_client.parser import text_string_to_metric_families

from tests.support.command_line import PRODUCTION, database_url
from tests.support.waiting import wait_until

TOKEN = "a-token-for-tests-only"
OVER_HTTPS = {"Host": "soleflip.example", "X-Forwarded-Proto": "https"}


class Site:
    """gunicorn with two workers, and what it wrote."""

    def __init__(self, port: int, process: subprocess.Popen, output: Path):
        self.port, self.process, self.output = port, process, output

    def get(self, path: str, **headers) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        found = response.status, response.read().decode()
        connection.close()
        return found

    def counted(self, name: str) -> float:
        status, text = self.get("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        families = text_string_to_metric_families(text)
        return sum(sample.value for family in families for sample in family.samples if sample.name == name)

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.output.read_text().splitlines()]

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]


@pytest.fixture
def site(migrated, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DJANGO", "DEBUG"))},
        **PRODUCTION,
        "DATABASE_URL": database_url(migrated),
        "ALLOWED_HOSTS": "soleflip.example",
        "GUNICORN_BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "2",
        "BEHIND_PROXY": "1",
        "METRICS_TOKEN": TOKEN,
        "LOG_TO_DATABASE": "1",
        "TMPDIR": str(tmp_path),
    }
    command = [str(Path(sys.executable).with_name("gunicorn")), "soleflip.wsgi"]
    with (tmp_path / "lines").open("w") as output, (tmp_path / "errors").open("w") as errors:
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=output, stderr=errors)
    found = Site(port, process, tmp_path / "lines")
    try:
        wait_until(lambda: process.poll() is None and _answers(found))
        wait_until(lambda: len(found.workers()) == 2)
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    assert "Traceback" not in (tmp_path / "errors").read_text()
    assert list(tmp_path.glob("soleflip-metrics-*")) == []


def _answers(site: Site) -> bool:
    try:
        return site.get("/healthz") == (200, '{"status": "ok"}')
    except OSError:
        return False


def test_the_counts_of_all_workers_are_one_also_when_a_worker_is_replaced(site, migrated, django_db_blocker):
    assert site.get("/readyz")[0] == 200
    for _ in range(20):
        assert site.get("/nowhere/?q=Mustermann", **OVER_HTTPS)[0] == 404
    assert site.counted("soleflip_requests_total") == 20
    before = site.workers()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(set(site.workers()) - set(before)) == 2)
    wait_until(lambda: _answers(site))
    assert site.counted("soleflip_requests_total") == 20
    for _ in range(20):
        site.get("/nowhere/", **OVER_HTTPS)
    assert site.counted("soleflip_requests_total") == 40
    (folder,) = site.output.parent.glob("soleflip-metrics-*")
    assert {file.stem.rpartition("_")[2] for file in folder.glob("*.db")} <= {"0", "1"}

    site.get("/admin/login/?q=Mustermann", **(OVER_HTTPS | {"Host": "stranger.example"}))
    lines = site.lines()
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    assert {"gunicorn.error", "soleflip.requests"} <= {line["logger"] for line in lines}
    assert "Mustermann" not in site.output.read_text()
    requests = [line for line in lines if line["logger"] == "soleflip.requests"]
    assert all(line["request_id"] and line["program"] == "web" for line in requests)


def test_a_link_that_sets_a_new_password_is_in_no_line(site):
    for link in ("/admin/password_reset/", "/admin/password_reset/MQ/a-s3cret-token/"):
        site.get(link, **OVER_HTTPS)
    wait_until(lambda: len([line for line in site.lines() if line["logger"] == "soleflip.requests"]) == 2)
    assert "s3cret" not in site.output.read_text()
