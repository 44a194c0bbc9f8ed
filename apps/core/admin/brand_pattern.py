from django.contrib import admin

from apps.core.models import BrandPattern
from soleflip.admin import FullAdmin


@admin.register(BrandPattern)
class BrandPatternAdmin(FullAdmin):
    list_display = ["pattern", "pattern_type", "brand", "priority"]
    list_filter = ["pattern_type"]
    search_fields = ["pattern", "brand__name"]
    related = ("brand",)
    autocomplete_fields = ["brand"]
    fieldsets = [(None, {"fields": ["brand", "pattern_type", "pattern", "priority"]})]
