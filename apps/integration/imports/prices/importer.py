"""Imports a price list."""

from apps.core.recognition.brands import BrandFinder
from apps.integration.imports.kinds import Kind, register
from apps.integration.imports.prices.columns import CODES, LAYOUT
from apps.integration.imports.prices.landing import Landing
from apps.integration.imports.prices.products import Products
from apps.integration.imports.prices.reading import RowReader
from apps.integration.imports.reading import in_pieces
from apps.integration.imports.run import Run
from apps.integration.models.import_batch import ImportSource

AT_ONCE = 5_000  # rows


def land(run: Run) -> None:
    """Write the prices of the list into price_sources, each as a row of its own beside what other ways brought in."""
    with Products(CODES.keys() & run.header.place.keys(), BrandFinder()) as products:
        landing = Landing(run, products)
        for rows in in_pieces(run, RowReader(run.header), AT_ONCE):
            landing.land(rows)


PRICES = register(
    Kind(
        "prices",
        "price list",
        ImportSource.PRICES,
        LAYOUT,
        land,
        writes=("integration.PriceSource", "products.Size"),
        about="Prices from anywhere, one row for each product, size and source: CSV with style_code or gtin, size, "
        "region, source, price_type, price, currency, in_stock and url.",
    )
)
