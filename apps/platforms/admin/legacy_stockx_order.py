from django.contrib import admin

from apps.platforms.models import LegacyStockXOrder
from soleflip.admin import LegacyAdmin


@admin.register(LegacyStockXOrder)
class LegacyStockXOrderAdmin(LegacyAdmin):
    moved_to = "StockX orders are kept among the sales (transactions.orders) now."
    large = True
    list_display = [
        "stockx_order_number",
        "listing",
        "order_status",
        "sale_price",
        "net_proceeds",
        "net_profit",
        "sold_at",
    ]
    list_filter = ["order_status"]
    search_fields = ["stockx_order_number__exact", "listing__product__name"]
    search_help_text = "A whole order number, or part of the product's name"
    date_hierarchy = "sold_at"
    ordering = ["-sold_at"]
    related = ("listing",)
    fieldsets = [
        (None, {"fields": ["listing", "stockx_order_number", ("order_status", "shipping_status"), "tracking_number"]}),
        ("Money", {"fields": [("sale_price", "buyer_premium"), ("seller_fee", "processing_fee"), "net_proceeds"]}),
        (
            "Profit",
            {"fields": ["original_buy_price", ("gross_profit", "net_profit"), ("actual_margin", "roi")]},
        ),
        ("Dates", {"fields": [("sold_at", "shipped_at", "completed_at")]}),
    ]
