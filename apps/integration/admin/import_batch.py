from django.contrib import admin

from apps.integration.admin.take_back_pages import TakeBackPages
from apps.integration.admin.upload_pages import UploadPages
from apps.integration.models import ImportBatch
from soleflip.admin import AppendOnlyAdmin, Neighbour


@admin.register(ImportBatch)
class ImportBatchAdmin(UploadPages, TakeBackPages, AppendOnlyAdmin):
    list_display = [
        "created_at",
        "source",
        "source_file",
        "status",
        "total_records",
        "processed_records",
        "skipped_records",
        "error_records",
    ]
    list_filter = ["source", "status"]
    search_fields = ["source_file", "file_sha256__exact"]
    search_help_text = "Part of the file's name, or its whole SHA-256"
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    fieldsets = [
        (None, {"fields": [("source", "status"), "source_file"]}),
        (
            "Rows",
            {
                "fields": [
                    ("total_records", "error_records"),
                    ("processed_records", "added_records"),
                    ("skipped_records", "duplicate_records"),
                ]
            },
        ),
        ("Run", {"fields": [("started_at", "completed_at"), "error_message"]}),
        ("The file itself", {"classes": ["collapse"], "fields": ["file_sha256", "fetched"]}),
    ]
    neighbours = (
        Neighbour("integration.ImportRecord", "batch", "Records"),
        Neighbour("integration.ImportRecord", "batch", "Rows with errors", only=(("status", "error"),)),
        Neighbour("integration.ImportChange", "batch", "Changes"),
    )
