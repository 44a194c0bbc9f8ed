"""What other parts of the project want to stand in the manifest."""

from django.conf import settings
from django.db import DatabaseError, ProgrammingError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.module_loading import import_string
from psycopg.errors import UndefinedColumn, UndefinedFunction, UndefinedTable

from soleflip.postgres.errors import one_line

NOT_THERE = (UndefinedTable, UndefinedColumn, UndefinedFunction)


def additions(connection: BaseDatabaseWrapper) -> dict[str, dict]:
    """By the path of each function in settings.BACKUP_MANIFEST, what it says.

    A function gets a connection whose transaction sees exactly the rows of the backup, and returns what JSON can hold.
    It is called again with the restored database, and has to say the same of the same rows. One that asks for a table
    that is not there yet, in a database of an earlier release, is left out.
    """
    said = {}
    for path in settings.BACKUP_MANIFEST:
        try:
            said[path] = _ask(path, connection)
        except ProgrammingError as error:
            if not isinstance(error.__cause__, NOT_THERE):
                raise
    return said


def differences_in_additions(expected: dict[str, dict], connection: BaseDatabaseWrapper) -> list[str]:
    """In sentences; what only one of backup and settings has, since the setting has changed meanwhile, is not asked."""
    told = []
    for path in sorted(expected.keys() & set(settings.BACKUP_MANIFEST)):
        try:
            if _ask(path, connection) != expected[path]:
                told.append(f"{path} says something else of the restored database.")
        except DatabaseError as error:
            told.append(f"{path} cannot be asked of the restored database: {one_line(error)}.")
    return told


def _ask(path: str, connection: BaseDatabaseWrapper) -> dict:
    with transaction.atomic(using=connection.alias):  # a savepoint: an error is the function's alone
        return import_string(path)(connection)
