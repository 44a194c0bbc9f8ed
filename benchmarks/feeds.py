"""Makes Awin feeds and StockX reports as large as wanted, as wide as real ones, and the same for the same seed."""

import argparse
import csv
import random
from pathlib import Path

from databases import set_up

BRANDS = ["Nike", "adidas", "ASICS", "New Balance", "PUMA", "Vans", "Converse", "Reebok", "Jordan", "Salomon"]
MODELS = "Runner Court Trail Classic Low High Pro Retro Lite Max Street Wave Flow Pulse Core Tempo".split()
COLOURS = ["weiss", "schwarz", "blau", "grün", "rot", "beige", "grau", "braun", "gelb", "violett"]
WORDS = (
    "Der Schuh verbindet ein leichtes Obermaterial aus Mesh mit einer Zwischensohle, die auf jedem Schritt dämpft und "
    "den Fuß führt; Overlays aus Leder, Details in „Pure Silver“ und eine griffige Außensohle runden den Look ab."
).split()
SIZES = [f"{size / 2:g}" for size in range(71, 97)]
DESCRIPTION = 420  # letters, about; a real shop's have 440
PICTURES = (
    "https://images.example.net/?w={w}&h={w}&bg=white&trim=5&t=letterbox&url=ssl%3Acdn.example.com%2Ft%2Fjpl%2F"
    "sz_product_list%3Fplu%3Dsz_{n}_a%26resmode%3Dsharp%26qlt%3D80%26v%3D2&feedId=21293&k={k}"
)


def feed(path: Path, rows: int, *, seed: int = 1, changed: float = 0) -> None:
    """A feed with so many rows; of these the share `changed` has other prices than without it."""
    from apps.integration.imports.awin.columns import LAYOUT

    others = [f"custom_{number}" for number in range(1, 92 - len(LAYOUT.columns) + 1)]  # 92 in all
    names = [*LAYOUT.columns, *others]
    chance, changes = random.Random(seed), random.Random(seed + 1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        for number in range(rows):
            writer.writerow(_offer(number, chance, changes.random() < changed))


def _offer(number: int, chance: random.Random, is_changed: bool) -> dict[str, str]:
    """One size of a style; 26 sizes in a row are of the same one."""
    style = number // len(SIZES)
    brand, model, colour = (names[style % len(names)] for names in (BRANDS, MODELS, COLOURS))
    price = chance.randrange(4000, 30000)
    stock = chance.choice([0, 0, 1, 2, 3, 8])
    key = f"{chance.getrandbits(160):040x}"
    start = style % len(WORDS)
    text = " ".join((WORDS[start:] + WORDS * 3)[: DESCRIPTION // 7])
    digits = f"{455000000000 + number:012}"
    check = -sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10
    article = f"{style:09}"
    return {
        "aw_product_id": str(38_000_000_000 + number),
        "merchant_product_id": article,
        "product_name": f"{brand} {model} {style} Women's, {colour}",
        "description": f"{text} | {style_code(style).replace('-', '.')}",
        "search_price": f"{(price + 500 * is_changed) / 100:.2f}",
        "display_price": f"EUR{(price + 500 * is_changed) / 100:.2f}",
        "currency": "EUR",
        "merchant_name": "Example shoes DE",
        "merchant_id": "10597",
        "data_feed_id": "21293",
        "brand_name": brand,
        "brand_id": str(1100 + style % len(BRANDS)),
        "colour": colour,
        "ean": f"{digits}{check}",
        "Fashion:size": SIZES[number % len(SIZES)],
        "in_stock": str(int(stock > 0)),
        "stock_quantity": str(stock),
        "delivery_time": "5 to 7 days",
        "aw_deep_link": f"https://www.example.net/pclick.php?p={38_000_000_000 + number}&a=394937&m=10597",
        "merchant_deep_link": f"https://www.example.com/product/{colour}-{brand}-{model}-{style}/{style}_sizede/",
        "merchant_image_url": f"https://cdn.example.com/t/jpl/sz_product_list?plu=sz_{style}_a&resmode=sharp&qlt=80&v=2",
        "aw_image_url": PICTURES.format(w=200, n=style, k=key),
        "aw_thumb_url": PICTURES.format(w=70, n=style, k=key),
        "custom_1": article,
        "custom_2": "Women's Footwear",
        "custom_3": "194",
    }


def style_code(style: int) -> str:
    """That of the offers of a style."""
    return f"{1000 + style // 1000}A{style % 1000:03}-{style % 900 + 100}"


def report(path: Path, sales: int, *, seed: int = 1) -> None:
    """A StockX sales report with so many sales."""
    from apps.transactions.imports.stockx import COLUMNS

    chance = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for number in range(sales):
            price = chance.randrange(4000, 40000)
            payout = price - max(500, round(price * 0.08)) - round(price * 0.03)
            style = chance.randrange(sales // 5 + 1)
            writer.writerow(
                {
                    "Order Number": f"{10_000_000 + number:08}-{chance.randrange(10**8):08}",
                    "Item": f"{BRANDS[style % 10]} {MODELS[style % 16]} {style}",
                    "Style": f"AB{style:04}-{style % 900 + 100}" if style % 7 else "N/A",
                    "Sku Size": chance.choice(["9", "9.5", "10", "10W", "6Y", "10C", "42", "N/A"]),
                    "Sale Date": f"2024-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02} 04:57:07 +00",
                    "Payout date": "2025-02-01 10:00:00 +00",
                    "Quantity": "1",
                    "Listing Price": f"{price / 100:g}",
                    "Listing Price Currency": "EUR",
                    "Total Gross Amount (Total Payout)": f"{payout / 100:g}",
                    "Total Gross Amount (Total Payout) Currency": "EUR",
                    "Buyer Destination Country": "Deutschland",
                    "Buyer Destination City": "Köln",
                }
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    set_up()
    feed(options.file, options.rows)
