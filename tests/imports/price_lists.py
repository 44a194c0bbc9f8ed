"""Price lists that stand in a test, and what becomes of them."""

import datetime

from apps.core.models import Brand
from apps.integration.imports.prices.importer import PRICES
from apps.integration.models import PriceSource
from apps.products.models import Product
from tests.imports.lists import imported, records
from tests.support.rows import make

HEADER = "style_code,gtin,size,region,source,price_type,price,currency,in_stock,url\n"
ROW = "DD1391-100,,9,US,StockX,resale,140.00,EUR,1,https://stockx.example/dunk-low\n"
EAN, OTHER_EAN = "0194502876888", "4006381333931"
LONG_AGO = datetime.datetime(2024, 1, 2, tzinfo=datetime.UTC)


def make_dunk() -> Product:
    """The product of ROW, with the EAN."""
    return product("D1", name="Dunk Low Men's", style_code="DD1391-100", ean=EAN)


def product(sku: str, brand: str | None = "nike", **values) -> Product:
    """A product of the brand with this slug."""
    return make(Product, sku=sku, brand=brand and Brand.objects.get(slug=brand), **{"name": "Dunk Low", **values})


def bring_in(text: str, **options):
    """Import a price list."""
    return imported(text, PRICES, **options)


def listed(*rows: str, header=HEADER) -> str:
    """A list of these rows."""
    return header + "".join(row if row.endswith("\n") else f"{row}\n" for row in rows)


def counts(outcome) -> tuple[int, int, int, int, int]:
    """Added, changed, unchanged, duplicates, errors."""
    found = outcome.counts
    assert found.read == found.processed + found.skipped + found.errors
    return found.added, found.changed, found.unchanged, found.duplicates, found.errors


def priced(columns: str, row: str) -> PriceSource:
    """The price that a list of one row becomes."""
    outcome = bring_in(f"{columns}\n{row}\n")
    assert counts(outcome) == (1, 0, 0, 0, 0), [record.validation_errors for record in records(outcome).values()]
    return PriceSource.objects.get()


def reasons(columns: str, row: str) -> dict[str, str]:
    """Why this row is refused, of which nothing is written."""
    outcome = bring_in(f"{columns}\n{row}\n")
    assert counts(outcome) == (0, 0, 0, 0, 1)
    assert not PriceSource.objects.exists()
    return records(outcome)[1].validation_errors


def aged() -> None:
    """All prices were seen long ago."""
    PriceSource.objects.update(last_updated=LONG_AGO, updated_at=LONG_AGO)


def named_but(*left_out: str) -> list[dict]:
    """All prices, without these columns."""
    rows = PriceSource.objects.order_by("source_product_id", "product", "size").values()
    return [{key: value for key, value in row.items() if key not in left_out} for row in rows]
