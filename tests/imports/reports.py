"""Sales reports as StockX and Alias write them, of people who do not exist."""

import csv
import io

STOCKX = [
    "Seller Name",
    "Seller Address (Billing)",
    "Seller VAT Number",
    "Sold To Name",
    "Sold To address",
    "Sold to VAT Number",
    "Fiscal Representative Name",
    "Fiscal Representative Address",
    "StockX Destination Address",
    "Payout date",
    "Invoice Date",
    "Invoice Number",
    "Item",
    "Sku Name",
    "Sku Size",
    "Style",
    "Order Number",
    "Sale Date",
    "Seller Tracking Number",
    "Buyer Destination Country",
    "Buyer Destination City",
    "Buyer Tracking Number",
    "Quantity",
    "Ship From Address",
    "Ship To Address",
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
]
SHORT = [name for name in STOCKX if not name.startswith(("Total VAT", "Fiscal", "Special", "Provider", "Payout ID"))]
# Canaries: none of these words may be found anywhere after an import.
PERSONAL = {
    "Seller Name": "Kanarienvogel Erika",
    "Seller Address (Billing)": "Vogelgasse 17\nHinterhaus Kanari\n80331 Zwitscherstadt",
    "Seller VAT Number": "DE919191919",
    "Sold To Name": "Piepmatz Handels GmbH",
    "Sold To address": "Nistkasten 3, 1010 Federdorf",
    "Sold to VAT Number": "ATU82828282",
    "Fiscal Representative Name": "Kakadu Treuhand",
    "Fiscal Representative Address": "Sittichweg 5, 5020 Schnabelberg",
    "StockX Destination Address": "Rue du Perroquet 8, 59000 Volière",
    "Ship From Address": "Eulenkamp 44, 20095 Uhustadt",
    "Ship To Address": "Amselsteig 2, 70173 Drosselheim",
}
CANARIES = """
Kanari Erika Vogelgasse Zwitscherstadt DE919191919 Piepmatz Nistkasten Federdorf ATU82828282 Kakadu Sittichweg
Schnabelberg Perroquet Volière Eulenkamp Uhustadt Amselsteig Drosselheim""".split()
SALE = {
    **PERSONAL,
    "Payout date": "2024-08-09 11:02:03 +00",
    "Invoice Date": "2024-08-09 11:02:03 +00",
    "Invoice Number": "EU-INV-0001",
    "Item": "Air Hüpfer 4 Retro",
    "Sku Name": "Air Hüpfer 4 Retro:10.5",
    "Sku Size": "10.5",
    "Style": "DZ5485-612",
    "Order Number": "70000001-70099991",
    "Sale Date": "2024-07-31 04:57:07 +00",
    "Seller Tracking Number": "1Z999AA10123456784",
    "Buyer Destination Country": "Österreich",
    "Buyer Destination City": "Łódź",
    "Quantity": "1",
    "Seller Fee": "12.6",
    "Seller Fee Currency": "EUR",
    "Payment Processing": "4.2",
    "Payment Processing Currency": "EUR",
    "Shipping Fee": "5",
    "Shipping Fee Currency": "EUR",
    "VAT Rate": "Reverse charge",
    "Listing Price": "140",
    "Listing Price Currency": "EUR",
    "Total Gross Amount (Total Payout)": "118.2",
    "Total Gross Amount (Total Payout) Currency": "EUR",
    "Payout ID": "P-1",
    "Special references": "N/A",
    "Total Invoice Amount": "9999.99",
}
PRICE, PAYOUT, PAID_ON = "Listing Price", "Total Gross Amount (Total Payout)", "Payout date"
ALIAS = [
    "USERNAME",
    "ORDER_NUMBER",
    "SKU",
    "SIZE",
    "NAME",
    "PRODUCT_PRICE_CENTS_SALE_PRICE",
    "CREDIT_DATE",
    "PURCHASED_DATE",
]
ALIAS_SALE = {
    "USERNAME": "Kanarienvogel",
    "ORDER_NUMBER": "512345678",
    "SKU": "DM7866 200",
    "SIZE": "10.5",
    "NAME": "Hüpfer 1 Low",
    "PRODUCT_PRICE_CENTS_SALE_PRICE": "150",
    "CREDIT_DATE": "9/11/24",
    "PURCHASED_DATE": "3/11/24",
}


def order_number(number: int) -> str:
    """An order number of StockX."""
    return f"{70000000 + number}-{70099990 + number}"


def sale(number: int = 1, **values: str) -> dict[str, str]:
    """A row of StockX's report. Columns by name, where `_` stands for a space; `price`, `payout` and `paid_on` too."""
    short = {"price": PRICE, "payout": PAYOUT, "paid_on": PAID_ON}
    named = {short.get(name, name.replace("_", " ")): value for name, value in values.items()}
    assert named.keys() <= set(STOCKX), named
    return {**SALE, "Order Number": order_number(number), **named}


def alias_sale(number: int = 512345678, **values: str) -> dict[str, str]:
    """A row of Alias' report; `price` is its column with the long name."""
    if "price" in values:
        values["PRODUCT_PRICE_CENTS_SALE_PRICE"] = values.pop("price")
    assert values.keys() <= set(ALIAS), values
    return {**ALIAS_SALE, "ORDER_NUMBER": str(number), **values}


def stockx(*rows: dict[str, str], columns=STOCKX, **options) -> bytes:
    """StockX's report with these rows."""
    return _file(rows, columns, **options)


def alias(*rows: dict[str, str], columns=ALIAS, **options) -> bytes:
    """Alias' report with these rows."""
    return _file(rows, columns, **options)


def _file(rows, columns, delimiter=",", encoding="utf-8", end="\n", **options) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, **options)
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue().encode(encoding)
