from django.contrib import admin

from apps.analytics.models import BrandTrend
from soleflip.admin import ViewAdmin


@admin.register(BrandTrend)
class BrandTrendAdmin(ViewAdmin):
    list_display_links = None
    list_display = ["month", "brand", "transaction_count", "total_revenue", "avg_transaction_value", "currency"]
    list_filter = ["currency"]
    search_fields = ["brand"]
    search_help_text = "Part of the brand's name"
    date_hierarchy = "month"
    ordering = ["-month", "-total_revenue"]
