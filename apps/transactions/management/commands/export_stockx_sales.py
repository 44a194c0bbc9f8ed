"""manage.py export_stockx_sales: sales on StockX, as its report has them."""

from apps.integration.imports.export_command import ExportCommand
from apps.transactions.imports.exporting import sales_on, stockx_row
from apps.transactions.imports.stockx import COLUMNS


class Command(ExportCommand):
    help = (
        "Writes the sales on StockX as CSV in the columns of its report, so that import_stockx_sales brings them back "
        "equal. Sales that came back, and those without an order number, are left out."
    )
    columns = COLUMNS

    def rows(self):
        return map(stockx_row, sales_on("stockx"))
