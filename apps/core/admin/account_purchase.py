from django.contrib import admin

from apps.core.models import AccountPurchase
from soleflip.admin import FullAdmin


@admin.register(AccountPurchase)
class AccountPurchaseAdmin(FullAdmin):
    large = True
    list_display = ["purchase_date", "account", "supplier", "product", "purchase_amount", "purchase_status", "success"]
    list_filter = ["purchase_status"]
    search_fields = ["account__email", "supplier__name", "product__name", "product__sku"]
    search_help_text = "Part of the account's e-mail, the supplier or the product"
    date_hierarchy = "purchase_date"
    ordering = ["-purchase_date"]
    related = ("account", "supplier", "product")
    autocomplete_fields = ["account", "supplier", "product"]
    fieldsets = [
        (None, {"fields": ["account", "supplier", "product", "order_reference"]}),
        (
            "The purchase",
            {"fields": ["purchase_date", "purchase_amount", ("purchase_status", "success"), "failure_reason"]},
        ),
        ("How it was sent", {"classes": ["collapse"], "fields": ["response_time_ms", "ip_address", "user_agent"]}),
    ]
