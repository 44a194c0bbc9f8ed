from django.db import models

from soleflip.columns import created_at, json_object, updated_at, uuid_key
from soleflip.constraints import not_before, not_negative, one_of
from soleflip.postgres.indexes import Index


class JobType(models.TextChoices):
    CATALOG_MATCH = "catalog_match"
    STOCKX_MATCH = "stockx_match"
    PRICE_UPDATE = "price_update"


class JobStatus(models.TextChoices):
    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class AwinEnrichmentJob(models.Model):
    """One run that matches or enriches Awin rows."""

    id = uuid_key()
    job_type = models.CharField(max_length=50, choices=JobType)
    status = models.CharField(max_length=20, choices=JobStatus)
    total_products = models.IntegerField(null=True, blank=True, db_comment="Rows to do; null until counted")
    processed_products = models.IntegerField(
        null=True, blank=True, default=0, db_default=0, db_comment="Rows done so far"
    )
    matched_products = models.IntegerField(
        null=True, blank=True, default=0, db_default=0, db_comment="Rows that found a product"
    )
    failed_products = models.IntegerField(
        null=True, blank=True, default=0, db_default=0, db_comment="Rows that ended in an error"
    )
    results_summary = json_object(db_comment="Counts by outcome")
    error_log = models.TextField(null=True, blank=True, db_comment="One line per error")
    started_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"integration"."awin_enrichment_jobs"'
        db_table_comment = "One run that matches or enriches Awin rows"
        ordering = ["-created_at"]
        indexes = [
            Index(fields=["created_at"], name="idx_awin_enrichment_jobs_created_at"),
            Index(
                fields=["status", "created_at"],
                name="idx_awin_enrichment_jobs_status_created_at",
                comment="What runs or failed, newest first",
            ),
        ]
        constraints = [
            one_of("job_type", JobType, name="chk_awin_enrichment_jobs_job_type"),
            one_of("status", JobStatus, name="chk_awin_enrichment_jobs_status"),
            not_negative("total_products", name="chk_awin_enrichment_jobs_total_products"),
            not_negative("processed_products", name="chk_awin_enrichment_jobs_processed_products"),
            not_negative("matched_products", name="chk_awin_enrichment_jobs_matched_products"),
            not_negative("failed_products", name="chk_awin_enrichment_jobs_failed_products"),
            not_before("completed_at", "started_at", name="chk_awin_enrichment_jobs_completed_at"),
        ]
        verbose_name = "Awin enrichment job"
        verbose_name_plural = "Awin enrichment jobs"

    def __str__(self):
        return f"{self.job_type} {self.status}"
