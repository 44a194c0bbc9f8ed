"""Imports a product list."""

from apps.integration.imports.catalog.columns import LAYOUT
from apps.integration.imports.catalog.landing import Landing
from apps.integration.imports.catalog.reading import RowReader
from apps.integration.imports.kinds import Kind, register
from apps.integration.imports.reading import in_pieces
from apps.integration.imports.run import Run
from apps.integration.models.import_batch import ImportSource

AT_ONCE = 2_000  # rows


def land(run: Run) -> None:
    """Write the rows of the list into products; those that are unchanged stay as they are, to the last column."""
    landing = Landing(run)
    for rows in in_pieces(run, RowReader(run.header), AT_ONCE):
        landing.land(rows)


PRODUCTS = register(
    Kind(
        "products",
        "product list",
        ImportSource.CATALOG,
        LAYOUT,
        land,
        writes=("products.Product", "core.Brand", "core.Category"),
        about="The catalog itself, one row for each product by its SKU: CSV, packed or not, such as export_products "
        "writes.",
    )
)
