"""Users of the older system log in with the passwords they had: docs/how-to/take-over-users.md."""

import re

import bcrypt
import pytest
from django.conf import settings
from django.test import Client

from apps.accounts.models import User
from tests.support.people import PASSWORD, is_in, log_in
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db

PAGE = settings.BASE_DIR / "docs/how-to/take-over-users.md"
LONG = "ü" * 36 + "what stands behind the 72nd byte"


def take_over() -> None:
    """Run the SQL of the page."""
    (sql,) = re.findall("```sql\n(.*?)```", PAGE.read_text(), re.DOTALL)
    query(sql)


def older(password: str, name: str = "older") -> None:
    """A row as the older system wrote it: its bcrypt left out what stands behind the 72nd byte."""
    digest = bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4)).decode()
    query(
        "INSERT INTO auth.users (username, email, hashed_password) VALUES (%s, %s, %s)", name, f"{name}@x.com", digest
    )


@pytest.mark.parametrize("name", ["older", "Older@x.com"])
@pytest.mark.parametrize("password", [PASSWORD, "pässwörd", LONG])
def test_the_old_password_lets_in_after_the_statement_of_the_page(client, name, password):
    older(password)
    log_in(client, name, password)
    assert not is_in(client)
    take_over()
    log_in(client, name, password)
    assert is_in(client)


@pytest.mark.parametrize("password", [PASSWORD, LONG])
def test_the_first_login_writes_the_hash_anew_and_the_next_one_works(client, password):
    older(password)
    take_over()
    assert value("SELECT hashed_password FROM auth.users WHERE username = 'older'").startswith("bcrypt$$2b$04$")
    log_in(client, "older", password)
    assert value("SELECT hashed_password FROM auth.users WHERE username = 'older'").startswith("bcrypt_sha256$$2b$12$")
    assert is_in(client)
    again = Client()
    log_in(again, "older", password)
    assert is_in(again)


def test_the_statement_leaves_everybody_else_alone_also_a_second_time(buyer):
    before = query("SELECT username, hashed_password FROM auth.users ORDER BY 1")
    take_over()
    assert query("SELECT username, hashed_password FROM auth.users ORDER BY 1") == before
    older(PASSWORD)
    take_over()
    take_over()
    assert User.objects.get(username="older").check_password(PASSWORD)


def test_a_long_wrong_password_is_wrong_and_no_error_page(client):
    older(PASSWORD)
    take_over()
    answer = log_in(client, "older", "x" * 500)
    assert answer.status_code == 200
    assert not is_in(client)


def test_a_long_password_counts_in_full_once_the_hash_is_new(client):
    older(LONG)
    take_over()
    log_in(client, "older", LONG)
    other_end = Client()
    log_in(other_end, "older", LONG + "!")
    assert not is_in(other_end)
