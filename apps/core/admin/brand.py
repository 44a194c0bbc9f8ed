from django.contrib import admin

from apps.core.models import Brand
from soleflip.admin import FullAdmin, Neighbour
from soleflip.admin.merge_pages import MergePages


@admin.register(Brand)
class BrandAdmin(MergePages, FullAdmin):
    list_display = ["name", "slug", "maker", "created_at"]
    search_fields = ["name", "slug"]
    search_help_text = "Part of the name"
    related = ("maker",)
    autocomplete_fields = ["maker"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "slug", "maker"]})]
    neighbours = (
        Neighbour("products.Product", "brand"),
        Neighbour("core.BrandPattern", "brand"),
        Neighbour("core.Brand", "maker", "Brands that it makes"),
        Neighbour("products.Size", "brand"),
        Neighbour("pricing.BrandMultiplier", "brand"),
        Neighbour("pricing.PriceRule", "brand"),
    )
