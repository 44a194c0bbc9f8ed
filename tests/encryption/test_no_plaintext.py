"""A secret that is typed in is nowhere in the clear: not in a dump, not in a log, not on a page about an error."""

import logging

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import debug

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.models import SupplierAccount
from apps.system.models import ConfigEntry
from soleflip.admin.base import BackOfficeAdmin
from tests.support.dumps import dump
from tests.support.pages import send, text
from tests.support.people import PASSWORD, log_in
from tests.support.rows import make

CANARY = "-".join(["canary", "in", "the", "mine"])  # put together, since pages with DEBUG show the source


def failing_save(page, request, obj, form, change):
    """Fails as a bug would, with the secret in its variables and in those of all who called it."""
    secret = form.cleaned_data["password_encrypted"]
    raise ValueError(f"a bug, with {len(secret)} letters")


@pytest.fixture
def browser(committed, settings):
    settings.SECURE_SSL_REDIRECT = False
    User.objects.create_user("a-person", "a.person@example.com", PASSWORD, role=Role.ADMIN)
    client = Client(raise_request_exception=False)
    assert log_in(client, "a-person").status_code == 302
    return client


def test_neither_the_dump_nor_what_was_logged_has_it(committed, browser, caplog):
    caplog.set_level(logging.DEBUG, "django.db.backends")
    account = make(SupplierAccount)
    address = reverse("admin:core_supplieraccount_change", args=[account.pk])
    connection.force_debug_cursor = True  # Django then logs each statement with its values
    try:
        assert send(browser, address, password_encrypted=CANARY, proxy_config_encrypted=CANARY).status_code == 302
        add = reverse("admin:system_configentry_add")
        assert browser.post(add, {"key": "shop.token", "value_encrypted": CANARY}).status_code == 302
        revealed = reverse("admin:core_supplieraccount_reveal", args=[account.pk, "password_encrypted"])
        assert CANARY in text(browser.post(revealed))
    finally:
        connection.force_debug_cursor = False
    assert ConfigEntry.objects.get(key="shop.token").value_encrypted == CANARY
    written = dump(committed)
    assert "COPY core.supplier_accounts" in written
    assert CANARY not in written
    assert PASSWORD not in written
    assert any("supplier_accounts" in record.getMessage() for record in caplog.records)
    assert CANARY not in caplog.text


@pytest.mark.parametrize("is_debug", [True, False])
def test_no_page_about_an_error_shows_it(browser, settings, monkeypatch, is_debug, caplog):
    settings.DEBUG = is_debug
    account = make(SupplierAccount)
    address = reverse("admin:core_supplieraccount_change", args=[account.pk])
    monkeypatch.setattr(BackOfficeAdmin, "save_model", failing_save)
    page = send(browser, address, password_encrypted=CANARY)
    assert page.status_code == 500
    assert ("Traceback" in text(page)) is is_debug
    for shown in (text(page), caplog.text):
        assert CANARY not in shown
        for key in (settings.SECRET_KEY, *settings.FIELD_ENCRYPTION_KEYS):
            assert key not in shown


def test_a_report_by_mail_shows_neither_settings_nor_variables_nor_what_was_typed(settings):
    """As Django writes it for ADMINS, in text and in HTML."""
    settings.DATABASE_URL = f"postgres://soleflip:{CANARY}@localhost/soleflip"
    request = RequestFactory().post("/", {"password_encrypted": CANARY}, DATABASE_OWNER_URL=CANARY)
    secret = CANARY  # a variable of this function, which the report is about
    try:
        raise ValueError(len(secret))
    except ValueError as error:
        reporter = debug.get_exception_reporter_class(request)(request, ValueError, error, error.__traceback__)
    for report in (reporter.get_traceback_text(), reporter.get_traceback_html()):
        assert "DATABASE_URL" in report
        assert "password_encrypted" in report
        assert CANARY not in report
