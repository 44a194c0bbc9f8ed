from django.contrib.postgres.fields import ArrayField
from django.db import models

from soleflip.columns import created_at, json_object
from soleflip.constraints import Check
from soleflip.postgres.indexes import Index


class ImportChange(models.Model):
    """Some rows of a table that an import added, or changed: what undo_import rests on.

    Many rows stand in one, up to some thousands: a first feed adds a million, and an image of each would cost more than
    the feed. The arrays have one place for each row, in one order.
    """

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey("integration.ImportBatch", models.CASCADE, db_index=False, related_name="changes")
    table_name = models.CharField(max_length=100, db_comment="With its schema, such as products.products")
    row_ids = ArrayField(models.UUIDField(), db_comment="The rows, by their id")
    fingerprints = ArrayField(
        models.BigIntegerField(),
        db_comment="hash_record_extended(row, 0) of each row as the import left it: another one says that it was "
        "changed since",
    )
    images = json_object(db_comment="Array of the rows as they were before; null: the import added them")
    created_at = created_at()

    class Meta:
        db_table = '"integration"."import_changes"'
        db_table_comment = "Some rows of a table that an import added, or changed: kept 30 days, for undo_import"
        ordering = ["batch", "id"]
        indexes = [
            Index(
                fields=["batch", "id"], name="idx_import_changes_batch_id_id", comment="What an import did, in order"
            ),
        ]
        constraints = [
            Check(
                condition=models.Q(row_ids__len=models.F("fingerprints__len")),
                name="chk_import_changes_fingerprints",
                column="fingerprints",
                sentence="There must be one fingerprint for each row.",
            ),
        ]
        verbose_name = "import change"
        verbose_name_plural = "import changes"

    def __str__(self):
        return f"{self.table_name} {self.pk}"  # without the arrays, which are large and mostly not read
