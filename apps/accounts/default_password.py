"""The password that the seed gives the admin where DEBUG is on, and who still uses it."""

from functools import lru_cache

from django.contrib.auth.hashers import check_password

from apps.accounts.models import User

DEFAULT_PASSWORD = "admin123"  # noqa: S105 published on purpose: `check --deploy` refuses it


def users_with_default_password() -> list[User]:
    """The active users, of any role, whom the default password lets in.

    A hash costs a bcrypt check (about 0.2 s) when this process sees it first.
    """
    users = User.objects.filter(is_active=True)
    return [user for user in users if user.has_usable_password() and _lets_in(user.password)]


@lru_cache(maxsize=1000)
def _lets_in(encoded: str) -> bool:
    # Not User.check_password: it would write a newer hash, and a check must not write.
    return check_password(DEFAULT_PASSWORD, encoded)
