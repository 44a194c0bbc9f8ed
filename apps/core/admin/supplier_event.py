from django.contrib import admin

from apps.core.models import SupplierEvent
from soleflip.admin import FullAdmin


@admin.register(SupplierEvent)
class SupplierEventAdmin(FullAdmin):
    list_display = ["event_title", "supplier", "event_type", "event_date", "impact_level"]
    list_filter = ["event_type", "impact_level"]
    search_fields = ["event_title", "supplier__name"]
    date_hierarchy = "event_date"
    ordering = ["-event_date"]
    related = ("supplier",)
    autocomplete_fields = ["supplier"]
    fieldsets = [
        (None, {"fields": ["supplier", "event_date", ("event_type", "impact_level")]}),
        ("What happened", {"fields": ["event_title", "event_description", "source_url"]}),
    ]
