from django.contrib import admin

from apps.integration.models import LegacyMarketPrice
from soleflip.admin import LegacyAdmin


@admin.register(LegacyMarketPrice)
class LegacyMarketPriceAdmin(LegacyAdmin):
    moved_to = "Prices are kept in integration.price_sources now."
    large = True
    list_display = ["product", "supplier_name", "source", "buy_price", "availability", "last_updated"]
    search_fields = ["product__name", "product__sku"]
    search_help_text = "Part of the product's name or SKU"
    date_hierarchy = "last_updated"
    ordering = ["-last_updated"]
    related = ("product",)
    fieldsets = [
        (None, {"fields": ["product", ("supplier_name", "source"), "external_id"]}),
        ("The price", {"fields": [("buy_price", "currency"), ("availability", "stock_qty"), "last_updated"]}),
        ("As the source says", {"fields": ["product_url", "raw_data"]}),
    ]
