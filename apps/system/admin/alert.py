from django.contrib import admin

from apps.system.models import Alert
from soleflip.admin import AppendOnlyAdmin


@admin.register(Alert)
class AlertAdmin(AppendOnlyAdmin):
    banner = "Found by manage.py alerts check, which run_due does; each is told once, and again when it has cleared."
    list_display = ["raised_at", "severity", "rule", "subject", "message", "cleared_at"]
    list_filter = ["severity", ("cleared_at", admin.EmptyFieldListFilter), "rule"]
    search_fields = ["rule", "subject", "message"]
    fieldsets = [
        (None, {"fields": [("rule", "subject"), "severity", "message"]}),
        ("When", {"fields": [("raised_at", "seen_at"), "cleared_at"]}),
        ("Who was told, by channel", {"fields": ["told", "told_cleared"]}),
    ]
