"""What `manage.py check --deploy` says about accounts."""

from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

from apps.accounts.default_password import DEFAULT_PASSWORD, admins_with_default_password


@register(Tags.security, deploy=True)
def default_password_is_gone(app_configs, **kwargs):
    """accounts.E001 for every active admin whom the published password lets in."""
    try:
        admins = admins_with_default_password()
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
        return [
            Warning(
                f"Whether an admin still has the default password could not be looked up: {reason}",
                hint="Check DATABASE_URL and run manage.py migrate.",
                id="accounts.W001",
            )
        ]
    return [
        Error(
            f"The password {DEFAULT_PASSWORD} still lets the admin {admin.username} in.",
            hint=f"Run manage.py changepassword {admin.username}.",
            id="accounts.E001",
        )
        for admin in admins
    ]
