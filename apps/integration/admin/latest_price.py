from django.contrib import admin

from apps.integration.models import LatestPrice
from soleflip.admin import ViewAdmin


@admin.register(LatestPrice)
class LatestPriceAdmin(ViewAdmin):
    large = True
    list_display = [
        "product_name",
        "brand_name",
        "size",
        "price_type",
        "source_type",
        "supplier_name",
        "price_cents",
        "last_updated",
    ]
    list_filter = ["price_type", "source_type"]
    search_fields = ["product_name", "product_sku", "product_ean__exact"]
    search_help_text = "Part of the product's name or SKU, or a whole EAN"
    ordering = ["product_name", "price_type", "price_cents"]
    related = ("size",)
    fieldsets = [
        (None, {"fields": ["product_name", ("brand_name", "product_sku", "product_ean"), "product", "size"]}),
        ("The price", {"fields": [("price_type", "condition"), "price_cents", ("in_stock", "stock_quantity")]}),
        ("The source", {"fields": [("source_type", "source_name"), "supplier_name", "last_updated"]}),
        ("Links", {"fields": ["source_url", "affiliate_link"]}),
    ]
