from django.contrib import admin

from apps.core.models import Brand
from soleflip.admin import FullAdmin, Neighbour
from soleflip.admin.merge_pages import MergePages


@admin.register(Brand)
class BrandAdmin(MergePages, FullAdmin):
    list_display = ["name", "slug", "created_at"]
    search_fields = ["name", "slug"]
    search_help_text = "Part of the name"
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "slug"]})]
    neighbours = (
        Neighbour("products.Product", "brand"),
        Neighbour("core.BrandPattern", "brand"),
        Neighbour("products.Size", "brand"),
        Neighbour("pricing.BrandMultiplier", "brand"),
        Neighbour("pricing.PriceRule", "brand"),
    )
