"""Where the expectation comes from: a scratch database if the role may create one, else the snapshot."""

from collections.abc import Callable

from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog.expectation import Expectation
from soleflip.catalog.scratch import CannotBuild, migrated_scratch

AUTO, SCRATCH_DATABASE, SNAPSHOT_FILE = SOURCES = ("auto", "scratch", "snapshot")


def expectation_for(
    connection: BaseDatabaseWrapper, source: str = AUTO, progress: Callable[..., None] | None = None
) -> tuple[Expectation, str]:
    """What a fresh database on this server holds, and which source says so, in words.

    `progress` is called as by Django's MigrationExecutor. Raises NoExpectation if the scratch database is asked for and
    cannot be made, or the snapshot is needed and damaged; and what a migration raises.
    """
    reason = ""
    if source != SNAPSHOT_FILE:
        try:
            with migrated_scratch(connection, progress) as scratch:
                return Expectation.read(scratch), "a scratch database in which the migrations ran"
        except CannotBuild as error:
            if source == SCRATCH_DATABASE:
                raise
            reason = f" (no scratch database: {error.reason})"
    return Expectation.load(), f"the snapshot of the project{reason}"
