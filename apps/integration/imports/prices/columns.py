"""The columns of a price list."""

from soleflip.intake.layout import Layout

# What names the product. All that are given have to name the same one.
CODES = {"sku": "SKU", "gtin": "GTIN", "style_code": "style code"}
COLUMNS = (
    *CODES,
    "brand",
    "size",
    "region",
    "gender",
    "source",
    "source_name",
    "price_type",
    "price",
    "currency",
    "condition",
    "in_stock",
    "url",
)

LAYOUT = Layout("price list", COLUMNS, (("style_code", "gtin", "sku"), ("source",), ("price",)))
