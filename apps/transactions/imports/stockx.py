"""The seller's sales report of StockX (formats as found in real files: 44 columns, or a shorter export with 37)."""

from decimal import Decimal

from apps.integration.imports.kinds import Kind, register
from apps.integration.models.import_batch import ImportSource
from apps.platforms.choices import SalesPlatform
from apps.products.size_charts.labels import stockx_label
from apps.products.style_codes import normalised
from apps.transactions.imports.cells import Cells
from apps.transactions.imports.landing import Report, land
from apps.transactions.imports.sale import Sale
from soleflip.intake import values
from soleflip.intake.layout import Header, Layout

ORDER, ITEM, STYLE, SIZE, SOLD = "Order Number", "Item", "Style", "Sku Size", "Sale Date"
PRICE, PAYOUT, PAID_ON = "Listing Price", "Total Gross Amount (Total Payout)", "Payout date"
NAMES = {"style_code": STYLE, "item": ITEM, "order_number": ORDER}
FEES = {"seller_fee": "Seller Fee", "processing_fee": "Payment Processing", "shipping_cost": "Shipping Fee"}
# The names and addresses of seller, buyer and representative are in none of these: what is not here is masked.
COLUMNS = (
    "Payout date",
    "Invoice Date",
    "Invoice Number",
    "Item",
    "Sku Name",
    "Sku Size",
    "Style",
    "Order Number",
    "Sale Date",
    "Buyer Destination Country",
    "Buyer Destination City",
    "Quantity",
    "Seller Fee",
    "Seller Fee Currency",
    "Payment Processing",
    "Payment Processing Currency",
    "Shipping Fee",
    "Shipping Fee Currency",
    "VAT Rate",
    "Total Net Amount (Payout Excluding VAT)",
    "Total Net Amount (Payout Excluding VAT) Currency",
    "Listing Price",
    "Listing Price Currency",
    "Total Gross Amount (Total Payout)",
    "Total Gross Amount (Total Payout) Currency",
    "Total VAT Amount",
    "Total VAT Amount Currency",
    "Payout ID",
    "Special references",
    "Provider Transaction ID",
    "Total Invoice Amount",
    "Seller Tracking Number",
    "Buyer Tracking Number",
)
LAYOUT = Layout("StockX sales report", COLUMNS, ((ORDER,), (SOLD,), (PRICE,), (STYLE, ITEM, "Sku Name")))


def read(header: Header, row: list[str]) -> Sale:
    """The sale of a row. Raises SaleRefused.

    The payout is what StockX paid, never computed from the fees: of those, many are missing although they were kept.
    """
    cells = Cells(header, row)
    order_number = cells.need(ORDER, cells.text(ORDER, 100))
    item = cells.text(ITEM, 255) or cells.text("Sku Name", 255)
    style = cells.read(STYLE, lambda cell: values.fitting(normalised(cell), 200) or None)
    if not (item or style):
        cells.reasons.setdefault(ITEM, "It is empty, and so is Style: there must be one of them.")
    price = cells.need(PRICE, cells.amount(PRICE))
    if price and not price[0]:
        cells.reasons[PRICE] = "It is zero: nothing is sold for nothing."
    payout = cells.amount(PAYOUT)
    fees = {field: cells.amount(column) for field, column in FEES.items()}
    currency = _currency(cells, {PRICE: price, PAYOUT: payout, **{FEES[name]: fee for name, fee in fees.items()}})
    if price and payout and payout[0] > price[0]:
        cells.reasons[PAYOUT] = f"{payout[0]} is more than the {PRICE} of {price[0]}: no platform pays out more."
    if (quantity := cells.read("Quantity", values.whole_number)) not in (None, 1):
        cells.reasons["Quantity"] = f"It is {quantity}, and a sale on StockX is always 1 pair."
    sold_at, paid_on = cells.need(SOLD, cells.read(SOLD, values.moment)), cells.read(PAID_ON, values.moment)
    if sold_at and paid_on and paid_on < sold_at:
        cells.reasons[PAID_ON] = f"It is before the {SOLD}: money arrives after a sale."
    sale = {
        "size": cells.text(SIZE, 20),
        "country": cells.text("Buyer Destination Country", 100),
        "city": cells.text("Buyer Destination City", 200),
        "tracking_number": cells.text("Seller Tracking Number", 100),
    }
    cells.check()
    return Sale(
        order_number=order_number,
        item=item,
        style_code=style,
        sold_at=sold_at,
        sale_price=price[0],
        currency=currency,
        net_proceeds=payout and payout[0],
        is_paid=paid_on is not None,
        payout_date=paid_on,
        **sale,
        **{field: fee and fee[0] for field, fee in fees.items()},
    )


def _currency(cells: Cells, amounts: dict[str, tuple[Decimal, str | None] | None]) -> str:
    """The one currency of all amounts: a sale holds no two, and amounts of two are never compared."""
    currency = None
    for column, amount in amounts.items():
        named = cells.read(f"{column} Currency", values.currency_code)
        if amount is None:
            continue
        for own in filter(None, (named, amount[1])):
            if currency and own != currency:
                cells.reasons[column] = f"It is in {own}, and the {PRICE} in {currency}: a sale has one currency."
            currency = currency or own
    if not currency and any(amounts.values()):
        cells.reasons.setdefault(f"{PRICE} Currency", "It is empty: say in which currency the price is.")
    return currency or ""


STOCKX = register(
    Kind(
        "stockx_sales",
        "StockX sales report",
        ImportSource.STOCKX,
        LAYOUT,
        lambda run: land(run, REPORT),
        writes=("products.Product", "products.InventoryItem", "transactions.Order"),
        about="The sales report that sellers download from StockX. Names and addresses in it are kept nowhere.",
    )
)
REPORT = Report(
    "stockx", SalesPlatform.STOCKX, read, frozenset(name.casefold() for name in COLUMNS), stockx_label, NAMES
)
