"""The user model keeps Django's conventions."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from apps.accounts.models import User
from apps.accounts.roles import Role

pytestmark = pytest.mark.django_db

PASSWORD = "seven pairs in one box"


@pytest.fixture
def buyer():
    return User.objects.create_user("Buyer", "Buyer@EXAMPLE.com", PASSWORD)


def test_a_new_user_is_no_admin_and_logs_in(buyer):
    assert buyer.role == Role.USER
    assert authenticate(username="Buyer", password=PASSWORD) == buyer
    assert authenticate(username="Buyer", password="wrong") is None


def test_the_case_of_a_user_name_does_not_matter(buyer):
    assert authenticate(username="BUYER", password=PASSWORD) == buyer


def test_passwords_are_bcrypt_and_long_ones_count_in_full():
    user = User.objects.create_user("long", "long@example.com", "x" * 72 + "the end")
    assert user.password.startswith("bcrypt_sha256$$2b$")
    assert not user.check_password("x" * 72 + "another end")


def test_a_plain_bcrypt_hash_of_the_older_system_verifies(buyer):
    # admin123, hashed by bcrypt itself with 4 rounds
    User.objects.filter(pk=buyer.pk).update(password="bcrypt$$2b$04$" + older_hash("admin123").removeprefix("$2b$04$"))
    assert authenticate(username="buyer", password="admin123") == buyer


def older_hash(password: str) -> str:
    import bcrypt

    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()


def test_without_a_password_nobody_logs_in():
    User.objects.create_user("nobody", "nobody@example.com")
    assert authenticate(username="nobody", password="") is None


def test_who_is_not_active_cannot_log_in(buyer):
    User.objects.filter(pk=buyer.pk).update(is_active=False)
    assert authenticate(username="buyer", password=PASSWORD) is None


def test_createsuperuser_makes_an_admin(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", username="owner", email="owner@example.com", interactive=False, verbosity=0)
    assert User.objects.get(username="owner").is_superuser


def test_two_names_that_differ_in_case_are_one(buyer):
    with pytest.raises(ValidationError, match="There is a user of this name already"):
        User.objects.create_user("bUYER", "another@example.com")


def test_createsuperuser_says_that_a_name_is_taken(buyer):
    with pytest.raises(CommandError, match="There is a user of this name already"):
        call_command("createsuperuser", username="BUYER", email="owner@example.com", interactive=False)
