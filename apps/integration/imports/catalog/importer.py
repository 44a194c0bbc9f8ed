"""Imports a product list."""

from apps.integration.imports.catalog.columns import LAYOUT
from apps.integration.imports.catalog.landing import Landing
from apps.integration.imports.catalog.reading import Row, RowReader
from apps.integration.imports.kinds import Kind, register
from apps.integration.imports.record_keeping import refused
from apps.integration.imports.run import Run, broken
from apps.integration.models.import_batch import ImportSource
from soleflip.intake.errors import RowRefused

AT_ONCE = 2_000  # rows


def land(run: Run) -> None:
    """Write the rows of the list into products; those that are unchanged stay as they are, to the last column."""
    reader, landing = RowReader(run.header), Landing(run)
    rows: list[Row] = []
    for record in run.records():
        if record.problem:
            run.refuse(broken(record, run.header))
            continue
        try:
            rows.append(reader.read(record))
        except RowRefused as error:
            run.refuse(refused(record.number, reader.as_read(record), error.reasons))
            continue
        if len(rows) == AT_ONCE:
            landing.land(rows)
            rows.clear()
            run.tell(record.number)
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
