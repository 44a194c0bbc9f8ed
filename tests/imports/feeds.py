"""Feeds as Awin offers them, made up: one row for each size of a shoe."""

import csv
import io

COLUMNS = """
aw_deep_link product_name aw_product_id merchant_product_id merchant_image_url description merchant_category
search_price merchant_name merchant_id category_name category_id aw_image_url currency store_price delivery_cost
merchant_deep_link language last_updated display_price data_feed_id brand_name brand_id colour
product_short_description specifications condition product_model model_number dimensions keywords promotional_text
product_type commission_group merchant_product_category_path merchant_product_second_category
merchant_product_third_category rrp_price saving savings_percent base_price base_price_amount base_price_text
product_price_old delivery_restrictions delivery_weight warranty terms_of_contract delivery_time in_stock
stock_quantity valid_from valid_to is_for_sale web_offer pre_order stock_status size_stock_status size_stock_amount
merchant_thumb_url large_image alternate_image aw_thumb_url alternate_image_two alternate_image_three
alternate_image_four reviews average_rating rating number_available custom_1 custom_2 custom_3 custom_4 custom_5
custom_6 custom_7 custom_8 custom_9 ean isbn upc mpn parent_product_id product_GTIN basket_link Fashion:suitable_for
Fashion:category Fashion:size Fashion:material Fashion:pattern Fashion:swatch""".split()

OFFER = {
    "aw_product_id": "38953129761",
    "product_name": "Läufer 2160 Damen, weiß",
    "merchant_id": "10597",
    "merchant_name": "Schuhkiste DE",
    "merchant_product_id": "003750677",
    "model_number": "003750677",
    "description": 'Ein Schuh, "luftig"\nund leicht. | 1203A544.101',
    "search_price": "130.00",
    "display_price": "EUR130.00",
    "currency": "EUR",
    "data_feed_id": "21293",
    "brand_name": "ASICS",
    "brand_id": "1114",
    "colour": "weiß",
    "in_stock": "1",
    "stock_quantity": "8",
    "ean": "4550457535267",
    "Fashion:size": "42.5",
    "aw_deep_link": "https://shop.example/pclick?p=38953129761",
    "merchant_deep_link": "https://shop.example/weiss/",
    "aw_image_url": "https://pictures.example/1.jpg",
    "aw_thumb_url": "https://pictures.example/thumb.jpg",
    "delivery_time": "5 to 7 days",
}


def offer(number: int | str = 38953129761, **values: str) -> dict[str, str]:
    """A row of a feed by its columns. `size` and `material` stand for Fashion:size and Fashion:material."""
    named = {f"Fashion:{name}": values.pop(name) for name in ("size", "material") if name in values}
    return {**OFFER, "aw_product_id": str(number), **values, **named}


def feed(*rows: dict[str, str], columns=COLUMNS, delimiter=",", encoding="utf-8", end="\n", **options) -> bytes:
    """The rows as a file with these columns."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, **options)
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue().encode(encoding)


def without(*names: str) -> list[str]:
    """The columns of a feed but these."""
    return [name for name in COLUMNS if name not in names]
