"""manage.py export_products: the catalog as a product list."""

from collections.abc import Iterator

from apps.integration.imports.catalog.columns import COLUMNS
from apps.integration.imports.export_command import ExportCommand
from apps.products.models import Product

NAMES = {"brand": "brand__name", "category": "category__name"}


class Command(ExportCommand):
    help = "Exports the catalog as CSV, by sku; import_products brings it back equal."
    columns = tuple(COLUMNS)

    def rows(self) -> Iterator[tuple]:
        fields = [NAMES.get(column, column) for column in self.columns]
        return Product.objects.order_by("sku").values_list(*fields).iterator()
