"""What this room keeps from a view."""

from apps.system.kept_tables import KeptTable, register

OPPORTUNITIES = register(
    KeptTable(
        "integration.opportunity_pairs",
        "integration.refresh_opportunities",
        key="product",
        notes="integration.stale_products",
    )
)
