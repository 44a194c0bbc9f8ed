"""What the project itself needs in order to be ready; each returns a sentence when something is wrong."""

from functools import lru_cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def database() -> str | None:
    """Whether it answers, and takes changes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only')")
        return "it takes no changes, being read-only." if cursor.fetchone() == ("on",) else None


def migrations() -> str | None:
    """Whether all of this version of the program are applied; those of a later one are none of its business."""
    missing = sorted(_on_disk() - set(MigrationRecorder(connection).applied_migrations()))
    if not missing:
        return None
    names = ", ".join(".".join(migration) for migration in missing[:3])
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    return f"{names}{more} not applied: run manage.py migrate."


@lru_cache(maxsize=1)
def _on_disk() -> set[tuple[str, str]]:
    """The migrations of this version of the program, which stay the same as long as the process lives."""
    return set(MigrationLoader(None).disk_migrations)
