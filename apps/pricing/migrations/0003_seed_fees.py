"""What the platforms keep, as seen in real payouts. Applied again, it changes nothing.

Where a year shows a range, the highest share stands here: a profit is rather shown too small. The levels of a seller at
StockX lower it (9, 8.5, 8, 7.5 or 7 % are published); who has another one corrects the row.
"""

from datetime import date

from django.db import migrations

SEEN = "StockX payouts of {}: seller fee {}, payment processing 3 %, shipping EUR 0 to 5"
FLOOR = " (the floor of 2023 was not seen to end)"
EURO, DOLLAR = "EUR", "USD"
# Platform, first and last day, seller %, minimum fee, payment %, fixed fee, shipping, currency, source.
FEES = [
    (
        "stockx",
        date(2022, 1, 1),
        date(2022, 12, 31),
        "8.5",
        "0",
        "3",
        "0",
        "4.50",
        EURO,
        SEEN.format(2022, "6.5 to 8.5 %"),
    ),
    (
        "stockx",
        date(2023, 1, 1),
        date(2023, 12, 31),
        "8",
        "5.00",
        "3",
        "0",
        "4.50",
        EURO,
        SEEN.format(2023, "6.5 to 8 %, at least EUR 5"),
    ),
    (
        "stockx",
        date(2024, 1, 1),
        date(2024, 12, 31),
        "8",
        "5.00",
        "3",
        "0",
        "4.50",
        EURO,
        SEEN.format(2024, "7 to 8 %") + FLOOR,
    ),
    ("stockx", date(2025, 1, 1), None, "8", "5.00", "3", "0", "4.50", EURO, SEEN.format(2025, "8 %") + FLOOR),
    (
        "alias",
        date(2024, 1, 1),
        None,
        "9.5",
        "0",
        "2.9",
        "0",
        "0",
        DOLLAR,
        "Alias, 2024: commission 9.5 %, cash-out 2.9 %",
    ),
    (
        "ebay",
        date(2026, 1, 1),
        None,
        "12",
        "0",
        "0",
        "0.45",
        "0",
        EURO,
        "eBay Germany, business sellers, fashion, 2026: 12 % and EUR 0.45",
    ),
    ("klekt", date(2022, 1, 1), None, "0", "0", "0", "0", "0", EURO, "Klekt: the buyer pays the fees"),
    ("kleinanzeigen", date(2022, 1, 1), None, "0", "0", "0", "0", "0", EURO, "Kleinanzeigen: free for the seller"),
]
COLUMNS = (
    "valid_from",
    "valid_to",
    "seller_percent",
    "minimum_fee",
    "payment_percent",
    "fixed_fee",
    "shipping",
    "currency",
    "source",
)


def seed(apps, schema_editor):
    alias = schema_editor.connection.alias
    platforms = apps.get_model("core", "Platform").objects.using(alias)
    fees = apps.get_model("pricing", "PlatformFee").objects.using(alias)
    keys = dict(platforms.values_list("slug", "pk"))
    # A platform whose fees somebody has entered keeps those.
    kept = set(fees.values_list("platform__slug", flat=True))
    fees.bulk_create(
        fees.model(platform_id=keys[slug], **dict(zip(COLUMNS, values, strict=True)))
        for slug, *values in FEES
        if slug in keys and slug not in kept
    )


class Migration(migrations.Migration):
    dependencies = [("pricing", "0002_sql_objects"), ("core", "0004_seed")]

    operations = [
        # Not taken back: rows of ours may be corrected by then. They go with their table.
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
