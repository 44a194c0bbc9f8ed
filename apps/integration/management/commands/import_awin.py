"""manage.py import_awin: product feeds of Awin."""

from apps.integration.imports.awin.importer import AWIN
from apps.integration.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Imports product feeds of Awin into awin_products: adds what is new, changes what differs, and leaves what is "
        "unchanged as it is. Columns may be any of Awin's, in any order; those that a feed lacks stay as they are."
    )
    kind = AWIN
