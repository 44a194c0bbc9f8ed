"""Says how the admin can log in, as things stand in the database now."""

from apps.accounts.default_password import DEFAULT_PASSWORD, users_with_default_password
from apps.accounts.models import User
from apps.accounts.roles import Role


def login_hint() -> str:
    """One sentence for whoever has just built or started the site; it never shows a password that is a secret."""
    admins = User.objects.filter(role=Role.ADMIN, is_active=True)
    with_default = users_with_default_password()
    if with_default:
        return f"Log in as {with_default[0].username} with the password {DEFAULT_PASSWORD} and change it."
    with_password = [admin for admin in admins if admin.has_usable_password()]
    if with_password:
        return f"Log in as {with_password[0].username} with your password."
    if admins:
        return f"The admin has no password yet: run manage.py changepassword {admins[0].username}."
    return "There is no admin yet: run manage.py createsuperuser."
