"""The password that the seed gives the admin where DEBUG is on, and who still uses it."""

from django.contrib.auth.hashers import check_password

from apps.accounts.models import User
from apps.accounts.roles import Role

DEFAULT_PASSWORD = "admin123"  # noqa: S105 published on purpose: `check --deploy` refuses it


def admins_with_default_password() -> list[User]:
    """The active admins whom the default password still lets in. Each costs one bcrypt check (about 0.2 s)."""
    admins = User.objects.filter(role=Role.ADMIN, is_active=True)
    return [admin for admin in admins if admin.has_usable_password() and _lets_in(admin)]


def _lets_in(admin: User) -> bool:
    # Not User.check_password: it would write a newer hash, and a check must not write.
    return check_password(DEFAULT_PASSWORD, admin.password)
