from django.db import models

from soleflip.columns import FixedCharField, created_at, json_object, updated_at, uuid_key
from soleflip.constraints import Check, matches, not_before, not_negative, one_of
from soleflip.postgres.indexes import Index


class ImportSource(models.TextChoices):
    STOCKX = "stockx", "StockX"
    AWIN = "awin"
    ALIAS = "alias"
    NOTION = "notion"
    CATALOG = "catalog"
    PRICES = "prices"
    RATES = "rates"
    MANUAL = "manual"


class BatchStatus(models.TextChoices):
    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled", "taken back"


class ImportBatch(models.Model):
    """One import run of one file or feed.

    Every row of the file ends in one place: total_records = processed_records + skipped_records + error_records.
    """

    id = uuid_key()
    source = models.CharField(max_length=50, choices=ImportSource, db_comment="Where the file comes from")
    total_records = models.IntegerField(default=0, db_default=0, db_comment="Rows read")
    status = models.CharField(
        max_length=50, choices=BatchStatus, default=BatchStatus.PENDING, db_default=BatchStatus.PENDING
    )
    completed_at = models.DateTimeField(null=True, blank=True)
    source_file = models.CharField(
        max_length=255, null=True, blank=True, db_comment="Name of the file, without folders"
    )
    file_sha256 = FixedCharField(
        max_length=64,
        null=True,
        blank=True,
        db_comment="SHA-256 of the file's bytes, lower-case hex: one file is imported once",
    )
    processed_records = models.IntegerField(
        default=0, db_default=0, db_comment="Rows that ended in data: they added something, or changed it"
    )
    added_records = models.IntegerField(
        default=0, db_default=0, db_comment="Of the processed rows, those that brought something new"
    )
    skipped_records = models.IntegerField(
        default=0, db_default=0, db_comment="Rows with nothing to do: unchanged since the last import, or duplicates"
    )
    duplicate_records = models.IntegerField(
        default=0, db_default=0, db_comment="Of the skipped rows, those whose key stands in the file before"
    )
    error_records = models.IntegerField(default=0, db_default=0, db_comment="Rows refused")
    started_at = models.DateTimeField(null=True, blank=True)
    error_message = models.TextField(
        null=True, blank=True, db_comment="Why the whole run failed, or what was taken back"
    )
    fetched = json_object(
        db_comment="Of a feed that was fetched: SHA-256 of its address (which may hold a key), ETag, Last-Modified, "
        "and when it was asked for last and had nothing new (asked_at, UTC)"
    )
    updated_at = updated_at()
    created_at = created_at()

    class Meta:
        db_table = '"integration"."import_batches"'
        db_table_comment = "One import run of one file or feed"
        ordering = ["-created_at"]
        indexes = [
            Index(
                fields=["source", "created_at"],
                name="idx_import_batches_source_created_at",
                comment="The imports of one source, newest first",
            ),
            Index(fields=["created_at"], name="idx_import_batches_created_at"),
        ]
        constraints = [
            one_of("source", ImportSource, name="chk_import_batches_source"),
            one_of("status", BatchStatus, name="chk_import_batches_status"),
            matches(
                "file_sha256",
                r"^[0-9a-f]{64}$",
                name="chk_import_batches_file_sha256",
                sentence="{column} must be 64 digits of lower-case hex.",
            ),
            not_negative("total_records", name="chk_import_batches_total_records"),
            not_negative("processed_records", name="chk_import_batches_processed_records"),
            not_negative("error_records", name="chk_import_batches_error_records"),
            not_negative("skipped_records", name="chk_import_batches_skipped_records"),
            not_negative("added_records", name="chk_import_batches_added_records"),
            not_negative("duplicate_records", name="chk_import_batches_duplicate_records"),
            Check(
                condition=~models.Q(status=BatchStatus.COMPLETED)
                | models.Q(
                    total_records=models.F("processed_records")
                    + models.F("skipped_records")
                    + models.F("error_records")
                ),
                name="chk_import_batches_every_row_accounted_for",
                column="total_records",
                sentence="The rows that were read must be those processed, skipped and refused, taken together.",
            ),
            Check(
                condition=models.Q(
                    added_records__lte=models.F("processed_records"), duplicate_records__lte=models.F("skipped_records")
                ),
                name="chk_import_batches_within_totals",
                column="added_records",
                sentence="Added rows are some of those processed, and duplicates some of those skipped.",
            ),
            not_before("completed_at", "started_at", name="chk_import_batches_completed_at"),
        ]
        verbose_name = "import"
        verbose_name_plural = "imports"

    def __str__(self):
        return f"{self.get_source_display()} {self.source_file or self.id}"
