"""Imports a price list."""

from apps.core.recognition.brands import BrandFinder
from apps.integration.imports.kinds import Kind, register
from apps.integration.imports.prices.columns import CODES, LAYOUT
from apps.integration.imports.prices.landing import Landing
from apps.integration.imports.prices.products import Products
from apps.integration.imports.prices.reading import RowReader
from apps.integration.imports.record_keeping import refused
from apps.integration.imports.run import Run, broken
from apps.integration.models.import_batch import ImportSource
from soleflip.intake.errors import RowRefused

AT_ONCE = 5_000  # rows


def land(run: Run) -> None:
    """Write the prices of the list into price_sources, each as a row of its own beside what other ways brought in."""
    reader, rows = RowReader(run.header), []
    with Products(CODES.keys() & run.header.place.keys(), BrandFinder()) as products:
        landing = Landing(run, products)
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
