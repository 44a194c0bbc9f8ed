"""Secrets: written blind, shown as dots, revealed to an admin alone, and the log remembers it."""

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.models import SupplierAccount
from apps.system.models import ConfigEntry, LogEntry
from soleflip.admin.formats import DOTS
from tests.support.pages import errors, send, text
from tests.support.rows import make
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db

SECRET = "correct horse battery"


@pytest.fixture
def account():
    return make(SupplierAccount, password_encrypted=SECRET)


def change(account):
    return reverse("admin:core_supplieraccount_change", args=[account.pk])


def reveal(account, column="password_encrypted"):
    return reverse("admin:core_supplieraccount_reveal", args=[account.pk, column])


def stored(account):
    return SupplierAccount.objects.get(pk=account.pk).password_encrypted


@pytest.mark.parametrize("role", Role)
def test_a_page_shows_dots_and_never_the_secret(clients, account, role):
    for address in (change(account), "/admin/core/supplieraccount/", f"/admin/core/supplieraccount/?q={account.email}"):
        page = text(clients[role].get(address))
        assert SECRET not in page
    assert DOTS in text(clients[role].get(change(account)))


def test_saving_without_typing_keeps_it_and_typing_replaces_it(admin, account):
    send(admin, change(account), list_name="a list")
    assert stored(account) == SECRET
    send(admin, change(account), password_encrypted="another one")
    assert stored(account) == "another one"
    send(admin, change(account), **{"password_encrypted-clear": "on"})
    assert stored(account) is None
    assert DOTS not in text(admin.get(change(account)))


def test_whoever_may_change_may_replace_but_not_reveal(clients, account):
    user = clients[Role.USER]
    send(user, change(account), password_encrypted="by the buyer")
    assert stored(account) == "by the buyer"
    assert "Reveal" not in text(user.get(change(account)))


@pytest.mark.parametrize("who", [Role.USER, Role.READONLY, "anonymous"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_reveals(clients, account, who, method):
    response = getattr(clients[who], method)(reveal(account))
    assert response.status_code == (302 if who == "anonymous" else 403)
    assert SECRET not in text(response)


def test_an_admin_reveals_by_a_click_that_the_log_remembers(admin, account):
    assert reveal(account) in text(admin.get(change(account)))
    assert SECRET not in text(admin.get(reveal(account))), "looking at the question is no answer"
    assert not LogEntry.objects.filter(component="secrets").exists()
    response = admin.post(reveal(account))
    assert SECRET in text(response)
    assert "no-store" in response.headers["Cache-Control"]
    line = LogEntry.objects.get(component="secrets")
    assert (line.source_table, line.source_id) == ("core.supplier_accounts", account.pk)
    assert line.details["user"] == "a-admin"
    assert SECRET not in f"{line.message} {line.details}"


@pytest.mark.parametrize("column", ["email", "id", "nonsense", "payment_method_token"])
def test_only_secrets_are_revealed(admin, account, column):
    assert admin.post(reveal(account, column)).status_code == 403


def test_a_row_that_is_none_is_not_found(admin, account):
    address = reverse("admin:core_supplieraccount_reveal", args=[make("core.Brand").pk, "password_encrypted"])
    assert admin.post(address).status_code == 404


def test_a_new_setting_needs_a_value_and_is_encrypted(admin):
    add = reverse("admin:system_configentry_add")
    assert errors(admin.post(add, {"key": "stockx.token"})) == {"value_encrypted": ["This field is required."]}
    assert admin.post(add, {"key": "stockx.token", "value_encrypted": SECRET}).status_code == 302
    assert ConfigEntry.objects.get(key="stockx.token").value_encrypted == SECRET
    assert SECRET not in value("SELECT value_encrypted FROM system.config WHERE key = 'stockx.token'")


def test_a_secret_with_a_lost_key_does_not_close_the_page(admin, account):
    """Lists and pages do not even read it: only revealing would fail."""
    query("UPDATE core.supplier_accounts SET password_encrypted = 'damaged' WHERE id = %s", account.pk)
    assert admin.get("/admin/core/supplieraccount/").status_code == 200
    assert admin.get(change(account)).status_code == 200
    send(admin, change(account), password_encrypted="typed anew")
    assert stored(account) == "typed anew"


def test_revealing_with_a_lost_key_says_what_is_wrong(admin, account):
    query("UPDATE core.supplier_accounts SET password_encrypted = 'damaged' WHERE id = %s", account.pk)
    response = admin.post(reveal(account), follow=True)
    assert response.status_code == 200
    assert "none of the keys in FIELD_ENCRYPTION_KEYS can decrypt" in text(response)


class TestCardNumbers:
    NUMBER = "4111 1111 1111 1111"

    @pytest.mark.parametrize(
        "column",
        """payment_method_token payment_provider payment_method_brand browser_preference list_name notes
           password_encrypted proxy_config_encrypted""".split(),
    )
    def test_the_form_refuses_them(self, admin, account, column):
        number = "4111111111111111" if column == "payment_method_brand" else self.NUMBER
        found = errors(send(admin, change(account), **{column: number}))
        assert "looks like a card number" in found[column][0]

    def test_a_token_of_a_provider_is_taken(self, admin, account):
        assert send(admin, change(account), payment_method_token="pm_1NvqV2eZvKYlo2C").status_code == 302

    def test_a_telephone_number_is_taken(self, admin, account):
        assert send(admin, change(account), phone_number="+49 151 2345 6789").status_code == 302
