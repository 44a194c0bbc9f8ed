"""manage.py export_prices: the prices of price lists, as a price list."""

from collections.abc import Iterator
from decimal import Decimal

from apps.integration.imports.export_command import ExportCommand
from apps.integration.imports.prices.offers import LIST
from apps.integration.models import PriceSource
from apps.products.models.size import Gender

# Column of the list: where it stands.
COLUMNS = {
    "sku": "product__sku",
    "style_code": "product__style_code",
    "size": "size__value",
    "region": "size__region",
    "gender": "size__gender",
    "source": "source_type",
    "source_name": "source_name",
    "price_type": "price_type",
    "price": "price_cents",
    "currency": "currency",
    "condition": "condition",
    "in_stock": "in_stock",
    "url": "source_url",
}


class Command(ExportCommand):
    help = (
        "Exports the prices that import_prices brought in as CSV, by SKU; import_prices brings them back equal. What "
        "came in another way, such as the offers of a feed, is not exported."
    )
    columns = tuple(COLUMNS)

    def rows(self) -> Iterator[list]:
        prices = PriceSource.objects.filter(source_product_id__startswith=f"{LIST}:")
        ordered = prices.order_by("product__sku", "source_type", "source_product_id", "size_id")
        for row in ordered.values(*COLUMNS.values()).iterator():
            row["price_cents"] = Decimal(row["price_cents"]).scaleb(-2)
            if row["size__gender"] == Gender.UNISEX:
                row["size__gender"] = None
            yield list(row.values())
