"""What this room keeps from a view."""

from apps.system.kept_tables import KeptTable, register

# A lot that is sold makes the day of its purchase stale, which costs little to add up: all are at once.
STOCK_DAYS = register(
    KeptTable(
        "products.stock_days",
        "products.refresh_stock_days",
        key="day",
        notes="products.stale_stock_days",
        for_a_reader=None,
    )
)
