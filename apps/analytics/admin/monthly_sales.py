from django.contrib import admin

from apps.analytics.models import MonthlySales
from soleflip.admin import AppendOnlyAdmin


@admin.register(MonthlySales)
class MonthlySalesAdmin(AppendOnlyAdmin):
    banner = "Kept by the database whenever a sale is written: there is nothing to change here."
    large = True
    list_display = ["product", "month", "sales", "revenue", "known_profits", "profit", "currency"]
    list_filter = ["currency"]
    search_fields = ["product__name", "product__sku", "product__style_code"]
    search_help_text = "Part of the product's name, SKU or style code"
    date_hierarchy = "month"
    ordering = ["-month"]
    related = ("product",)
    fieldsets = [
        (None, {"fields": ["product", ("month", "currency")]}),
        ("Sold", {"fields": [("sales", "revenue"), ("known_profits", "profit")]}),
    ]
