"""What accounts does when the database has been migrated."""

from apps.accounts.login_hint import login_hint


def print_login_hint(sender, verbosity, plan=(), stdout=None, **kwargs):
    """Say how to log in after a migrate that seeded the admin; flush sends the signal without a plan."""
    seeded = any(migration.app_label == "accounts" and not backwards for migration, backwards in plan)
    if seeded and verbosity and stdout:
        stdout.write(login_hint())
