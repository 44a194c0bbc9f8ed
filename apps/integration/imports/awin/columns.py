"""The columns of a feed that land in awin_products, and those of its 92 that an importer has to know by name."""

from soleflip.intake.layout import Layout

# Column of awin_products: the columns of the feed in which it stands, the first that is filled counts; letters.
TEXTS: dict[str, tuple[tuple[str, ...], int | None]] = {
    "awin_product_id": (("aw_product_id",), 50),
    "merchant_product_id": (("merchant_product_id",), 100),
    "merchant_name": (("merchant_name",), 200),
    "product_name": (("product_name",), 500),
    "brand_name": (("brand_name",), 200),
    "ean": (("ean",), 20),
    "product_gtin": (("product_GTIN",), 20),
    "mpn": (("mpn",), 100),
    "product_model": (("product_model",), 200),
    "description": (("description",), None),
    "short_description": (("product_short_description",), None),
    "colour": (("colour",), 100),
    "size": (("Fashion:size", "size"), 20),  # the second is no name of Awin's, but what people write by hand
    "material": (("Fashion:material",), 200),
    "delivery_time": (("delivery_time",), 100),
    "image_url": (("merchant_image_url", "aw_image_url"), 1000),
    "thumbnail_url": (("aw_thumb_url", "merchant_thumb_url"), 1000),
    "affiliate_link": (("aw_deep_link",), 2000),
    "merchant_link": (("merchant_deep_link",), 2000),
}
NUMBERS = {
    "merchant_id": "merchant_id",
    "data_feed_id": "data_feed_id",
    "brand_id": "brand_id",
    "stock_quantity": "stock_quantity",
}
PRICES = {"store_price_cents": "store_price", "rrp_price_cents": "rrp_price"}
RETAIL = ("search_price", "store_price", "display_price")  # the first that is filled is the price to pay
PICTURES = ("alternate_image", "alternate_image_two", "alternate_image_three", "alternate_image_four", "large_image")
OTHERS = ("currency", "in_stock", "last_updated")
EXPORTED = "soleflip_export"  # no column of Awin's: it says that our own export wrote the file
NEEDED = ("awin_product_id", "product_name", "merchant_id")  # of each row

LAYOUT = Layout(
    "Awin feed",
    tuple(
        dict.fromkeys(
            [
                *(name for names, _ in TEXTS.values() for name in names),
                *NUMBERS.values(),
                *PRICES.values(),
                *RETAIL,
                *PICTURES,
                *OTHERS,
                EXPORTED,
            ]
        )
    ),
    (("aw_product_id",), ("product_name",), ("merchant_id",), RETAIL),
)
