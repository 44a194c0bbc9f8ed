"""By user name or by e-mail address, whatever the case, and what a login leaves behind."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from tests.support.pages import text
from tests.support.people import PASSWORD, is_in, log_in
from tests.support.sql import query
from tests.support.violations import violates

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["Buyer", "buyer", "BUYER", " Buyer ", "Buyer@example.com", "BUYER@EXAMPLE.COM"])
def test_by_user_name_or_by_e_mail_address(client, buyer, name):
    assert log_in(client, name)["Location"] == reverse("admin:index")
    assert is_in(client)


@pytest.mark.parametrize("name", ["buyer@example", "@", "nobody", "nobody@example.com", "buyer%", "BUYER@EXAMPLE.COM@"])
def test_nobody_else_gets_in(client, buyer, name):
    assert "do not fit together" in text(log_in(client, name))
    assert not is_in(client)


@pytest.mark.parametrize("name", ["ÖZIL", "İPEK"])
def test_letters_that_the_database_may_lower_in_another_way_than_python(client, name):
    User.objects.create_user(name, "player@example.com", PASSWORD)
    log_in(client, name)
    assert is_in(client)


def test_an_address_longer_than_a_user_name_may_be(client):
    address = "a" * 60 + "@" + "b" * 60 + ".example.com"
    User.objects.create_user("long", address, PASSWORD)
    assert f'maxlength="{User._meta.get_field("email").max_length}"' in text(client.get(reverse("admin:login")))
    log_in(client, address)
    assert is_in(client)


def test_nobody_can_take_another_persons_address_as_a_user_name(buyer):
    with violates("chk_users_username_without_at"):
        User.objects.filter(pk=buyer.pk).update(username="admin@soleflip.com")
    with pytest.raises(ValidationError, match="A user name has no @ in it"):
        User.objects.create_user("admin@soleflip.com", "another@example.com", PASSWORD)
    with pytest.raises(CommandError, match="A user name has no @ in it"):
        call_command("createsuperuser", username="a@b", email="another@example.com", interactive=False)


def test_the_form_says_that_a_user_name_has_no_at(admin_client):
    new = {"username": "a@b", "email": "a@example.com", "role": "user", "usable_password": "false"}
    page = text(admin_client.post(reverse("admin:accounts_user_add"), new))
    assert page.count("A user name has no @ in it") == 1


@pytest.mark.parametrize(("name", "index"), [("buyer", "username"), ("buyer@example.com", "email")])
def test_the_unique_indexes_find_the_person(buyer, name, index, django_assert_num_queries, settings):
    query("SET LOCAL enable_seqscan = off")
    with django_assert_num_queries(1) as caught:
        User.objects.get_by_natural_key(name)
    plan = "\n".join(line for (line,) in query("EXPLAIN " + caught.captured_queries[0]["sql"]))
    assert f"uq_users_lower_{index}" in plan


def test_the_last_login_is_kept(client, buyer):
    before = timezone.now()
    log_in(client, "buyer")
    buyer.refresh_from_db()
    assert before <= buyer.last_login <= timezone.now()
