"""The columns of a product list, and where they land in products.products."""

from soleflip.intake.layout import Layout

# Column of the list: column of the table, and its type.
COLUMNS = {
    "sku": ("sku", "text"),
    "name": ("name", "text"),
    "brand": ("brand_id", "uuid"),
    "category": ("category_id", "uuid"),
    "style_code": ("style_code", "text"),
    "ean": ("ean", "text"),
    "retail_price": ("retail_price", "numeric"),
    "release_date": ("release_date", "timestamptz"),
}
NEEDED = ("sku", "name")

LAYOUT = Layout("product list", tuple(COLUMNS), tuple((name,) for name in NEEDED))
