"""manage.py import_products: product lists."""

from apps.integration.imports.catalog.importer import PRODUCTS
from apps.integration.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Imports lists of products with the columns sku, name, brand, category, style_code, ean, retail_price (EUR) "
        "and release_date: adds what is new, changes what differs, and leaves what is unchanged as it is. Products are "
        "found by sku; brands and categories by name or slug, and made where there are none. Only sku and name are "
        "needed: what stands in a column that a list lacks stays, and an empty cell empties, but never the category."
    )
    kind = PRODUCTS
