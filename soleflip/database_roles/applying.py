"""Runs the file of the roles, for good or only to see what it would change."""

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog.differences import Difference
from soleflip.database_roles.names import FILE, ROLES
from soleflip.database_roles.reading import Rights, rights, traits
from soleflip.embedded.cluster import SUPERUSER
from soleflip.embedded.server import Server
from soleflip.postgres.errors import one_line

GRANT, ROLE = "grant", "role"
MAY_MAKE = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
ACTS_AS_ALL = """
SELECT bool_and(pg_has_role(current_user, r.oid, CASE WHEN current_setting('server_version_num')::integer < 160000
                                                      THEN 'MEMBER' ELSE 'SET' END))
  FROM pg_roles r WHERE r.rolname = ANY (%s)"""


@dataclass
class Look:
    """What was seen.

    missing      roles that the server does not have; then nothing else was looked at
    differences  roles and rights that are not as the file says
    expected     how many rights the file gives
    unseen       why rights could not be looked at, in a sentence; empty if they could
    """

    missing: list[str]
    differences: list[Difference]
    expected: int = 0
    unseen: str = ""


class CannotApply(Exception):
    """The roles cannot be made, or their rights not be given. The text says in a sentence why, and what to do."""


def look(connection: BaseDatabaseWrapper) -> Look:
    """Hold roles and rights against the file. Nothing stays changed: the file runs, and is rolled back."""
    found = traits(connection)
    if missing := [role for role in ROLES if role not in found]:
        return Look(missing, [])
    differences = [Difference(ROLE, role, "beyond a group", None, told) for role, told in sorted(found.items()) if told]
    try:
        before, after = _run(connection, keep=lambda before, after: False)
    except DatabaseError as error:
        return Look([], differences, unseen=f"The rights of the roles could not be looked at: {one_line(error)}.")
    return Look([], differences + _differences(before, after), len(after))


def apply(connection: BaseDatabaseWrapper) -> int:
    """Make the roles and give them their rights; return how many rights were other ones. Raises CannotApply."""
    missing = [role for role in ROLES if role not in traits(connection)]
    try:
        if settings.USES_EMBEDDED_SERVER and (missing or not _acts_as_all(connection)):
            before = rights(connection)
            _run_as_superuser(connection.settings_dict["NAME"])
            after = rights(connection)
        elif missing and not _may_make(connection):
            raise CannotApply(
                f"The roles {', '.join(missing)} are not there, and {_user(connection)} may not make them: let the "
                f"database's administrator run psql -f {settings.SQL_DIR / FILE} "
                f"{connection.settings_dict['NAME']}. Until then the site has the rights of its own login."
            )
        else:
            before, after = _run(connection, keep=lambda before, after: before != after or bool(missing))
    except (DatabaseError, psycopg.Error) as error:
        raise CannotApply(f"The roles could not be given their rights: {one_line(error)}.") from error
    return len(_differences(before, after))


def _run(connection: BaseDatabaseWrapper, keep: Callable[[Rights, Rights], bool]) -> tuple[Rights, Rights]:
    """Run the file, and take it back if it changes nothing that is worth keeping; the rights before and after."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        before = rights(connection)
        cursor.execute(_sql())
        after = rights(connection)
        if not keep(before, after):
            transaction.set_rollback(True, using=connection.alias)
    return before, after


def _run_as_superuser(name: str) -> None:
    """On the embedded server, whose role may not make others."""
    with psycopg.connect(Server(settings.DATA_DIR).url(SUPERUSER, name)) as superuser:
        superuser.execute(_sql())


def _sql() -> str:
    return (settings.SQL_DIR / FILE).read_text(encoding="utf-8")


def _differences(before: Rights, after: Rights) -> list[Difference]:
    """What is there, before the file has run, and what ought to be, after it."""
    return [
        Difference(GRANT, f"{what} to {who}", "rights", after.get((what, who)), before.get((what, who)))
        for what, who in sorted(before.keys() | after.keys())
        if before.get((what, who)) != after.get((what, who))
    ]


def _may_make(connection: BaseDatabaseWrapper) -> bool:
    return _value(connection, MAY_MAKE)


def _acts_as_all(connection: BaseDatabaseWrapper) -> bool:
    return _value(connection, ACTS_AS_ALL, [list(ROLES)])


def _user(connection: BaseDatabaseWrapper) -> str:
    return _value(connection, "SELECT current_user")


def _value(connection: BaseDatabaseWrapper, query: str, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchone()[0]
