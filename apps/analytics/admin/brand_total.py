from django.contrib import admin

from apps.analytics.kept import BRAND_MONTHS
from apps.analytics.models import BrandTotal
from soleflip.admin import ViewAdmin


@admin.register(BrandTotal)
class BrandTotalAdmin(ViewAdmin):
    banner = "Added up from the kept months of the brands, legacy sales included: there is nothing to change here."
    list_display_links = None
    list_display = ["brand", "active_months", "sales", "revenue", "avg_order_value", "currency"]
    list_filter = ["currency"]
    search_fields = ["brand__name"]
    search_help_text = "Part of the brand's name"
    ordering = ["-revenue"]
    related = ("brand",)

    def before_reading(self, request):
        BRAND_MONTHS.bring_up_to_date()
