from django.contrib import admin

from apps.integration.models import ImportRecord
from soleflip.admin import AppendOnlyAdmin


@admin.register(ImportRecord)
class ImportRecordAdmin(AppendOnlyAdmin):
    large = True
    list_display = ["row_number", "batch", "status", "error_message", "created_at"]
    list_filter = ["status"]
    search_fields = ["batch__source_file", "batch__file_sha256__exact"]
    search_help_text = "Part of the file's name"
    ordering = ["batch_id", "row_number"]
    related = ("batch",)
    fieldsets = [
        (None, {"fields": ["batch", "row_number", "status", "error_message", "validation_errors"]}),
        ("As read", {"fields": ["source_data"]}),
        ("As understood", {"fields": ["processed_data", ("processing_started_at", "processing_completed_at")]}),
    ]
