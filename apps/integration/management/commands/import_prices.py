"""manage.py import_prices: price lists."""

from apps.integration.imports.command import ImportCommand
from apps.integration.imports.prices.importer import PRICES


class Command(ImportCommand):
    help = (
        "Imports price lists into price_sources. Columns: style_code, gtin or sku of a product that is known; source; "
        "price; and where it is known brand, size, region, gender, source_name, price_type, currency, condition, "
        "in_stock and url. A price that is new is added and one that differs is changed; one that is the same is "
        "confirmed, which last_updated alone says. Prices that came in another way stay as they are."
    )
    kind = PRICES
