"""The password that the seed gives the admin where DEBUG is on, and who still uses it."""

from django.contrib.auth.hashers import check_password
from django.db.models import QuerySet

from apps.accounts.models import User

DEFAULT_PASSWORD = "admin123"  # noqa: S105 published on purpose: `check --deploy` refuses it


# Its hash as the seed writes it; a test holds both together. Whoever has it needs no bcrypt check, which takes 0.2 s.
SEEDED_HASH = "bcrypt_sha256$$2b$12$ScGqoadpfqjKe1ggCzUzEeq1MCRHllYRzQLGrH3ofzcb4W8YbBOOS"


def users_with_default_password() -> list[User]:
    """The active users, of any role, whom the default password lets in. Each costs a bcrypt check (about 0.2 s)."""
    users = User.objects.filter(is_active=True)
    return [user for user in users if user.has_usable_password() and _lets_in(user)]


def users_with_seeded_password() -> QuerySet[User]:
    """The active users who have the default password from the seed, found without any such check.

    Nobody else can choose it: the validators refuse it. Hashes taken over from elsewhere are for check --deploy.
    """
    return User.objects.filter(is_active=True, password=SEEDED_HASH)


def _lets_in(user: User) -> bool:
    # Not User.check_password: it would write a newer hash, and a check must not write.
    return check_password(DEFAULT_PASSWORD, user.password)
