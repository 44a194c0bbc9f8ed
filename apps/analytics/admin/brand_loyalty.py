from django.contrib import admin

from apps.analytics.models import BrandLoyalty
from soleflip.admin import ViewAdmin


@admin.register(BrandLoyalty)
class BrandLoyaltyAdmin(ViewAdmin):
    list_display_links = None
    list_display = ["brand", "active_months", "total_transactions", "total_spent", "avg_order_value", "currency"]
    list_filter = ["currency"]
    search_fields = ["brand"]
    search_help_text = "Part of the brand's name"
    ordering = ["-total_spent"]
