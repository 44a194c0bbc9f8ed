from django.contrib import admin

from apps.transactions.models import Order
from soleflip.admin import FullAdmin


@admin.register(Order)
class OrderAdmin(FullAdmin):
    large = True
    list_display = [
        "__str__",
        "sold_at",
        "inventory",
        "platform",
        "order_status",
        "sale_price",
        "net_proceeds",
        "net_profit",
        "roi",
        "payout_received",
    ]
    list_filter = ["order_status", "platform", "payout_received"]
    search_fields = [
        "stockx_order_number",
        "external_id",
        "inventory__product__name",
        "inventory__product__sku",
        "inventory__product__style_code",
    ]
    search_help_text = "Part of the order number, or of the product's name, SKU or style code"
    date_hierarchy = "sold_at"
    ordering = ["-sold_at"]
    related = ("platform", "listing", "inventory__product", "inventory__size")
    autocomplete_fields = ["platform", "listing", "inventory"]
    fieldsets = [
        (None, {"fields": ["inventory", "listing", ("platform", "sales_channel"), "sold_at"]}),
        ("Order number", {"fields": [("stockx_order_number", "external_id")]}),
        (
            "Money",
            {
                "fields": [
                    ("sale_price", "currency"),
                    ("buyer_premium", "gross_sale"),
                    ("seller_fee", "processing_fee", "platform_fee"),
                    "shipping_cost",
                    "net_proceeds",
                    ("payout_received", "payout_date"),
                ]
            },
        ),
        (
            "Profit",
            {
                "fields": [
                    ("original_buy_price", "shelf_life_days"),
                    ("gross_profit", "net_profit"),
                    ("actual_margin", "roi"),
                ]
            },
        ),
        (
            "Shipping",
            {
                "fields": [
                    ("order_status", "shipping_status"),
                    "tracking_number",
                    ("shipped_at", "completed_at"),
                    ("buyer_destination_country", "buyer_destination_city"),
                ]
            },
        ),
        ("Notes", {"fields": ["notes"]}),
    ]
