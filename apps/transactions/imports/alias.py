"""The sales report of Alias: eight columns, of which one is not what it is called."""

from apps.integration.imports.kinds import Kind, register
from apps.integration.models.import_batch import ImportSource
from apps.platforms.choices import SalesPlatform
from apps.products.size_charts.labels import price_label
from apps.products.style_codes import normalised
from apps.transactions.imports.cells import Cells
from apps.transactions.imports.landing import Report, land
from apps.transactions.imports.sale import Sale
from soleflip.intake import values
from soleflip.intake.layout import Header, Layout

PRICE = "PRODUCT_PRICE_CENTS_SALE_PRICE"  # whole US dollars, whatever it says
CURRENCY = "USD"
EARLY_CREDIT = "Credited by Alias on {day}, before the day of the sale."
COLUMNS = ("USERNAME", "ORDER_NUMBER", "SKU", "SIZE", "NAME", PRICE, "CREDIT_DATE", "PURCHASED_DATE")
NAMES = {"style_code": "SKU", "item": "NAME", "order_number": "ORDER_NUMBER"}
LAYOUT = Layout("Alias sales report", COLUMNS, (("ORDER_NUMBER",), ("SKU", "NAME"), (PRICE,), ("PURCHASED_DATE",)))


def read(header: Header, row: list[str]) -> Sale:
    """The sale of a row. Raises SaleRefused.

    The report tells no payout and no fees, so the sale has none. The days are the first moments of themselves in UTC.
    """
    cells = Cells(header, row)
    order_number = cells.need("ORDER_NUMBER", cells.text("ORDER_NUMBER", 200))
    item = cells.text("NAME", 255)
    style = cells.read("SKU", lambda cell: values.fitting(normalised(cell), 200) or None)
    if not (item or style):
        cells.reasons.setdefault("NAME", "It is empty, and so is SKU: there must be one of them.")
    price = cells.need(PRICE, cells.amount(PRICE))
    if price and not price[0]:
        cells.reasons[PRICE] = "It is zero: nothing is sold for nothing."
    if price and price[1] not in (None, CURRENCY):
        cells.reasons[PRICE] = f"It is in {price[1]}, and Alias reports {CURRENCY}."
    sold_at = cells.need("PURCHASED_DATE", cells.read("PURCHASED_DATE", values.day_first))
    credited = cells.read("CREDIT_DATE", values.day_first)
    size = cells.text("SIZE", 20)
    cells.check()
    is_early = credited is not None and credited < sold_at
    return Sale(
        order_number=order_number,
        item=item,
        style_code=style,
        size=size,
        sold_at=sold_at,
        sale_price=price[0],
        currency=CURRENCY,
        is_paid=credited is not None,
        # The database knows no payout before the sale. That there was a credit is kept, and its day in the notes.
        payout_date=None if is_early else credited,
        remarks=[EARLY_CREDIT.format(day=f"{credited:%Y-%m-%d}")] if is_early else [],
    )


ALIAS = register(
    Kind(
        "alias_sales",
        "Alias sales report",
        ImportSource.ALIAS,
        LAYOUT,
        lambda run: land(run, REPORT),
        writes=("products.Product", "products.InventoryItem", "transactions.Order"),
        about="The sales report of Alias. Its prices are whole US dollars, its days are read day first.",
    )
)
SHOWN = frozenset(name.casefold() for name in COLUMNS if name != "USERNAME")
# Sizes carry no region: only those are understood that tell it by themselves, such as 10W.
REPORT = Report("alias", SalesPlatform.ALIAS, read, SHOWN, price_label, NAMES)
