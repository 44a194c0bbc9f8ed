"""What each role may do: the one table that every permission comes from.

auth.users.role is the enum auth.user_role; there are no groups and no single permissions.
"""

from django.db import models


class Role(models.TextChoices):
    """auth.user_role: what a person may do."""

    ADMIN = "admin"
    USER = "user"
    READONLY = "readonly"


# Besides these there is "reveal", to see a secret in the clear: the admin alone may, as all that is not named here.
# Merging deletes a row, so it asks for "delete"; an export asks for "view".
ACTIONS = {
    Role.ADMIN: {"view", "add", "change", "delete"},
    Role.USER: {"view", "add", "change"},
    Role.READONLY: {"view"},
}
# Accounts, sessions, settings and what everybody did are the owner's alone: not even to look at.
ADMIN_ONLY_APPS = {"accounts", "auth", "admin", "contenttypes", "sessions"}
ADMIN_ONLY_MODELS = {"system.configentry", "system.auditrecord", "system.auditchangeset", "system.audithead"}


def may(role: str, permission: str) -> bool:
    """Whether `role` has a permission such as "core.change_brand"; what is no such name is the admin's alone."""
    if role == Role.ADMIN:
        return True
    app, _, codename = permission.partition(".")
    action, _, model = codename.partition("_")
    if app in ADMIN_ONLY_APPS or f"{app}.{model}" in ADMIN_ONLY_MODELS:
        return False
    return action in ACTIONS.get(role, ())


def may_enter(role: str, app: str) -> bool:
    """Whether `role` may see anything of an app."""
    return role == Role.ADMIN or (role in ACTIONS and app not in ADMIN_ONLY_APPS)
