"""Who has forgotten their password gets a new one by e-mail, as Django documents it."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.system.models import LogEntry
from tests.support.command_line import python
from tests.support.pages import text
from tests.support.people import ANOTHER, PASSWORD, is_in, log_in

pytestmark = pytest.mark.django_db


def ask(client, address="buyer@example.com"):
    return client.post(reverse("admin_password_reset"), {"email": address}, follow=True)


def link() -> str:
    """The path of the link in the last e-mail."""
    (address,) = re.findall(r"https?://\S+", mail.outbox[-1].body)
    return urlsplit(address).path


def choose(client, page: str, password: str = ANOTHER):
    """Open the link and send the form behind it."""
    form = client.get(page, follow=True)
    path = form.redirect_chain[-1][0] if form.redirect_chain else page
    return client.post(path, {"new_password1": password, "new_password2": password}, follow=True)


def test_from_the_login_page_to_the_new_password(client, buyer):
    User.objects.filter(pk=buyer.pk).update(must_change_password=True)
    login = text(client.get(reverse("admin:login")))
    assert reverse("admin_password_reset") in login
    assert "Forgotten your" in login
    assert "SoleFlip" in text(client.get(reverse("admin_password_reset")))
    assert "emailed you instructions" in text(ask(client))
    assert mail.outbox[0].to == ["Buyer@example.com"]
    assert mail.outbox[0].from_email == "soleflip@localhost"
    done = choose(client, link())
    assert done.redirect_chain[-1][0] == reverse("password_reset_complete")
    assert not is_in(client)  # the link lets nobody in, the new password does
    log_in(client, "buyer", ANOTHER)
    assert is_in(client)  # and need not be changed once more
    assert LogEntry.objects.get(message="password reset").source_id == buyer.pk


def test_a_link_works_once(client, buyer):
    ask(client)
    choose(client, link())
    used = Client().get(link(), follow=True)
    assert "invalid, possibly because it has already been used" in text(used)
    assert "invalid" in text(choose(Client(), link(), "a third one of them"))
    buyer.refresh_from_db()
    assert buyer.check_password(ANOTHER)


def test_a_link_works_for_an_hour(client, buyer, settings):
    ask(client)
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "invalid" in text(client.get(link(), follow=True))


def test_a_link_does_not_work_after_a_login(client, buyer):
    ask(client)
    log_in(Client(), "buyer")
    assert "invalid" in text(client.get(link(), follow=True))


@pytest.mark.parametrize("password", ["admin123admin123", "short", PASSWORD])
def test_the_new_password_has_to_be_one(client, buyer, password):
    ask(client)
    choose(client, link(), password)
    buyer.refresh_from_db()
    assert buyer.check_password(PASSWORD)


def test_all_sessions_are_out_afterwards(client, buyer):
    elsewhere = Client()
    log_in(elsewhere, "buyer")
    ask(client)
    choose(client, link())
    assert not is_in(elsewhere)


def test_nobody_learns_whether_an_address_is_known(client, buyer):
    known, unknown = ask(client), ask(Client(), "nobody@example.com")
    assert known.redirect_chain == unknown.redirect_chain
    assert len(mail.outbox) == 1


def test_who_is_not_active_gets_no_link(client, buyer):
    User.objects.filter(pk=buyer.pk).update(is_active=False)
    ask(client)
    assert mail.outbox == []


def test_the_mail_server_comes_from_the_environment():
    code = (
        "from django.conf import settings as s; "
        "print(s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_HOST_PASSWORD)\n"
        "print(s.DEFAULT_FROM_EMAIL)"
    )
    url = "smtp+tls://soleflip:p%40ss@mail.example.com:587"
    printed = python(
        "manage.py", "shell", "--no-imports", "-c", code, EMAIL_URL=url, DEFAULT_FROM_EMAIL="shop@example.com"
    )
    assert printed.stdout.split() == [
        "django.core.mail.backends.smtp.EmailBackend", "mail.example.com", "587", "True", "p@ss", "shop@example.com",
    ]  # fmt: skip
    assert "console" in python("manage.py", "shell", "--no-imports", "-c", code).stdout
    assert "console" in python("manage.py", "shell", "--no-imports", "-c", code, EMAIL_URL="").stdout


@pytest.mark.parametrize("url", ["gopher://me:secret@mail.example.com", "smtp://me:secret@mail.example.com:many"])
def test_a_mail_server_that_cannot_be_read_is_a_sentence_without_the_password(url):
    nonsense = python("manage.py", "check", EMAIL_URL=url)
    assert nonsense.returncode == 1
    assert "EMAIL_URL cannot be read" in nonsense.stderr
    assert "Traceback" not in nonsense.stderr
    assert "secret" not in nonsense.stderr
