from django.contrib import admin

from apps.integration.models import ImportRecord
from soleflip.admin import AppendOnlyAdmin
from soleflip.admin.formats import shortened

LONGEST_REMARK = 150  # letters in a list


@admin.register(ImportRecord)
class ImportRecordAdmin(AppendOnlyAdmin):
    large = True
    list_display = ["row_number", "batch", "status", "remark", "created_at"]
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

    @admin.display(description="remark")
    def remark(self, row):
        """What became of the row, in short."""
        return row.error_message and shortened(row.error_message, LONGEST_REMARK)
