from django.contrib import admin

from apps.integration.models import ImportBatch
from soleflip.admin import AppendOnlyAdmin, Neighbour


@admin.register(ImportBatch)
class ImportBatchAdmin(AppendOnlyAdmin):
    list_display = [
        "created_at",
        "source",
        "source_file",
        "status",
        "total_records",
        "processed_records",
        "error_records",
        "completed_at",
    ]
    list_filter = ["source", "status"]
    search_fields = ["source_file", "file_sha256__exact"]
    search_help_text = "Part of the file's name, or its whole SHA-256"
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    fieldsets = [
        (None, {"fields": [("source", "status"), "source_file", "file_sha256"]}),
        ("Rows", {"fields": [("total_records", "processed_records", "error_records")]}),
        ("Run", {"fields": [("started_at", "completed_at"), "error_message"]}),
    ]
    neighbours = (Neighbour("integration.ImportRecord", "batch", "Records"),)
