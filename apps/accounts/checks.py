"""What `manage.py check --deploy` says about accounts."""

from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

from apps.accounts.default_password import DEFAULT_PASSWORD, users_with_default_password


@register(Tags.security, deploy=True)
def default_password_is_gone(app_configs, **kwargs):
    """accounts.E001 for every active user whom the published password lets in."""
    try:
        users = users_with_default_password()
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
        return [
            Warning(
                f"Whether somebody still has the default password could not be looked up: {reason}",
                hint="Check DATABASE_URL and run manage.py migrate.",
                id="accounts.W001",
            )
        ]
    return [
        Error(
            f"The password {DEFAULT_PASSWORD} still lets {user.username} in.",
            hint=f"Run manage.py changepassword {user.username}.",
            id="accounts.E001",
        )
        for user in users
    ]
