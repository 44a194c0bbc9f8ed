from django.contrib import admin

from apps.integration.models import AwinPriceHistory
from soleflip.admin import AppendOnlyAdmin


@admin.register(AwinPriceHistory)
class AwinPriceHistoryAdmin(AppendOnlyAdmin):
    large = True
    sortable = ("recorded_at",)
    list_display = ["recorded_at", "awin_product", "price_cents", "in_stock"]
    search_fields = ["awin_product__product_name", "awin_product__ean__exact"]
    search_help_text = "Part of the offer's name, or a whole EAN"
    date_hierarchy = "recorded_at"
    ordering = ["-recorded_at"]
    related = ("awin_product",)
    fieldsets = [(None, {"fields": ["awin_product", "recorded_at", "price_cents", "in_stock"]})]
