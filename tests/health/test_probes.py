"""Load balancers and strangers hear whether the site is ready, and nothing else."""

import json
import logging

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.system.alerts.checks import partitions_end
from apps.system.kept_tables import KEPT
from soleflip.calendar import first_of_month
from tests.support.databases import connected_to
from tests.support.pages import browser_of
from tests.support.rows import make
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db

TOKEN = "a-token-for-tests-only"


def ready(client=None, **headers) -> tuple[int, dict]:
    cache.clear()
    response = (client or Client()).get("/readyz", headers=headers)
    return response.status_code, response.json()


def problems(settings) -> dict[str, str]:
    """What somebody hears who has the token."""
    settings.METRICS_TOKEN = TOKEN
    _, answer = ready(authorization=f"Bearer {TOKEN}")
    return {name: check["problem"] for name, check in answer["checks"].items() if "problem" in check}


def test_the_process_answers_without_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = Client().get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_all_is_well():
    status, answer = ready()
    assert status == 200
    assert answer["status"] == "ok"
    assert set(answer["checks"]) == {"database", "migrations", "keys", "partitions", "derived tables"}
    assert all(check == {"status": "ok"} for check in answer["checks"].values())


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_they_answer_by_any_name_without_https_and_without_a_line_for_each(settings, path, caplog):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["soleflip.example"]
    caplog.set_level(logging.INFO)
    response = Client(headers={"host": "10.0.0.7:8000"}).get(path)
    assert response.status_code == 200
    assert response["Cache-Control"].endswith("private")
    assert path not in caplog.text
    assert Client(headers={"host": "10.0.0.7:8000"}).get(reverse("admin:login"), secure=True).status_code == 400


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_nothing_can_be_posted(path):
    assert Client().post(path).status_code == 405


def test_a_missing_migration(settings):
    query("DELETE FROM django_migrations WHERE app = 'sessions'")
    status, answer = ready()
    assert (status, answer["status"]) == (503, "failed")
    assert answer["checks"]["migrations"] == {"status": "failed"}
    assert problems(settings) == {"migrations": "sessions.0001_initial not applied: run manage.py migrate."}


def test_a_migration_of_a_later_version_is_no_trouble():
    query("INSERT INTO django_migrations (app, name, applied) VALUES ('core', '0099_later', now())")
    assert ready()[0] == 200


def test_keys_that_cannot_be_used(settings):
    settings.FIELD_ENCRYPTION_KEYS = ["not-a-key"]
    assert ready()[0] == 503
    (problem,) = problems(settings).values()
    assert problem.startswith("Key 1 of 1 in settings.FIELD_ENCRYPTION_KEYS is not a Fernet key")
    assert "not-a-key" not in problem


def test_a_month_before_partitions_end_there_is_an_alert_and_all_is_ready_until_then(settings):
    this, following = f"logs_{timezone.now():%Y_%m}", f"logs_{first_of_month(timezone.now(), -1):%Y_%m}"
    ahead = "SELECT tablename FROM pg_tables WHERE tablename ~ '^logs_[0-9]' AND tablename > %s"
    for (name,) in query(ahead, following):
        query(f"DROP TABLE system.{name}")
    assert [subject for subject, _ in partitions_end()] == ["system.logs"]
    assert ready()[0] == 200
    query(f"DROP TABLE system.{following}")
    assert ready()[0] == 503
    query(f"DROP TABLE system.{this}")
    assert "The partitions of system.logs lack" in problems(settings)["partitions"]


class TestDerivedTables:
    STALE = "INSERT INTO analytics.stale_months (month, noted_at) VALUES ('2026-03-01', now() - interval '2 hours')"

    def test_whoever_asks_brings_them_up_to_date(self):
        query(self.STALE)
        assert ready()[0] == 200
        assert value("SELECT count(*) FROM analytics.stale_months") == 0

    def test_what_cannot_be_brought_up_to_date_is_said(self, settings):
        query(self.STALE)
        query("ALTER FUNCTION analytics.refresh_brand_months(integer, boolean, boolean) RENAME TO away")
        assert ready()[0] == 503
        assert problems(settings) == {
            "derived tables": "analytics.brand_months is behind: run manage.py refresh_views --stale."
        }

    def test_what_has_just_changed_is_not_late(self):
        query("INSERT INTO analytics.stale_months (month) VALUES ('2026-03-01')")
        assert ready()[0] == 200
        assert value("SELECT count(*) FROM analytics.stale_months") == 1

    def test_each_kept_table_has_notes_with_a_time(self):
        for table in KEPT.values():
            assert value(f"SELECT count(*) FROM {table.notes} WHERE noted_at IS NULL") == 0


def test_reasons_are_for_staff_and_not_for_strangers(admin_user):
    query("DELETE FROM django_migrations WHERE app = 'sessions'")
    _, seen = ready(browser_of(admin_user))
    assert "problem" in seen["checks"]["migrations"]
    _, seen = ready(browser_of(make("accounts.User", role="readonly", is_active=False)))
    assert "problem" not in str(seen)
    _, seen = ready(authorization="Bearer ")
    assert "problem" not in str(seen)
    _, seen = ready(authorization=f"Bearer {TOKEN}")
    assert "problem" not in str(seen)


def test_a_change_is_one_line_in_the_log(caplog):
    ready()
    caplog.clear()
    query("DELETE FROM django_migrations WHERE app = 'sessions'")
    ready()
    ready()
    query("INSERT INTO django_migrations (app, name, applied) VALUES ('sessions', '0001_initial', now())")
    ready()
    said = [record.getMessage() for record in caplog.records if record.name == "soleflip.health.readiness"]
    assert said == [
        "Not ready, migrations: sessions.0001_initial not applied: run manage.py migrate.",
        "Ready again: migrations.",
    ]


def test_strangers_who_ask_often_do_not_ask_the_database(django_assert_num_queries):
    ready()
    with django_assert_num_queries(0):
        assert Client().get("/readyz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_without_a_database_it_says_so_and_the_process_lives(settings):
    settings.METRICS_TOKEN = TOKEN
    with connected_to("no_such_database"):
        cache.clear()
        response = Client().get("/readyz")
        assert response.status_code == 503
        assert response.json()["checks"]["database"] == {"status": "failed"}
        found = problems(settings)
        assert Client().get("/healthz").status_code == 200
    assert "no_such_database" in found["database"]
    assert {found[name] for name in ("migrations", "partitions", "keys")} == {"not asked, since the database is away."}
    assert connection.settings_dict["PASSWORD"] == "" or connection.settings_dict["PASSWORD"] not in json.dumps(found)
