"""Tables that are kept from a view: brought up to date before they are read, and by whoever wrote much.

Triggers note what became stale, in the transaction that changes it; a function of the database works the notes off.
docs/decisions/0019-kept-tables.md says why.
"""

import datetime
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction

from soleflip import journal
from soleflip.postgres.errors import one_line

KEPT: dict[str, "KeptTable"] = {}
WRITABLE = "WHERE current_setting('transaction_read_only') = 'off'"
FOR_A_READER = 500  # notes: as many products are computed in what somebody who opens a page can wait for


class Work(NamedTuple):
    """What a refresh did: of how many keys (products, months, days) rows were made anew, and what became of them."""

    keys: int
    added: int
    changed: int
    removed: int
    is_left: bool  # notes for the next time

    @property
    def rows(self) -> int:
        """How many rows were not as they should be."""
        return self.added + self.changed + self.removed


@dataclass(frozen=True)
class KeptTable:
    """A table, the function that brings it up to date, what a key of it is called, and the table of its notes.

    A reader works off `for_a_reader` notes; None, where all cost little, is all of them.
    """

    name: str
    function: str
    key: str
    notes: str
    for_a_reader: int | None = FOR_A_READER

    def refresh(self, *, most: int | None = None, anew: bool = False, patient: bool = True) -> Work | None:
        """Work off the notes, `most` of them, or compute all rows anew; None when not `patient` and another is at it,
        and where the database is read-only.

        Raises DatabaseError.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT * FROM {self.function}(most => %s, anew => %s, patient => %s) {WRITABLE}",  # noqa: S608 constants
                [most, anew, patient],
            )
            row = cursor.fetchone()
        return row and Work(*row)

    def has_notes_older_than(self, age: datetime.timedelta) -> bool:
        """Whether something that changed so long ago has not been worked off."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {self.notes} WHERE noted_at < now() - %s)", [age])  # noqa: S608 constants
            return cursor.fetchone()[0]

    def bring_up_to_date(self, *, in_full: bool = False) -> bool:
        """Work off what a reader can wait for; whether the table is up to date then.

        With `in_full` work off everything, after somebody else who is at it. Never fails: who reads gets what there is,
        and the log says why it is old. A database that is read-only stays as it is.
        """
        try:
            with transaction.atomic() if connection.in_atomic_block else nullcontext():
                work = self.refresh(most=None if in_full else self.for_a_reader, patient=in_full)
        except DatabaseError as error:
            _note_failure(self, error)
            return False
        return work is not None and not work.is_left


def register(table: KeptTable) -> KeptTable:
    """Let refresh_views and those who wrote much know the table."""
    KEPT[table.name] = table
    return table


def bring_all_up_to_date() -> None:
    """For who has just written much, such as an import: so that the next reader need not wait.

    Somebody who is at it already may have begun before that was committed: what is left to readers then would take
    them many pages.
    """
    for table in KEPT.values():
        table.bring_up_to_date(in_full=True)


def _note_failure(table: KeptTable, error: DatabaseError) -> None:
    with suppress(DatabaseError), transaction.atomic():  # the log is in the same database
        journal.note("refresh", f"{table.name} could not be brought up to date: {one_line(error)}", level="WARNING")
