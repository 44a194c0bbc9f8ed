from django.contrib import admin

from apps.integration.models import PriceSource
from soleflip.admin import FullAdmin, Neighbour


@admin.register(PriceSource)
class PriceSourceAdmin(FullAdmin):
    large = True
    list_display = [
        "product",
        "size",
        "price_type",
        "source_type",
        "source_name",
        "price_cents",
        "in_stock",
        "stock_quantity",
        "last_updated",
    ]
    list_filter = ["price_type", "source_type"]
    search_fields = ["product__name", "product__sku", "product__style_code", "product__ean__exact"]
    search_help_text = "Part of the product's name, SKU or style code, or a whole EAN"
    ordering = ["-created_at"]
    date_hierarchy = "created_at"
    related = ("product", "size", "supplier")
    autocomplete_fields = ["product", "size", "supplier"]
    fieldsets = [
        (None, {"fields": ["product", "size", ("price_type", "condition")]}),
        ("The price", {"fields": [("price_cents", "currency"), ("in_stock", "stock_quantity"), "last_updated"]}),
        ("The source", {"fields": [("source_type", "source_name"), "source_product_id", "supplier"]}),
        ("Links", {"fields": ["source_url", "affiliate_link"]}),
        ("As the source says", {"classes": ["collapse"], "fields": ["metadata"]}),
    ]
    neighbours = (Neighbour("integration.PriceHistory", "price_source", "Price history"),)
