from django.contrib import admin

from apps.products.admin.size_words import split_size
from apps.products.models import Size
from soleflip.admin import FullAdmin, Neighbour


@admin.register(Size)
class SizeAdmin(FullAdmin):
    list_display = ["value", "region", "gender", "brand", "category", "standardized_value"]
    list_filter = ["region", "gender"]
    search_fields = ["value", "region", "gender", "brand__name"]
    search_help_text = "Such as EU 42.5, or US 9 women Nike"
    related = ("brand", "category")
    autocomplete_fields = ["brand", "category"]
    fieldsets = [
        (None, {"fields": [("region", "value"), "gender", ("brand", "category")]}),
        ("In the EU", {"fields": ["standardized_value"]}),
    ]
    neighbours = (
        Neighbour("products.InventoryItem", "size", "Inventory"),
        Neighbour("integration.PriceSource", "size", "Prices"),
    )

    def get_search_results(self, request, queryset, search_term):
        rest, size = split_size(search_term)
        if size:
            queryset = queryset.filter(**size)
        return super().get_search_results(request, queryset, rest)

    def choice_text(self, row):
        eu = f" = EU {row.standardized_value:f}" if row.standardized_value and row.region != "EU" else ""
        return f"{row.region} {row.value} {row.gender}{eu}, {row.brand or 'general chart'}"
