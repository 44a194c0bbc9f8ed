from django.contrib import admin

from apps.pricing.models import LegacyMarketPrice
from soleflip.admin import LegacyAdmin


@admin.register(LegacyMarketPrice)
class LegacyMarketPriceAdmin(LegacyAdmin):
    moved_to = "Market prices are kept in integration.price_sources now."
    large = True
    list_display = ["price_date", "product", "platform_name", "size_value", "lowest_ask", "highest_bid", "last_sale"]
    search_fields = ["product__name", "product__sku"]
    search_help_text = "Part of the product's name or SKU"
    date_hierarchy = "price_date"
    ordering = ["-price_date"]
    related = ("product",)
    fieldsets = [
        (None, {"fields": ["product", "platform_name", ("size_value", "condition"), "price_date"]}),
        ("The market then", {"fields": [("lowest_ask", "highest_bid"), ("last_sale", "average_price")]}),
        ("How good it is", {"fields": [("sales_volume", "premium_percentage"), "data_quality_score"]}),
    ]
