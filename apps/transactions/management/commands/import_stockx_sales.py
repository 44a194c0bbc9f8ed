"""manage.py import_stockx_sales: sales reports of StockX."""

from apps.integration.imports.command import ImportCommand
from apps.transactions.imports.stockx import STOCKX


class Command(ImportCommand):
    help = (
        "Imports sales reports of StockX: each row becomes a sale with its product, size and lot. A sale that is known "
        "by its order number says afterwards what the report says; what the report does not say stays. Names and "
        "addresses in the report are kept nowhere."
    )
    kind = STOCKX
