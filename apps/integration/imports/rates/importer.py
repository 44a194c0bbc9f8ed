"""Imports exchange rates."""

import datetime

from apps.integration.imports.kinds import Kind, register
from apps.integration.imports.rates.columns import LAYOUT
from apps.integration.imports.rates.landing import Landing
from apps.integration.imports.rates.reading import RowReader
from apps.integration.imports.reading import in_pieces
from apps.integration.imports.run import Run
from apps.integration.models.import_batch import ImportSource

AT_ONCE = 500  # days, each with some forty rates


def land(run: Run) -> None:
    """Write the rates of the file's days; those that are unchanged stay as they are, to the last column."""
    landing = Landing(run)
    for days in in_pieces(run, RowReader(run.header, datetime.datetime.now(datetime.UTC).date()), AT_ONCE):
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
