"""The last active admin can be neither demoted, disabled nor deleted."""

import threading

import psycopg
import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from tests.support.command_line import database_url
from tests.support.databases import connected_to
from tests.support.pages import text
from tests.support.sql import query
from tests.support.violations import violates
from tests.support.waiting import wait_until

SENTENCE = "This is the last active admin: make somebody else an admin first."
LOSSES = [
    "UPDATE auth.users SET role = 'user'",
    "UPDATE auth.users SET role = 'readonly' WHERE username = 'admin'",
    "UPDATE auth.users SET is_active = false WHERE username = 'admin'",
    "DELETE FROM auth.users WHERE username = 'admin'",
    "DELETE FROM auth.users",
]
CHANGELIST = "admin:accounts_user_changelist"


def second_admin(**values) -> User:
    return User.objects.create_user("second", "second@example.com", **{"role": "admin", **values})


@pytest.mark.django_db
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("others", [{"role": "user"}, {"role": "admin", "is_active": False}])
def test_the_database_keeps_the_last_one(loss, others):
    second_admin(**others)
    with violates("chk_users_keep_an_admin"):
        query(loss)


@pytest.mark.django_db
@pytest.mark.parametrize("loss", LOSSES[1:4])
def test_one_of_two_may_go(loss):
    second_admin()
    query(loss)
    assert not User.objects.filter(username="admin", role="admin", is_active=True).exists()


@pytest.mark.django_db
def test_one_statement_may_hand_over():
    second_admin(role="user")
    query("UPDATE auth.users SET role = CASE username WHEN 'admin' THEN 'user' ELSE 'admin' END::auth.user_role")
    assert User.objects.get(role="admin").username == "second"


@pytest.mark.django_db
def test_who_is_no_active_admin_may_go_and_truncate_stays_possible():
    second_admin(is_active=False).delete()
    User.objects.create_user("third", "third@example.com").delete()
    query("TRUNCATE auth.users CASCADE")
    assert not User.objects.exists()


@pytest.mark.parametrize("isolation", ["read committed", "repeatable read", "serializable"])
@pytest.mark.parametrize(
    "loss", ["UPDATE auth.users SET role = 'user' WHERE username = %s", "DELETE FROM auth.users WHERE username = %s"]
)
def test_two_admins_cannot_demote_each_other_at_the_same_moment(migrated, isolation, loss):
    refused = []
    with psycopg.connect(database_url(migrated)) as first, psycopg.connect(database_url(migrated)) as other:
        first.execute("INSERT INTO auth.users (username, email, hashed_password, role) VALUES ('b', 'b', '!', 'admin')")
        first.commit()
        for each in (first, other):
            each.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
            each.execute("SELECT count(*) FROM auth.users")  # repeatable read looks from here on
        first.execute(loss, ["b"])

        def demote():
            try:
                other.execute(loss, ["admin"])
                other.commit()
            except psycopg.Error as error:
                refused.append(error)

        thread = threading.Thread(target=demote)
        thread.start()
        wait_until(lambda: waits(migrated))
        first.commit()
        thread.join()
    assert len(refused) == 1
    assert isinstance(refused[0], psycopg.errors.CheckViolation | psycopg.errors.SerializationFailure)
    assert active_admins(migrated) == ["admin"]


@pytest.mark.django_db
class TestPages:
    """What an admin reads who tries it on the pages of the users."""

    def form(self, **changes) -> dict:
        ordinary = {"username": "admin", "email": "admin@soleflip.com", "role": "admin", "is_active": "on"}
        return {key: value for key, value in {**ordinary, **changes}.items() if value is not None}

    @pytest.mark.parametrize("change", [{"role": "user"}, {"is_active": None}])
    def test_the_form(self, admin_client, admin_user, change):
        page = reverse("admin:accounts_user_change", args=[admin_user.pk])
        assert SENTENCE in text(admin_client.post(page, self.form(**change), follow=True))
        admin_user.refresh_from_db()
        assert admin_user.is_superuser
        assert not LogEntry.objects.exists()

    def test_the_form_saves_what_is_harmless(self, admin_client, admin_user):
        page = reverse("admin:accounts_user_change", args=[admin_user.pk])
        assert SENTENCE not in text(admin_client.post(page, self.form(email="owner@example.com"), follow=True))
        assert User.objects.get(pk=admin_user.pk).email == "owner@example.com"

    def test_the_delete_page(self, admin_client, admin_user):
        page = reverse("admin:accounts_user_delete", args=[admin_user.pk])
        assert SENTENCE in text(admin_client.post(page, {"post": "yes"}, follow=True))
        assert User.objects.filter(pk=admin_user.pk).exists()
        assert not LogEntry.objects.exists()

    def test_the_delete_action_deletes_all_or_none(self, admin_client, admin_user, buyer):
        chosen = {"action": "delete_selected", "_selected_action": [admin_user.pk, buyer.pk], "post": "yes"}
        assert SENTENCE in text(admin_client.post(reverse(CHANGELIST), chosen, follow=True))
        assert User.objects.filter(pk__in=[admin_user.pk, buyer.pk]).count() == 2
        assert not LogEntry.objects.exists()

    def test_one_of_two_admins_may_demote_themselves_and_is_no_admin_any_more(self, admin_client, admin_user):
        second_admin()
        page = reverse("admin:accounts_user_change", args=[admin_user.pk])
        admin_client.post(page, self.form(role="user"))
        assert admin_client.get(page).status_code == 403


def test_the_form_when_the_other_admin_is_demoted_at_the_same_moment(migrated):
    """When the page looked there were two, so only the database can know."""
    answers = []

    with connected_to(migrated), psycopg.connect(database_url(migrated)) as other:
        User.objects.filter(username="admin").update(must_change_password=False)
        other.execute("INSERT INTO auth.users (username, email, hashed_password, role) VALUES ('b', 'b', '!', 'admin')")
        other.commit()
        other.execute("UPDATE auth.users SET is_active = false WHERE username = 'b'")
        admin, client = User.objects.get(username="admin"), Client()
        client.force_login(admin)

        def demote():
            form = {"username": "admin", "email": "admin@soleflip.com", "role": "user", "is_active": "on"}
            page = reverse("admin:accounts_user_change", args=[admin.pk])
            answers.append(client.post(page, form, follow=True))
            connection.close()

        thread = threading.Thread(target=demote)
        thread.start()
        wait_until(lambda: waits(migrated))
        other.commit()
        thread.join()
    assert SENTENCE in text(answers[0])
    assert active_admins(migrated) == ["admin"]


def waits(name: str) -> bool:
    """Whether somebody in the database waits for a lock."""
    with psycopg.connect(database_url(name)) as looker:
        sql = "SELECT FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"
        return looker.execute(sql, [name]).fetchone() is not None


def active_admins(name: str) -> list[str]:
    with psycopg.connect(database_url(name)) as looker:
        return [row[0] for row in looker.execute("SELECT username FROM auth.users WHERE role = 'admin' AND is_active")]
