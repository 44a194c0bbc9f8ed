"""Products and offers, made up, as the tests of matching need them."""

from apps.core.models import Brand, Category
from apps.integration.models import AwinProduct
from apps.products.models import Product
from tests.support.rows import make

ASICS = "1203A544-101"
EAN = "4550457535267"


def product(style_code: str | None = ASICS, brand: str | None = "Asics", **values) -> Product:
    """A product of the catalog, of a seeded brand."""
    return make(
        Product,
        style_code=style_code,
        brand=brand and Brand.objects.get(name=brand),
        category=Category.objects.get(slug="sneakers"),
        **{"name": "Gel-Kinetic Fluent", "ean": None, "gtin": None, **values},
    )


def offer(code: str | None = "1203A544.101", **values) -> AwinProduct:
    """An offer as it stands in awin_products, with the style code at the end of its description."""
    row = {
        "product_name": "ASICS GEL-KINETIC FLUENT, grau",
        "brand_name": "ASICS",
        "merchant_id": 10597,
        "merchant_name": "Schuhkiste DE",
        "description": f"Ein Schuh, luftig und leicht. | {code}" if code else "Ein Schuh, luftig und leicht.",
        "ean": None,
        "product_gtin": None,
        "mpn": None,
        "product_model": None,
        "size": "42.5",
        "currency": "EUR",
        "retail_price_cents": 13000,
        "in_stock": True,
        "stock_quantity": 8,
        "affiliate_link": "https://shop.example/pclick?p=1",
        "merchant_link": "https://shop.example/weiss/",
        "matched_product": None,
        "match_method": None,
        "match_confidence": None,
        "last_updated": None,
    }
    return make(AwinProduct, **{**row, **values})


def matched(row: AwinProduct) -> tuple[Product | None, str | None, float | None]:
    """The product of the offer, how it was found, and how sure that is."""
    row.refresh_from_db()
    confidence = row.match_confidence
    return row.matched_product, row.match_method, None if confidence is None else float(confidence)
