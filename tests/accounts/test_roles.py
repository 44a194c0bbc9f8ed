"""What each role may do."""

import pytest
from django.contrib.auth.models import AnonymousUser

from apps.accounts.backends import RoleBackend
from apps.accounts.models import User
from apps.accounts.roles import Role, may, may_enter
from tests.support.rows import our_models

ORDINARY = ["core.{}_brand", "products.{}_inventoryitem", "transactions.{}_order", "system.{}_logentry"]
CLOSED = ["accounts.{}_user", "system.{}_configentry", "auth.{}_group", "sessions.{}_session"]
ALL = {"view", "add", "change", "delete"}


@pytest.mark.parametrize(
    ("role", "permissions", "allowed"),
    [
        (Role.ADMIN, ORDINARY + CLOSED, ALL),
        (Role.USER, ORDINARY, {"view", "add", "change"}),
        (Role.READONLY, ORDINARY, {"view"}),
        (Role.USER, CLOSED, set()),
        (Role.READONLY, CLOSED, set()),
        ("a role from nowhere", ORDINARY + CLOSED, set()),
    ],
)
def test_what_a_role_may(role, permissions, allowed):
    for permission in permissions:
        assert {action for action in ALL if may(role, permission.format(action))} == allowed


@pytest.mark.parametrize("name", ["", "core", "core.", "view_brand", "core.brand", "core.approve_brand"])
def test_what_is_no_permission_of_ours_is_the_admins_alone(name):
    assert [role for role in Role if may(role, name)] == [Role.ADMIN]


def test_every_app_but_accounts_can_be_entered_by_all():
    apps = {model._meta.app_label for model in our_models()}
    assert {app for app in apps if not may_enter(Role.READONLY, app)} == {"accounts"}


def test_who_is_not_active_may_nothing():
    gone = User(username="gone", role=Role.ADMIN, is_active=False)
    assert not gone.has_perm("core.view_brand")
    assert not gone.has_module_perms("core")
    assert not gone.is_staff
    assert not gone.is_superuser


@pytest.mark.django_db
def test_djangos_permission_functions_agree_with_the_role():
    buyer = User.objects.create_user("buyer", "buyer@example.com", role=Role.USER)
    backend = RoleBackend()
    everything = backend.get_all_permissions(buyer)
    assert {"core.view_brand", "core.add_brand", "core.change_brand"} <= everything
    assert not {name for name in everything if ".delete_" in name or name.startswith("accounts.")}
    assert list(backend.with_perm("core.change_brand").filter(username="buyer")) == [buyer]
    assert not backend.with_perm("core.delete_brand").filter(username="buyer").exists()


def test_a_visitor_who_is_not_logged_in_may_nothing():
    visitor = AnonymousUser()
    assert not visitor.has_perm("core.view_brand")
    assert not visitor.has_module_perms("core")
    assert RoleBackend().get_all_permissions(visitor) == set()
