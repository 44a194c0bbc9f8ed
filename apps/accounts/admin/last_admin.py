"""The last active admin cannot go. The database says so (auth.keep_an_admin), and the pages pass it on."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction

CONSTRAINT = "chk_users_keep_an_admin"


class LastAdminError(Exception):
    """Its text is the sentence of the database."""


@contextmanager
def an_admin_kept():
    """All of the block or nothing. Raises LastAdminError when it would leave no active admin."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        if said is None or said.constraint_name != CONSTRAINT:
            raise
        raise LastAdminError(said.message_primary) from error
