"""manage.py import_alias_sales: sales reports of Alias."""

from apps.integration.imports.command import ImportCommand
from apps.transactions.imports.alias import ALIAS


class Command(ImportCommand):
    help = (
        "Imports sales reports of Alias: each row becomes a sale with its product, size and lot. A sale that is known "
        "by its order number says afterwards what the report says; what the report does not say stays. Names and "
        "addresses in the report are kept nowhere."
    )
    kind = ALIAS
