from django.contrib import admin

from apps.analytics.models import MarketplaceData
from soleflip.admin import FullAdmin


@admin.register(MarketplaceData)
class MarketplaceDataAdmin(FullAdmin):
    large = True
    list_display = [
        "inventory_item",
        "platform",
        "ask_price",
        "market_lowest_ask",
        "market_highest_bid",
        "last_sale_price",
        "fees_percentage",
        "updated_at",
    ]
    list_filter = ["platform"]
    search_fields = ["inventory_item__product__name", "inventory_item__product__sku"]
    search_help_text = "Part of the product's name or SKU"
    ordering = ["-updated_at"]
    date_hierarchy = "updated_at"
    related = ("platform", "inventory_item__product", "inventory_item__size")
    autocomplete_fields = ["inventory_item", "platform"]
    help_texts = {"fees_percentage": "What the marketplace keeps, as a fraction: 0.12 is 12 %."}
    fieldsets = [
        (None, {"fields": ["inventory_item", "platform", "marketplace_listing_id"]}),
        ("Ours", {"fields": [("ask_price", "bid_price"), "fees_percentage"]}),
        (
            "The market",
            {
                "fields": [
                    ("market_lowest_ask", "market_highest_bid"),
                    "last_sale_price",
                    ("sales_frequency", "volatility"),
                ]
            },
        ),
        ("Only there", {"classes": ["collapse"], "fields": ["platform_specific"]}),
    ]
