from django.contrib import admin

from apps.system.models import LogEntry
from soleflip.admin import AppendOnlyAdmin


@admin.register(LogEntry)
class LogEntryAdmin(AppendOnlyAdmin):
    large = True
    sortable = ("created_at",)
    list_display = ["created_at", "level", "component", "who", "message", "source_table"]
    list_filter = ["level"]
    search_fields = ["component__exact", "id__exact"]
    search_help_text = "A whole component, such as login, export or secrets"
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    # What is said of users and settings is for those who may look at these.
    closed_components = ("login", "accounts", "secrets")
    closed_tables = ("auth.users", "system.config")
    fieldsets = [
        (None, {"fields": ["created_at", ("level", "component"), "message"]}),
        ("What it is about", {"fields": ["source_table", "source_id", "details"]}),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.user.has_perm("system.view_configentry"):
            return rows
        return rows.exclude(component__in=self.closed_components).exclude(source_table__in=self.closed_tables)

    @admin.display(description="who")
    def who(self, row):
        """The person that the line is about."""
        return (row.details or {}).get("user") if isinstance(row.details, dict) else None
