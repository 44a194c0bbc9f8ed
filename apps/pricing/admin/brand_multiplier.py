from django.contrib import admin

from apps.pricing.models import BrandMultiplier
from soleflip.admin import FullAdmin


@admin.register(BrandMultiplier)
class BrandMultiplierAdmin(FullAdmin):
    list_display = ["brand", "multiplier_type", "multiplier_value", "active", "effective_from", "effective_until"]
    list_filter = ["active", "multiplier_type"]
    search_fields = ["brand__name"]
    search_help_text = "Part of the brand's name"
    date_hierarchy = "effective_from"
    ordering = ["-effective_from"]
    related = ("brand",)
    autocomplete_fields = ["brand"]
    fieldsets = [
        (None, {"fields": ["brand", ("multiplier_type", "multiplier_value"), "active"]}),
        ("When", {"fields": [("effective_from", "effective_until")]}),
    ]
