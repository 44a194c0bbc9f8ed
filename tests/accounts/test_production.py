"""What .env.example promises: `check --deploy` has nothing to say, and every page is closed to other sites."""

import re

import psycopg
import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from tests.support.command_line import PRODUCTION, database_url, manage, python
from tests.support.pages import text
from tests.support.people import PASSWORD

EMPTY = {**PRODUCTION, "SOLEFLIP_ADMIN_PASSWORD": PASSWORD}  # what the file leaves to whoever fills it in
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip
PAGES = ["/", "/admin/", "/admin/login/", "/admin/password_reset/", "/admin/no/such/page/", "/nowhere/",
         "/admin/jsi18n/", "/admin/core/brand/", "/admin/accounts/user/"]  # fmt: skip


@pytest.fixture
def production(migrated):
    """The environment of .env.example once the # of its production lines is gone, on a migrated database."""
    text = (settings.BASE_DIR / ".env.example").read_text()
    section = text.partition("--- a server of yours ---")[2].partition("\n# ---")[0]
    lines = dict(re.findall(r"^#([A-Z_]+)=(.*)$", section, re.MULTILINE))
    left_out = {name for name, sample in lines.items() if not sample}
    assert left_out == {*EMPTY, "DATABASE_OWNER_URL", "ALERT_WEBHOOK_SECRET", "METRICS_TOKEN"}
    with psycopg.connect(database_url(migrated), autocommit=True) as connection:
        connection.execute("UPDATE auth.users SET hashed_password = %s", [make_password(PASSWORD)])
    return {**lines, **EMPTY, "DATABASE_URL": database_url(migrated), "DATABASE_OWNER_URL": database_url(migrated)}


def test_check_deploy_has_nothing_to_say(production):
    result = manage("check", "--deploy", "--fail-level", "WARNING", **production)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("System check identified no issues")


@pytest.mark.parametrize("name", PRODUCTION)
def test_there_is_no_secret_by_default(production, name):
    without = {key: value for key, value in production.items() if key != name}
    result = manage("check", **without)
    assert result.returncode == 1
    assert f"{name} must be set" in result.stderr


VISIT = """
from django.test import Client
proxy = {"HTTP_HOST": "soleflip.example.com", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}
page = Client().get("/admin/login/", **proxy)
print(page.status_code, page.headers, page.cookies)
page = Client().get("/admin/login/", HTTP_HOST="soleflip.example.com", HTTP_X_FORWARDED_PROTO="http")
print(page.status_code, page["Location"])
page = Client().post("/admin/login/", {"username": "admin", "password": "PASSWORD"}, **proxy)
print(page.cookies["sessionid"].OutputString())
""".replace("PASSWORD", PASSWORD)


def test_behind_nginx(production):
    result = python("manage.py", "shell", "--no-imports", "-c", VISIT, **production)
    assert result.returncode == 0, result.stderr
    by_https, by_http, session = result.stdout.splitlines()
    assert by_https.startswith("200 ")
    assert "max-age=3600; includeSubDomains; preload" in by_https
    assert re.search("csrftoken=.*Secure", by_https)
    assert by_http == "301 https://soleflip.example.com/admin/login/"
    assert {"Secure", "HttpOnly", "Max-Age=28800", "SameSite=Lax"} <= set(session.split("; "))


def test_without_a_proxy_nobody_can_pretend_to_have_come_by_https(production):
    result = python("manage.py", "shell", "--no-imports", "-c", VISIT, **{**production, "BEHIND_PROXY": "0"})
    assert result.stdout.startswith("301 ")


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("debug", [True, False])
    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_has_the_headers(self, client, admin_client, page, debug, settings):
        settings.DEBUG = debug
        for visitor in (client, admin_client):
            answer = visitor.get(page)
            if not (debug and answer.status_code == 404):  # Django's page for developers has scripts of its own
                assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
            assert answer["X-Frame-Options"] == "DENY"
            assert answer["Referrer-Policy"] == "same-origin"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin"

    def test_refusals_have_them_too(self, client, buyer):
        client.force_login(buyer)
        refused = client.get(reverse("admin:accounts_user_changelist"))
        assert refused.status_code == 403
        assert set(refused["Content-Security-Policy"].split("; ")) == POLICY

    @pytest.mark.parametrize("kind", ["changelist", "add", "change", "delete", "history"])
    def test_no_page_needs_what_the_policy_forbids(self, admin_client, kind):
        """No script, style or handler stands in a page, and nothing comes from another host."""
        for model in admin.site._registry:
            row = model._default_manager.first()
            if row is None and kind in ("change", "delete", "history"):
                continue
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}"
            page = admin_client.get(reverse(name, args=[row.pk] if kind in ("change", "delete", "history") else []))
            if page.status_code == 403:  # nobody may: rows that only the program writes
                continue
            assert page.status_code == 200
            inline_scripts = re.findall(r"<script(?![^>]*(?:src=|type=\"application/json\"))[^>]*>", text(page))
            assert inline_scripts + re.findall(r"<style|\sstyle=|<[^>]*\son[a-z]+=", text(page)) == []
            assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//[^\"]*", text(page)) == []
