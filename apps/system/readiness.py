"""What this room needs in order to be ready; soleflip/health asks."""

import datetime

from django.conf import settings
from django.db import connection

from apps.system.kept_tables import KEPT, KeptTable
from apps.system.shortages import shortages


def partitions() -> str | None:
    """Whether rows of this month and of the next have a place. A month before that fails there is an alert."""
    return " ".join(shortage.sentence for shortage in shortages(connection) if shortage.is_near) or None


def derived_tables() -> str | None:
    """Whether what is kept of opportunities, sales and stock follows the rows that it is made from.

    Who reads brings it up to date, and so does this look: it is wrong only where that does not help.
    """
    late = [table for table in KEPT.values() if is_late(table)]
    for table in late:
        table.bring_up_to_date()
    if late := [table.name for table in late if is_late(table)]:
        return f"{', '.join(late)} {'is' if len(late) == 1 else 'are'} behind: run manage.py refresh_views --stale."
    return None


def is_late(table: KeptTable) -> bool:
    """Whether a change waits for longer than settings allow to be worked off."""
    return table.has_notes_older_than(datetime.timedelta(minutes=settings.DERIVED_TABLES_LATE))
