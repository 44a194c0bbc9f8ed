"""What this room keeps from a view."""

from apps.system.kept_tables import KeptTable, register

# A sale leaves a note or two, and few months are behind however many notes: all are added up at once.
BRAND_MONTHS = register(
    KeptTable("analytics.brand_months", "analytics.refresh_brand_months", key="month", for_a_reader=None)
)
