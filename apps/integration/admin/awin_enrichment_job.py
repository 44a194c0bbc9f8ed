from django.contrib import admin

from apps.integration.models import AwinEnrichmentJob
from soleflip.admin import AppendOnlyAdmin


@admin.register(AwinEnrichmentJob)
class AwinEnrichmentJobAdmin(AppendOnlyAdmin):
    list_display = [
        "created_at",
        "job_type",
        "status",
        "total_products",
        "processed_products",
        "matched_products",
        "failed_products",
    ]
    list_filter = ["status", "job_type"]
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    fieldsets = [
        (None, {"fields": [("job_type", "status"), ("started_at", "completed_at")]}),
        (
            "Progress",
            {"fields": [("total_products", "processed_products"), ("matched_products", "failed_products")]},
        ),
        ("Outcome", {"fields": ["results_summary", "error_log"]}),
    ]
