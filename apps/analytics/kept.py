"""What this room keeps from views."""

from apps.system.kept_tables import KeptTable, register

# A sale leaves a note or two of each, and few months and days are behind however many notes: all are added up at once.
BRAND_MONTHS = register(
    KeptTable(
        "analytics.brand_months",
        "analytics.refresh_brand_months",
        key="month",
        notes="analytics.stale_months",
        for_a_reader=None,
    )
)
PLATFORM_DAYS = register(
    KeptTable(
        "analytics.platform_days",
        "analytics.refresh_platform_days",
        key="day",
        notes="analytics.stale_days",
        for_a_reader=None,
    )
)
