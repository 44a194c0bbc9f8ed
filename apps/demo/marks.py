"""How a demo row is known for one: by its id.

The id is a UUID of version 8, whose content is free: the demo's own 32 bits, the number of the table, the seed, and
the number of the row. gen_random_uuid() makes version 4, so no other row has such an id by chance, and the ids of a
table are one range of its primary key. Rows whose id the database draws are known by the demo row that they belong to.
"""

NAMESPACE = "5e11de30"  # any number, the same for ever: by it the demo rows of every database are found

# The place is the number in the id: add at the end, and leave what is no longer used.
TABLES = (
    "core.brands",
    "public.sizes",
    "core.suppliers",
    "products.products",
    "products.product_gtins",
    "products.product_style_codes",
    "pricing.exchange_rates",
    "integration.price_sources",
    "integration.price_history",
    "products.inventory",
    "transactions.orders",
    "platforms.stockx_listings",
    "platforms.pricing_history",
    "auth.users",
    "core.supplier_accounts",
    "core.account_purchase_history",
    "core.supplier_history",
    "integration.awin_products",
    "integration.awin_price_history",
    "integration.awin_enrichment_jobs",
    "integration.import_batches",
    "integration.import_records",
    "integration.match_questions",
    "integration.match_candidates",
    "integration.match_question_offers",
    "integration.market_prices",
    "pricing.market_prices",
    "pricing.price_history",
    "pricing.price_rules",
    "pricing.brand_multipliers",
    "analytics.demand_patterns",
    "analytics.forecast_accuracy",
    "analytics.marketplace_data",
    "analytics.pricing_kpis",
    "analytics.sales_forecasts",
    "platforms.stockx_orders",
    "transactions.transactions",
    "system.logs",
)


def prefix(table: str, seed: int) -> str:
    """What the ids of a table's demo rows begin with; twelve hexadecimal digits, the number of the row, follow."""
    mixed = f"{seed & 0xFFFFFF:06x}"
    return f"{NAMESPACE}-{TABLES.index(table):04x}-8{mixed[:3]}-8{mixed[3:]}-"


def bounds(table: str) -> tuple[str, str]:
    """The lowest and the highest id that a demo row of the table can have, whatever its seed."""
    number = f"{TABLES.index(table):04x}"
    return (
        f"{NAMESPACE}-{number}-8000-8000-000000000000",
        f"{NAMESPACE}-{number}-8fff-8fff-ffffffffffff",
    )


def parameters(seed: int) -> dict[str, str]:
    """For SQL: of each table what its new ids begin with, as "core_brands", and their bounds, as "core_brands_low"."""
    named = {}
    for table in TABLES:
        name = table.replace(".", "_")
        named[name] = prefix(table, seed)
        named[f"{name}_low"], named[f"{name}_high"] = bounds(table)
    return named
