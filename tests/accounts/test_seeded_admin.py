"""The first admin: who it is, and with which password it can log in under which settings."""

from importlib import import_module

import psycopg
import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, is_password_usable

from apps.accounts import default_password
from apps.accounts.checks import default_password_is_gone
from apps.accounts.models import User
from apps.accounts.roles import Role
from tests.support.command_line import database_url, manage
from tests.support.databases import cloned_from_template
from tests.support.sql import query

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(django_db_setup, django_db_blocker, own_name):
    """Seeds the admin anew under the given environment; returns the row and what migrate printed."""

    def seed(**environment):
        with psycopg.connect(database_url(name), autocommit=True) as connection:
            connection.execute("TRUNCATE auth.users CASCADE")
            assert manage("migrate", "accounts", "0002", database=name).returncode == 0
            printed = manage("migrate", database=name, **environment)
            assert printed.returncode == 0, printed.stderr
            row = connection.execute(
                "SELECT username, email, role::text, hashed_password, must_change_password FROM auth.users"
            ).fetchone()
        return row, printed.stdout

    with django_db_blocker.unblock(), cloned_from_template(own_name("admin")) as name:
        seed.database = name
        yield seed


def test_with_debug_it_is_admin123_to_be_changed(seeded):
    (username, email, role, password, must_change), printed = seeded(DEBUG="1")
    assert (username, email, role, must_change) == ("admin", "admin@soleflip.com", "admin", True)
    assert check_password("admin123", password)
    assert "bcrypt" in identify_hasher(password).algorithm
    assert "Log in as admin with the password admin123" in printed


def test_without_debug_it_is_what_the_environment_says(seeded):
    (*_, password, must_change), printed = seeded(SOLEFLIP_ADMIN_PASSWORD="a long and private one")
    assert check_password("a long and private one", password)
    assert must_change
    assert "private" not in printed


def test_without_debug_and_without_a_password_nobody_gets_in(seeded):
    (*_, password, _), printed = seeded()
    assert not is_password_usable(password)
    assert "manage.py changepassword admin" in printed


def test_check_deploy_fails_while_the_default_password_works(seeded):
    seeded(DEBUG="1")
    result = manage("check", "--deploy", database=seeded.database)
    assert result.returncode == 1
    assert "(accounts.E001) The password admin123 still lets admin in." in result.stderr
    seeded(SOLEFLIP_ADMIN_PASSWORD="a long and private one")
    assert manage("check", "--deploy", database=seeded.database).returncode == 0


@pytest.mark.parametrize("role", Role)
def test_whoever_has_the_default_password_is_found(role):
    query("TRUNCATE auth.users CASCADE")
    User.objects.create_user("someone", "someone@example.com", "admin123", role=role)
    User.objects.create_user("gone", "gone@example.com", "admin123", is_active=False)
    User.objects.create_user("nobody", "nobody@example.com")
    assert [error.msg for error in default_password_is_gone(None)] == ["The password admin123 still lets someone in."]


def test_check_deploy_says_when_it_cannot_look():
    result = manage("check", "--deploy", database="there_is_no_such_database")
    assert "accounts.W001" in result.stderr
    assert "Traceback" not in result.stderr


def test_its_hash_is_known_to_those_who_look_for_it():
    seed = import_module("apps.accounts.migrations.0003_seed_admin")
    assert default_password.SEEDED_HASH == seed.PUBLISHED
