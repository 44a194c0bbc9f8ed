"""/metrics counts what the site does and knows what the business is worth, for whoever has the token."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from tests.support.people import log_in
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

TOKEN = "a-token-for-tests-only"
BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def token(settings):
    settings.METRICS_TOKEN = TOKEN


def scraped() -> dict[tuple, float]:
    """Each sample by its name and labels."""
    response = Client().get("/metrics", headers=BEARER)
    assert response.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(response.content.decode())
        for sample in family.samples
    }


def sample(name: str, **labels) -> float | None:
    return scraped().get((name, *sorted(labels.items())))


def test_without_a_token_in_the_settings_there_is_no_such_page(settings):
    settings.METRICS_TOKEN = ""
    assert Client().get("/metrics", headers=BEARER).status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"authorization": "Bearer "}, {"authorization": f"Basic {TOKEN}"}, {"authorization": "Bearer x"}]
)
def test_another_token_is_none(sent):
    response = Client().get("/metrics", headers=sent)
    assert response.status_code == 401
    assert b"soleflip_" not in response.content


def test_requests_and_queries_are_counted_by_page(admin_client):
    def counted():
        seen = scraped()
        page = ("page", "admin:core_brand_changelist")
        return [
            seen.get(("soleflip_requests_total", ("method", "GET"), page, ("status", "200")), 0),
            seen.get(("soleflip_request_seconds_count", page), 0),
            seen.get(("soleflip_queries_total", page), 0),
        ]

    before = counted()
    for _ in range(3):
        admin_client.get(reverse("admin:core_brand_changelist"), {"q": "Salomon"})
    requests, seconds, queries = (now - then for now, then in zip(counted(), before, strict=True))
    assert (requests, seconds) == (3, 3)
    assert queries >= 6


def test_labels_are_as_many_as_pages_and_not_as_what_people_type():
    Client().get("/first-of-many/")
    Client().get("/second-of-many/")
    Client().generic("INVENTED", "/third-of-many/")
    labels = [dict(key[1:]) for key in scraped() if key[0] == "soleflip_requests_total"]
    assert "of-many" not in str(labels)
    assert {"page": "unknown", "method": "other", "status": "404"} in labels


def test_the_figures_of_the_business():
    now = timezone.now()
    make("products.InventoryItem", status="in_stock", quantity=2, purchase_price=100, purchase_date=now)
    make("integration.ImportBatch", source="alias", status="failed")
    make(
        "integration.ImportBatch", source="prices", status="completed", completed_at=now, total_records=10,
        processed_records=7, skipped_records=1, error_records=2,
    )  # fmt: skip
    log_in(Client(), "admin", "a wrong password")
    make("system.Job", name="partitions", result="failed", ended_at=now, began_at=now)
    make("system.Alert", severity="critical")
    seen = scraped()
    assert seen["soleflip_stock_pairs", ("age", "30")] == 2
    assert seen["soleflip_stock_value", ("age", "30"), ("currency", "EUR")] == 200
    assert seen["soleflip_imports", ("source", "alias"), ("status", "failed")] == 1
    assert seen["soleflip_import_rows", ("result", "refused"), ("source", "prices")] == 2
    assert 0 <= seen["soleflip_newest_price_age_seconds",] < 600
    assert seen["soleflip_logins_last_hour", ("outcome", "wrong")] == 1
    assert seen["soleflip_job_failed", ("job", "partitions")] == 1
    assert seen["soleflip_alerts_open", ("severity", "critical")] == 1
    assert seen["soleflip_database_bytes",] > 0
    assert {value for key, value in seen.items() if key[0] == "soleflip_figures_up"} == {1}


def test_a_source_is_there_before_its_first_import():
    """Else the first failure would be no increase."""
    assert sample("soleflip_imports", source="stockx", status="failed") == 0
    assert sample("soleflip_import_rows", source="awin", result="refused") == 0


def test_without_prices_there_is_no_age():
    assert sample("soleflip_newest_price_age_seconds") is None


def test_a_room_that_fails_leaves_the_others_as_they_are():
    query("ALTER TABLE integration.import_batches RENAME TO away")
    seen = scraped()
    assert seen["soleflip_figures_up", ("room", "integration")] == 0
    assert seen["soleflip_figures_up", ("room", "products")] == 1
    assert ("soleflip_database_bytes",) in seen


def test_the_rules_for_prometheus_name_only_what_there_is():
    make("integration.PriceHistory")
    now = timezone.now()
    make("system.Job", name="rates", result="ok", began_at=now, ended_at=now, succeeded_at=now)
    make("integration.ImportBatch", source="alias", status="failed")
    Client().get("/nowhere/")
    text = Client().get("/metrics", headers=BEARER).content.decode()
    there = {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}
    rules = Path(project.BASE_DIR / "ops/prometheus/soleflip.rules.yml").read_text()
    named = set(re.findall(r"\bsoleflip_\w+", rules))
    assert named
    assert named <= there


@pytest.mark.skipif(not shutil.which("promtool"), reason="promtool, of Debian's package prometheus, is not here")
def test_the_rules_for_prometheus_alert_when_they_should():
    done = subprocess.run(
        ["promtool", "test", "rules", "ops/prometheus/soleflip.rules.test.yml"],
        cwd=project.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
