"""manage.py import_awin: product feeds of Awin."""

from apps.integration.imports.awin.feed_address import fetched, is_address
from apps.integration.imports.awin.importer import AWIN
from apps.integration.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Imports product feeds of Awin into awin_products: adds what is new, changes what differs, and leaves what is "
        "unchanged as it is. Columns may be any of Awin's, in any order; those that a feed lacks stay as they are."
    )
    files_help = (
        "CSV, plain or packed as .gz or .zip; - for standard input; or the https address of a feed, which is fetched "
        "only if there is something new"
    )
    kind = AWIN

    def opened(self, file, again):
        return fetched(file, again=again) if is_address(file) else super().opened(file, again)
