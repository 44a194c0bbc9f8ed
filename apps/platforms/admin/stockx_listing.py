from django.contrib import admin

from apps.platforms.models import StockXListing
from apps.platforms.pricing import remember_first_ask
from apps.products.models.inventory_item import StockStatus
from apps.products.stock import Place, mark_listed
from soleflip.admin import FullAdmin, Neighbour


@admin.register(StockXListing)
class StockXListingAdmin(FullAdmin):
    large = True
    list_display = [
        "product",
        "size",
        "status",
        "ask_price",
        "current_lowest_ask",
        "current_highest_bid",
        "expected_profit",
        "stockx_listing_id",
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

    @admin.display(description="size")
    def size(self, row):
        """The size of the lot that is offered."""
        return row.inventory.size if row.inventory else None

    def choice_text(self, row):
        lot = f" {row.inventory.size}" if row.inventory else ""
        lowest = "unknown" if row.current_lowest_ask is None else f"{row.current_lowest_ask:,.2f} EUR"
        return f"{row.product}{lot} ({row.stockx_listing_id}): ask {row.ask_price:,.2f} EUR, lowest ask {lowest}"

    def get_readonly_fields(self, request, obj=None):
        """The ask of a listing changes by the action alone: it asks why, and the history keeps it."""
        return [*super().get_readonly_fields(request, obj), *(["ask_price", "original_ask_price"] if obj else [])]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            remember_first_ask(obj)
            if obj.inventory and obj.is_active and obj.inventory.status in (StockStatus.IN_STOCK, StockStatus.LISTED):
                mark_listed([obj.inventory], [Place.STOCKX])
