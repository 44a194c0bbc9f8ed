"""Writes import_records: what became of single rows of the file."""

import json
from typing import NamedTuple

from django.db import connection

from apps.integration.models.import_record import RecordStatus

AT_ONCE = 5_000
COPY = """
COPY integration.import_records
     (batch_id, row_number, status, source_data, processed_data, validation_errors, error_message) FROM STDIN"""


class Entry(NamedTuple):
    """What became of a row. `reasons` by field for errors; `remark` is what people read in a list."""

    row_number: int
    status: RecordStatus
    as_read: dict[str, str]
    understood: dict | None = None
    reasons: dict[str, str] | None = None
    remark: str | None = None


def refused(row_number: int, as_read: dict[str, str], reasons: dict[str, str]) -> Entry:
    """A row that is an error."""
    remark = " ".join(f"{field}: {reason}" if field else reason for field, reason in reasons.items())
    return Entry(row_number, RecordStatus.ERROR, as_read, None, reasons, remark)


class RecordKeeping:
    """The records of one batch, written some thousands at a time."""

    def __init__(self, batch_id):
        self._batch_id, self._waiting = batch_id, []
        self.first_errors: list[Entry] = []  # to be shown

    def add(self, entry: Entry) -> None:
        """Keep a record."""
        if entry.status == RecordStatus.ERROR and len(self.first_errors) < 20:
            self.first_errors.append(entry)
        self._waiting.append(entry)
        if len(self._waiting) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for entry in self._waiting:
                copy.write_row(
                    (
                        self._batch_id,
                        entry.row_number,
                        entry.status.value,
                        _json(entry.as_read),
                        _json(entry.understood),
                        _json(entry.reasons),
                        entry.remark,
                    )
                )
        self._waiting.clear()


def _json(value) -> str | None:
    """JSON that jsonb takes: it has no NUL."""
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str).replace("\\u0000", "\\u2400")
