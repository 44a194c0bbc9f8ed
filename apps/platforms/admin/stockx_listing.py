from django.contrib import admin

from apps.platforms.models import StockXListing
from apps.platforms.pricing import remember_first_ask
from soleflip.admin import FullAdmin, Neighbour


@admin.register(StockXListing)
class StockXListingAdmin(FullAdmin):
    large = True
    list_display = [
        "stockx_listing_id",
        "product",
        "status",
        "ask_price",
        "current_lowest_ask",
        "current_highest_bid",
        "expected_profit",
        "expires_at",
        "created_at",
    ]
    list_filter = ["status", "created_from"]
    search_fields = ["stockx_listing_id__exact", "product__name", "product__sku", "product__style_code"]
    search_help_text = "A whole listing id, or part of the product's name, SKU or style code"
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    related = ("product", "inventory__product", "inventory__size")
    autocomplete_fields = ["product", "inventory"]
    fieldsets = [
        (None, {"fields": ["product", "inventory", ("status", "is_active")]}),
        (
            "Asks and bids",
            {
                "fields": [
                    ("ask_price", "original_ask_price"),
                    ("current_lowest_ask", "current_highest_bid"),
                    "last_price_update",
                ]
            },
        ),
        ("What it should bring", {"fields": [("buy_price", "expected_profit", "expected_margin")]}),
        ("At StockX", {"fields": [("stockx_listing_id", "stockx_product_id", "variant_id")]}),
        ("Dates", {"fields": [("listed_at", "expires_at", "delisted_at")]}),
        ("Origin", {"classes": ["collapse"], "fields": ["created_from", "source_opportunity_id"]}),
    ]
    neighbours = (
        Neighbour("platforms.ListingPriceChange", "listing", "Changes of the ask"),
        Neighbour("transactions.Order", "listing", "Sales"),
        Neighbour("platforms.LegacyStockXOrder", "listing", "Legacy orders"),
    )

    def get_readonly_fields(self, request, obj=None):
        """The ask of a listing changes by the action alone: it asks why, and the history keeps it."""
        return [*super().get_readonly_fields(request, obj), *(["ask_price", "original_ask_price"] if obj else [])]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            remember_first_ask(obj)
