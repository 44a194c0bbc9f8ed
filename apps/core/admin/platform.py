from django.contrib import admin

from apps.core.models import Platform
from soleflip.admin import FullAdmin, Neighbour


@admin.register(Platform)
class PlatformAdmin(FullAdmin):
    list_display = ["name", "slug", "is_active", "created_at"]
    list_filter = ["is_active"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [(None, {"fields": ["name", "slug", "is_active"]})]
    neighbours = (
        Neighbour("transactions.Order", "platform"),
        Neighbour("pricing.PlatformFee", "platform", "Fees"),
        Neighbour("analytics.MarketplaceData", "platform"),
        Neighbour("transactions.LegacyTransaction", "platform"),
    )
