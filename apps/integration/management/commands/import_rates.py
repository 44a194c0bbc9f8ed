"""manage.py import_rates: exchange rates."""

from apps.integration.imports.awin.feed_address import fetched, is_address
from apps.integration.imports.command import ImportCommand
from apps.integration.imports.rates.importer import RATES
from apps.integration.models.import_batch import ImportSource


class Command(ImportCommand):
    help = (
        "Imports what one euro was worth in other currencies, as the European Central Bank publishes it: eurofxref.csv "
        "(the last day) or eurofxref-hist.csv (all days), with the column Date and one for each currency. A row is a "
        "day: it is added, changed where one of its rates differs, or unchanged. A currency without a rate (N/A) stays "
        "as it is. Prices of two currencies are only compared by a rate that is not older than 7 days."
    )
    files_help = (
        "CSV, plain or packed as .gz or .zip; - for standard input; or an https address, such as "
        "https://www.ecb.europa.eu/stats/eurofxref/eurofxref.zip, which is fetched only if there is something new"
    )
    kind = RATES

    def opened(self, file, again):
        if is_address(file):
            return fetched(file, again=again, import_source=ImportSource.RATES)
        return super().opened(file, again)
