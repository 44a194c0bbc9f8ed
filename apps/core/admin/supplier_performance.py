from django.contrib import admin

from apps.core.models import SupplierPerformance
from soleflip.admin import FullAdmin


@admin.register(SupplierPerformance)
class SupplierPerformanceAdmin(FullAdmin):
    list_display = ["supplier", "month_year", "total_orders", "avg_delivery_time", "return_rate", "avg_roi"]
    search_fields = ["supplier__name"]
    search_help_text = "Part of the supplier's name"
    date_hierarchy = "month_year"
    ordering = ["-month_year"]
    related = ("supplier",)
    autocomplete_fields = ["supplier"]
    fieldsets = [
        (None, {"fields": ["supplier", "month_year"]}),
        ("Figures of the month", {"fields": ["total_orders", "avg_delivery_time", "return_rate", "avg_roi"]}),
    ]
