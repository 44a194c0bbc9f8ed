from django.contrib import admin
from django.utils.html import format_html

from apps.integration.admin.match_filters import MatchFilter
from apps.integration.matching.answers import match_by_hand
from apps.integration.models import AwinProduct
from soleflip.admin import FullAdmin, Neighbour, link_to


@admin.register(AwinProduct)
class AwinProductAdmin(FullAdmin):
    large = True
    list_display = [
        "product_name",
        "brand_name",
        "merchant_name",
        "size",
        "retail_price_cents",
        "stockx_lowest_ask_cents",
        "profit_cents",
        "in_stock",
        "match",
        "enrichment_status",
    ]
    list_filter = [MatchFilter, "match_method", "enrichment_status"]
    search_fields = ["product_name", "ean__exact", "awin_product_id__exact"]
    search_help_text = "Part of the name, or a whole EAN or Awin id"
    date_hierarchy = "last_updated"
    ordering = ["product_name"]
    related = ("matched_product",)
    autocomplete_fields = ["matched_product"]
    help_texts = {
        "brand_id": "Awin's own number of the brand.",
        "matched_product": "The product of our catalog that this is. What you choose stays, whatever matching finds.",
    }
    computed = ("match_method", "match_confidence")
    fieldsets = [
        (None, {"fields": ["product_name", ("brand_name", "brand_id"), ("colour", "size", "material")]}),
        ("Match", {"fields": ["matched_product", ("match_method", "match_confidence")]}),
        (
            "Price and stock",
            {
                "fields": [
                    ("retail_price_cents", "store_price_cents", "rrp_price_cents", "currency"),
                    ("in_stock", "stock_quantity", "delivery_time"),
                ]
            },
        ),
        (
            "At StockX",
            {
                "fields": [
                    ("stockx_lowest_ask_cents", "stockx_highest_bid_cents"),
                    ("profit_cents", "profit_percentage"),
                    ("stockx_product_id", "stockx_url_key", "stockx_style_id"),
                    ("enrichment_status", "last_enriched_at"),
                ]
            },
        ),
        (
            "Codes",
            {
                "fields": [
                    ("awin_product_id", "merchant_product_id"),
                    ("ean", "product_gtin"),
                    ("mpn", "product_model"),
                ]
            },
        ),
        (
            "The shop",
            {"fields": [("merchant_name", "merchant_id"), "data_feed_id", ("last_updated", "feed_import_date")]},
        ),
        ("Links", {"classes": ["collapse"], "fields": ["affiliate_link", "merchant_link"]}),
        ("Pictures", {"classes": ["collapse"], "fields": ["image_url", "thumbnail_url", "alternate_images"]}),
        ("Text", {"classes": ["collapse"], "fields": ["short_description", "description"]}),
    ]
    neighbours = (
        Neighbour("integration.AwinPriceHistory", "awin_product", "Price history"),
        Neighbour("integration.MatchQuestion", "offers__awin_product", "Match question"),
    )

    @admin.display(description="match")
    def match(self, row):
        """The product that it is, how that was found, and how sure it is."""
        if row.matched_product is None:
            return None
        told = [row.get_match_method_display(), row.match_confidence]
        return format_html("{} ({})", link_to(row.matched_product), ", ".join(str(text) for text in told if text))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "matched_product" in form.changed_data:
            match_by_hand(obj, obj.matched_product)
