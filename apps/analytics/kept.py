"""What this room keeps from a view."""

from apps.system.kept_tables import KeptTable, register

BRAND_MONTHS = register(KeptTable("analytics.brand_months", "analytics.refresh_brand_months", key="month"))
