"""One import of a source at a time, and none while a person is erased: it might bring them back."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection
from django.utils import timezone

from apps.integration.models import ImportBatch
from apps.integration.models.import_batch import BatchStatus, ImportSource
from apps.system.privacy.meanwhile import ERASING
from soleflip.intake.errors import IntakeError
from soleflip.postgres.lock import is_taken, release, release_shared, take, take_shared

SOMEBODY_IS_ERASED = "A person is just being erased, so nothing was done: try again in a minute."


@contextmanager
def turn(source: ImportSource) -> Iterator[None]:
    """Be the only one to import from the source, or to take back what came from it.

    The lock belongs to the session, so it ends with the process that holds it. Raises IntakeError where another has it,
    and while a person is erased.
    """
    purpose = _purpose(source)
    with connection.cursor() as cursor:
        if not take(cursor, purpose):
            raise IntakeError(_who_is_at_it(source))
        if not take_shared(cursor, ERASING):
            release(cursor, purpose)
            raise IntakeError(SOMEBODY_IS_ERASED)
    try:
        yield
    finally:
        with suppress(Error), connection.cursor() as cursor:  # with a broken connection the locks are gone as well
            release_shared(cursor, ERASING)
            release(cursor, purpose)


def is_at_work(source: ImportSource | str) -> bool:
    """Whether somebody has the turn."""
    with connection.cursor() as cursor:
        return is_taken(cursor, _purpose(source))


def _purpose(source: ImportSource | str) -> str:
    return f"import from {source}"


def _who_is_at_it(source: ImportSource) -> str:
    running = ImportBatch.objects.filter(source=source, status=BatchStatus.PROCESSING).order_by("-started_at").first()
    since = ""
    if running and running.started_at:
        since = f" ({running.source_file}, since {timezone.localtime(running.started_at):%H:%M})"
    return f"Another import from {source.label} is running{since}, so nothing was done: try again when it is finished."
