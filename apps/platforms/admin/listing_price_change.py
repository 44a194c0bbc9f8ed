from django.contrib import admin

from apps.platforms.models import ListingPriceChange
from soleflip.admin import AppendOnlyAdmin


@admin.register(ListingPriceChange)
class ListingPriceChangeAdmin(AppendOnlyAdmin):
    large = True
    list_display = ["created_at", "listing", "old_price", "new_price", "change_reason", "market_lowest_ask"]
    search_fields = ["listing__stockx_listing_id__exact"]
    search_help_text = "A whole listing id"
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    related = ("listing",)
    fieldsets = [
        (None, {"fields": ["listing", ("old_price", "new_price"), "change_reason"]}),
        ("The market then", {"fields": [("market_lowest_ask", "market_highest_bid")]}),
    ]
