"""Lands days of exchange rates in pricing.exchange_rates: what is new, and what differs; nothing else is touched."""

import datetime

from apps.integration.imports import changes
from apps.integration.imports.rates import table
from apps.integration.imports.rates.reading import Day
from apps.integration.imports.record_keeping import Entry
from apps.integration.imports.run import Run
from apps.integration.models.import_record import RecordStatus
from apps.pricing.models import ExchangeRate


class Landing:
    """Lands the rows of one file, piece by piece, within one transaction."""

    def __init__(self, run: Run):
        self._run = run
        table.lock()
        self._seen: dict[datetime.date, Day] = {}

    def land(self, days: list[Day]) -> None:
        """Write what is new or differs, and count where each row ended: a day is one, whatever of it was written.

        A currency about which a row says nothing stays as it is.
        """
        counting = [day for day in days if self._counts(day)]
        known = table.known([day.date for day in counting])
        new, differing = {}, {}
        days_known = {date for date, _ in known}
        for day in counting:
            said = {(day.date, currency): rate for currency, rate in day.rates.items()}
            added = {key: rate for key, rate in said.items() if key not in known}
            changed = {known[key][0]: rate for key, rate in said.items() if key in known and known[key][1] != rate}
            new |= added
            differing |= changed
            self._count(is_known=day.date in days_known, is_written=bool(added or changed))
        self._write(new, differing)

    def _counts(self, day: Day) -> bool:
        """Whether it is no duplicate."""
        first = self._seen.setdefault(day.date, day)
        if first is day:
            return True
        self._run.counts.duplicates += 1
        if first.rates != day.rates:
            remark = f"A duplicate of row {first.number:,}, which counts, although this one says something else."
            self._run.remark(Entry(day.number, RecordStatus.SKIPPED, day.as_read, remark=remark))
        return False

    def _count(self, *, is_known: bool, is_written: bool) -> None:
        counts = self._run.counts
        if not is_written:
            counts.unchanged += 1
        elif is_known:
            counts.changed += 1
        else:
            counts.added += 1

    def _write(self, new: dict, differing: dict) -> None:
        batch = self._run.batch
        if differing:
            images = changes.images_of(ExchangeRate, differing)
            table.change(differing)
            changes.note_changed(batch, ExchangeRate, images)
        if new:
            changes.note_added(batch, ExchangeRate, table.add(new))
