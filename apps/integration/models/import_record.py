from django.db import models

from soleflip.columns import created_at, json_object, updated_at, uuid_key
from soleflip.constraints import Unique, not_before, one_of, positive


class RecordStatus(models.TextChoices):
    PENDING = "pending"
    PROCESSED = "processed"
    SKIPPED = "skipped"
    ERROR = "error"


class ImportRecord(models.Model):
    """One source row of a batch: as read, as understood, or why refused."""

    id = uuid_key()
    batch = models.ForeignKey("integration.ImportBatch", models.CASCADE, db_index=False, related_name="records")
    source_data = models.JSONField(db_comment="The row as read, personal data masked")
    processed_data = json_object(db_comment="The row as understood")
    validation_errors = json_object(db_comment="Reason by field")
    status = models.CharField(
        max_length=50,
        choices=RecordStatus,
        default=RecordStatus.PENDING,
        db_default=RecordStatus.PENDING,
        db_comment="skipped: unchanged or a duplicate",
    )
    processing_started_at = models.DateTimeField(null=True, blank=True)
    processing_completed_at = models.DateTimeField(null=True, blank=True)
    error_message = models.TextField(
        "remark", null=True, blank=True, db_comment="What became of the row, in a sentence: why it is an error, for one"
    )
    row_number = models.IntegerField(db_comment="Number of the row in the file, the first below the header is 1")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"integration"."import_records"'
        db_table_comment = "One source row of a batch: as read, as understood, or why refused"
        ordering = ["batch", "row_number"]
        constraints = [
            Unique(fields=["batch", "row_number"], name="uq_import_records_batch_id_row_number"),
            one_of("status", RecordStatus, name="chk_import_records_status"),
            positive("row_number", name="chk_import_records_row_number"),
            not_before(
                "processing_completed_at", "processing_started_at", name="chk_import_records_processing_completed_at"
            ),
        ]
        verbose_name = "import record"
        verbose_name_plural = "import records"

    def __str__(self):
        return f"row {self.row_number}"
