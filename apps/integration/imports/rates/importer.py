"""Imports exchange rates."""

import datetime

from apps.integration.imports.kinds import Kind, register
from apps.integration.imports.rates.columns import LAYOUT
from apps.integration.imports.rates.landing import Landing
from apps.integration.imports.rates.reading import Day, RowReader
from apps.integration.imports.record_keeping import refused
from apps.integration.imports.run import Run, broken
from apps.integration.models.import_batch import ImportSource
from soleflip.intake.errors import RowRefused

AT_ONCE = 500  # days, each with some forty rates


def land(run: Run) -> None:
    """Write the rates of the file's days; those that are unchanged stay as they are, to the last column."""
    reader, landing = RowReader(run.header, datetime.datetime.now(datetime.UTC).date()), Landing(run)
    days: list[Day] = []
    for record in run.records():
        if record.problem:
            run.refuse(broken(record, run.header))
            continue
        try:
            days.append(reader.read(record))
        except RowRefused as error:
            run.refuse(refused(record.number, reader.as_read(record), error.reasons))
            continue
        if len(days) == AT_ONCE:
            landing.land(days)
            days.clear()
            run.tell(record.number)
    landing.land(days)


RATES = register(
    Kind(
        "rates",
        "exchange rates",
        ImportSource.RATES,
        LAYOUT,
        land,
        writes=("pricing.ExchangeRate",),
        about="What one euro was worth, one row for each day, as the European Central Bank publishes it: eurofxref.csv "
        "of the last day, eurofxref-hist.csv of all days, packed or not.",
    )
)
