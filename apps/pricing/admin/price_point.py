from django.contrib import admin

from apps.pricing.models import PricePoint
from soleflip.admin import AppendOnlyAdmin


@admin.register(PricePoint)
class PricePointAdmin(AppendOnlyAdmin):
    large = True
    list_display = ["price_date", "product", "price_type", "price_amount", "platform", "source", "confidence_score"]
    list_filter = ["price_type"]
    search_fields = ["product__name", "product__sku"]
    search_help_text = "Part of the product's name or SKU"
    date_hierarchy = "price_date"
    ordering = ["-price_date"]
    related = ("product", "platform")
    fieldsets = [
        (None, {"fields": ["product", "inventory_item", "platform"]}),
        ("What was observed", {"fields": ["price_date", "price_type", ("price_amount", "currency")]}),
        ("By whom", {"fields": [("source", "confidence_score"), "metadata"]}),
    ]
