from django.contrib import admin

from apps.transactions.models import LegacyTransaction
from soleflip.admin import LegacyAdmin


@admin.register(LegacyTransaction)
class LegacyTransactionAdmin(LegacyAdmin):
    moved_to = "Sales are kept in transactions.orders now."
    large = True
    list_display = ["__str__", "transaction_date", "inventory", "platform", "status", "sale_price", "net_profit"]
    list_filter = ["status", "platform"]
    search_fields = ["inventory__product__name", "inventory__product__sku"]
    search_help_text = "Part of the product's name or SKU"
    date_hierarchy = "transaction_date"
    ordering = ["-transaction_date"]
    related = ("platform", "inventory__product", "inventory__size")
    fieldsets = [
        (None, {"fields": ["inventory", "platform", "external_id", ("status", "transaction_date")]}),
        ("Money", {"fields": [("sale_price", "platform_fee"), ("shipping_cost", "net_profit")]}),
        ("Where it went", {"fields": [("buyer_destination_country", "buyer_destination_city")]}),
        ("Notes", {"fields": ["notes"]}),
    ]
