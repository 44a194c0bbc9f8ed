"""What other parts of the project want to stand in the manifest."""

from collections.abc import Iterable

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.module_loading import import_string


def additions(connection: BaseDatabaseWrapper) -> dict[str, dict]:
    """By the path of each function in settings.BACKUP_MANIFEST, what it says.

    A function gets a connection whose transaction sees exactly the rows of the backup, and returns what JSON can hold.
    It is called again with the restored database, and has to say the same of the same rows.
    """
    return {path: import_string(path)(connection) for path in settings.BACKUP_MANIFEST}


def differences_in_additions(expected: dict[str, dict], found: dict[str, dict]) -> Iterable[str]:
    """In sentences; what only one of the two has, since the setting has changed meanwhile, is not compared."""
    return [
        f"{path} says something else of the restored database."
        for path in sorted(expected.keys() & found.keys())
        if expected[path] != found[path]
    ]
