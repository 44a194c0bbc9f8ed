"""Who must change their password does, what a new one may be, and who is out afterwards."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from apps.accounts.models import User
from apps.system.models import LogEntry
from tests.support.pages import text
from tests.support.people import ANOTHER, PASSWORD, is_in, log_in

pytestmark = pytest.mark.django_db

CHANGE = "admin:password_change"


def change(client, old=PASSWORD, new=ANOTHER, **options):
    return client.post(reverse(CHANGE), {"old_password": old, "new_password1": new, "new_password2": new}, **options)


def logged(message: str) -> list[str]:
    lines = LogEntry.objects.filter(component="accounts", message=message).order_by("created_at")
    return [line.details["user"] for line in lines]


@pytest.fixture
def newcomer(buyer):
    """Has to change the password that somebody else gave them."""
    User.objects.filter(pk=buyer.pk).update(must_change_password=True)
    return buyer


class TestFirst:
    """The form for a new password comes before every page."""

    @pytest.mark.parametrize(
        "page", ["/", "/admin/", "/admin/core/brand/", "/admin/core/brand/add/", "/admin/accounts/user/",
                 "/admin/password_change/done/", "/admin/login/", "/admin/password_reset/", "/admin/no/such/page/"]
    )  # fmt: skip
    @pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "head", "options"])
    def test_every_page_leads_there(self, client, newcomer, page, method):
        client.force_login(newcomer)
        answer = getattr(client, method)(page)
        assert (answer.status_code, answer["Location"]) == (302, reverse(CHANGE))

    def test_a_form_that_is_sent_straight_away_changes_nothing(self, client, admin_user):
        User.objects.update(must_change_password=True)
        client.force_login(admin_user)
        client.post(reverse("admin:accounts_user_delete", args=[User.objects.get().pk]), {"post": "yes"})
        client.post("/admin/core/brand/add/", {"name": "Salomon", "slug": "salomon"})
        assert "salomon" not in str(LogEntry.objects.values_list("message"))
        assert User.objects.count() == 1

    @pytest.mark.parametrize("page", ["admin:password_change", "admin:jsi18n"])
    def test_what_the_form_needs_is_there(self, client, newcomer, page):
        client.force_login(newcomer)
        assert client.get(reverse(page)).status_code == 200

    def test_the_form_says_why(self, client, newcomer):
        client.force_login(newcomer)
        assert "Choose a password of your own first" in text(client.get(reverse(CHANGE)))

    def test_one_can_leave_instead(self, client, newcomer):
        client.force_login(newcomer)
        client.post(reverse("admin:logout"))
        assert "_auth_user_id" not in client.session

    def test_it_holds_for_a_session_that_was_there_before(self, client, buyer):
        client.force_login(buyer)
        assert is_in(client)
        User.objects.filter(pk=buyer.pk).update(must_change_password=True)
        assert not is_in(client)

    def test_after_the_change_every_page_opens(self, client, newcomer):
        log_in(client, "buyer")
        assert not is_in(client)
        assert change(client)["Location"] == reverse("admin:password_change_done")
        assert is_in(client)
        newcomer.refresh_from_db()
        assert newcomer.check_password(ANOTHER)
        assert not newcomer.must_change_password
        assert logged("password changed") == ["Buyer"]

    def test_a_change_that_was_refused_is_none(self, client, newcomer):
        log_in(client, "buyer")
        change(client, old="not it")
        change(client, new=PASSWORD)
        change(client, new="short")
        assert not is_in(client)

    def test_a_change_writes_nothing_but_the_password(self, client, buyer):
        """The person is demoted between the reading and the writing of the row."""
        from apps.accounts.forms import ChangeOwnPasswordForm

        new = {"old_password": PASSWORD, "new_password1": ANOTHER, "new_password2": ANOTHER}
        form = ChangeOwnPasswordForm(buyer, new, request=RequestFactory().get("/"))
        assert form.is_valid()
        User.objects.filter(pk=buyer.pk).update(role="readonly", is_active=False)
        form.save()
        buyer.refresh_from_db()
        assert (buyer.role, buyer.is_active) == ("readonly", False)


class TestByAnAdmin:
    """A password that an admin chose is known to two, so it has to be changed."""

    def page(self, user):
        return reverse("admin:auth_user_password_change", args=[user.pk])

    def test_the_person_has_to_change_it(self, admin_client, buyer):
        new = {"usable_password": "true", "password1": ANOTHER, "password2": ANOTHER, "set-password": "1"}
        assert admin_client.post(self.page(buyer), new).status_code == 302
        buyer.refresh_from_db()
        assert buyer.check_password(ANOTHER)
        assert buyer.must_change_password
        assert logged("password set by an admin") == ["Buyer"]
        client = Client()
        assert log_in(client, "buyer", ANOTHER, follow=True).redirect_chain[-1][0] == reverse(CHANGE)

    def test_it_can_be_taken_away(self, admin_client, buyer):
        admin_client.post(self.page(buyer), {"usable_password": "false", "unset-password": "1"})
        buyer.refresh_from_db()
        assert not buyer.has_usable_password()

    def test_ones_own_is_changed_where_the_old_one_is_asked_for(self, admin_client, admin_user):
        new = {"usable_password": "true", "password1": ANOTHER, "password2": ANOTHER, "set-password": "1"}
        assert admin_client.post(self.page(admin_user), new)["Location"] == reverse(CHANGE)
        admin_user.refresh_from_db()
        assert not admin_user.check_password(ANOTHER)

    def test_a_new_user_is_asked_by_default(self, admin_client):
        form = admin_client.get(reverse("admin:accounts_user_add")).context["adminform"].form
        assert form["must_change_password"].value() is True
        new = {"username": "newcomer", "email": "newcomer@example.com", "role": "user", "usable_password": "true"}
        passwords = {"password1": PASSWORD, "password2": PASSWORD}
        for must_change in ({"must_change_password": "on"}, {}):
            admin_client.post(reverse("admin:accounts_user_add"), {**new, **passwords, **must_change})
            assert User.objects.get(username="newcomer").must_change_password is bool(must_change)
            User.objects.filter(username="newcomer").delete()


REFUSED = {
    "elevenchars": "too short",
    "administrator": "too common",
    "password1234": "too common",
    "20262027202820": "entirely numeric",
    "buyer@example.com": "too similar to the email",
    "admin123": "Everybody knows admin123",
    "Admin123Admin123": "Everybody knows admin123",
    "!!ADMIN123!!!!": "Everybody knows admin123",
    "my-admin123-pass": "Everybody knows admin123",
    "ａｄｍｉｎ１２３ａｄｍｉｎ": "Everybody knows admin123",  # noqa: RUF001 the letters are meant
    PASSWORD: "the password that you have already",
}


@pytest.mark.parametrize("password", REFUSED)
class TestRefused:
    """What is no password, wherever one is set."""

    def test_by_the_rules(self, buyer, password):
        with pytest.raises(ValidationError) as caught:
            validate_password(password, buyer)
        assert REFUSED[password] in " ".join(caught.value.messages)

    def test_by_the_form(self, client, buyer, password):
        client.force_login(buyer)
        assert change(client, new=password).status_code == 200
        buyer.refresh_from_db()
        assert buyer.check_password(PASSWORD)

    def test_by_changepassword(self, buyer, password, monkeypatch):
        monkeypatch.setattr("getpass.getpass", lambda prompt: password)
        with pytest.raises(CommandError, match="Aborting password change"):
            call_command("changepassword", "Buyer")
        buyer.refresh_from_db()
        assert buyer.check_password(PASSWORD)


@pytest.mark.parametrize(
    "password", [password for password in REFUSED if password not in (PASSWORD, "buyer@example.com")]
)
def test_createsuperuser_refuses_it_too(password, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)
    with pytest.raises(CommandError):
        call_command("createsuperuser", username="owner", email="owner@example.com", interactive=False)
    assert not User.objects.filter(username="owner").exists()


@pytest.mark.parametrize("password", [ANOTHER, "twelve chars", "the admin1234567 of our house"])
def test_what_is_long_enough_and_new_is_taken(client, buyer, password):
    client.force_login(buyer)
    assert change(client, new=password).status_code == 302


def test_after_a_change_the_other_sessions_are_out(client, buyer):
    elsewhere = Client()
    log_in(client, "buyer")
    log_in(elsewhere, "buyer")
    assert is_in(elsewhere)
    change(client)
    assert is_in(client)
    assert not is_in(elsewhere)


def test_after_an_admin_set_it_all_sessions_of_the_person_are_out(admin_client, client, buyer):
    log_in(client, "buyer")
    elsewhere = Client()
    elsewhere.cookies = client.cookies
    assert is_in(elsewhere)
    new = {"usable_password": "true", "password1": ANOTHER, "password2": ANOTHER, "set-password": "1"}
    admin_client.post(reverse("admin:auth_user_password_change", args=[buyer.pk]), new)
    assert elsewhere.get(reverse("admin:index"))["Location"].startswith(reverse("admin:login"))
