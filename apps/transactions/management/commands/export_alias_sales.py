"""manage.py export_alias_sales: sales on Alias, as its report has them."""

from apps.integration.imports.export_command import ExportCommand
from apps.transactions.imports.alias import COLUMNS
from apps.transactions.imports.exporting import alias_row, sales_on


class Command(ExportCommand):
    help = (
        "Writes the sales on Alias as CSV in the columns of its report, so that import_alias_sales brings them back "
        "equal. Sales that came back, and those without an order number, are left out."
    )
    columns = COLUMNS

    def rows(self):
        return map(alias_row, sales_on("alias"))
