from django.contrib import admin

from apps.system.models import LogEntry
from soleflip.admin import AppendOnlyAdmin


@admin.register(LogEntry)
class LogEntryAdmin(AppendOnlyAdmin):
    large = True
    sortable = ("created_at",)
    list_display = ["created_at", "level", "component", "message", "source_table"]
    list_filter = ["level"]
    search_fields = ["component__exact", "id__exact"]
    search_help_text = "A whole component, such as login, export or secrets"
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    fieldsets = [
        (None, {"fields": ["created_at", ("level", "component"), "message"]}),
        ("What it is about", {"fields": ["source_table", "source_id", "details"]}),
    ]
