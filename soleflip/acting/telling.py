"""Tells the database who acts, in settings of the session that triggers read: soleflip.program, .request_id, .user_id.

They say who it was among those who act through us; whoever has a login of their own could write anything there, so the
trail has the database's role beside it.
"""

import re

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError
from django.db.backends.signals import connection_created

from soleflip.acting.actor import Actor, of_the_request, program

TELL = """
SELECT set_config('soleflip.program', %s, false), set_config('soleflip.request_id', %s, false),
       set_config('soleflip.user_id', %s, false)"""

# A query is planned and not run to tell its plan; at ROLLBACK nothing else may be asked.
NEEDS_NOBODY = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE|SET |ROLLBACK|EXPLAIN \(FORMAT \w+\) SELECT)", re.IGNORECASE)


class Introduction:
    """Wraps the queries of one request: before the first that may change something, the database learns who it is.

    Pages that only read pay nothing for it. What is told within a transaction is gone when that is rolled back, so each
    outermost transaction is told anew.
    """

    def __init__(self, actor: Actor):
        self.actor = actor
        self.told: tuple | None = None  # in which outermost transaction, None for a query of its own, and whom
        self.was_told = False
        self.is_telling = False

    def __call__(self, execute, sql, params, many, context):
        if not self.is_telling and not _only_reads(sql):
            self._tell(context["connection"])
        result = execute(sql, params, many, context)
        if isinstance(sql, str) and sql.startswith("ROLLBACK TO"):
            self.told = None
        return result

    def _tell(self, connection) -> None:
        block = connection.atomic_blocks[0] if connection.atomic_blocks else None
        self.is_telling = True  # to know the person may take a query
        try:
            user_id = self.actor.user_id()  # another one once somebody has logged in
            if self.told is None or self.told[0] is not block or self.told[1] != user_id:
                tell(connection, self.actor.program, self.actor.request_id, user_id)
                self.was_told = True
        finally:
            self.is_telling = False
        self.told = (block, user_id)


def tell(connection, program: str, request_id: str, user_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TELL, [program, request_id, user_id])


def tell_new_connection(sender, connection, **kwargs) -> None:
    """Called whenever Django has connected. Outside of a request it is a command, in the name of SOLEFLIP_USER."""
    if of_the_request.get() is None:
        tell(connection, program(), "", _user_of_commands(connection))


connection_created.connect(tell_new_connection, dispatch_uid="soleflip.acting")


def _user_of_commands(connection) -> str:
    name = settings.USER_OF_COMMANDS
    if not name:
        return ""
    try:
        found = get_user_model().objects.using(connection.alias).filter(username__iexact=name, is_active=True).first()
    except ProgrammingError:  # before the first migrate there are no users
        found = None
    if found is None:
        raise ImproperlyConfigured(f"SOLEFLIP_USER is {name!r}, but no active user has that name.")
    return str(found.pk)


def _only_reads(sql) -> bool:
    return isinstance(sql, str) and NEEDS_NOBODY.match(sql) is not None
