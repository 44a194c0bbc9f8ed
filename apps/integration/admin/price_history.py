from django.contrib import admin

from apps.integration.models import PriceHistory
from soleflip.admin import AppendOnlyAdmin


@admin.register(PriceHistory)
class PriceHistoryAdmin(AppendOnlyAdmin):
    large = True
    sortable = ("recorded_at",)
    list_display = ["recorded_at", "product", "price_source", "price_cents", "in_stock", "stock_quantity"]
    search_fields = ["price_source__product__name", "price_source__product__sku"]
    search_help_text = "Part of the product's name or SKU"
    date_hierarchy = "recorded_at"
    ordering = ["-recorded_at"]
    related = ("price_source__product",)
    fieldsets = [(None, {"fields": ["price_source", "recorded_at", "price_cents", ("in_stock", "stock_quantity")]})]

    @admin.display(description="product")
    def product(self, row):
        """The product of the price."""
        return row.price_source.product
