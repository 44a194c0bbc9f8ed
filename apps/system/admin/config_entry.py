from django.contrib import admin

from apps.system.models import ConfigEntry
from soleflip.admin import FullAdmin


@admin.register(ConfigEntry)
class ConfigEntryAdmin(FullAdmin):
    list_display = ["key", "description", "updated_at"]
    search_fields = ["key", "description"]
    help_texts = {"value_encrypted": "Kept encrypted; an admin may reveal it, which the log remembers."}
    fieldsets = [(None, {"fields": ["key", "value_encrypted", "description"]})]

    def get_readonly_fields(self, request, obj=None):
        """The key is what programs ask for: another key is another setting."""
        return [*super().get_readonly_fields(request, obj), *(["key"] if obj else [])]
