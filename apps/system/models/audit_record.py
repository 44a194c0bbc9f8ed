from django.db import models

from soleflip.columns import NextValue, TransactionTime
from soleflip.constraints import one_of
from soleflip.postgres.indexes import Index


class Action(models.TextChoices):
    INSERT = "insert", "added"
    UPDATE = "update", "changed"
    DELETE = "delete", "deleted"
    TRUNCATE = "truncate", "emptied"
    ERASE = "erase", "erased"  # values of the trail itself


class AuditRecord(models.Model):
    """One row of a business table that was inserted, updated or deleted.

    Partitioned by month: the database's primary key is (recorded_at, id), `id` alone is the model's.
    sql/partitions/system.audit_records makes the table; triggers of the audited tables write it.
    """

    kept_by_database = True
    is_added_to_only = True

    id = models.BigIntegerField(
        primary_key=True,
        db_default=NextValue("system.audit_records_id_seq"),
        editable=False,
        db_comment="Rises in the order of writing",
    )
    recorded_at = models.DateTimeField(
        db_default=TransactionTime(), db_comment="When the transaction began (UTC); the partition key"
    )
    changeset_id = models.BigIntegerField(
        db_comment="The row of audit_changesets with the same recorded_at: who it was"
    )
    table_name = models.CharField("table", max_length=100, db_comment="The table, with its schema")
    row_id = models.TextField(
        "row",
        null=True,
        blank=True,
        db_comment="The primary key as text; null: all rows went by TRUNCATE, or it tells of an erasure",
    )
    action = models.CharField(max_length=10, choices=Action)
    before = models.JSONField(
        null=True,
        blank=True,
        db_comment="The columns as they were: those that changed, all of a deleted row; secrets are not told",
    )
    after = models.JSONField(
        null=True,
        blank=True,
        db_comment="The columns as they became: those that changed, all of a new row; secrets are not told",
    )
    salt = models.UUIDField(
        null=True, blank=True, db_comment="Random, so that erased values cannot be guessed from values_hash"
    )
    values_hash = models.BinaryField(
        null=True, blank=True, db_comment="SHA-256 over salt, before and after, kept once they are erased"
    )
    erased_at = models.DateTimeField(
        null=True,
        blank=True,
        db_comment="When before and after were erased at the wish of a person or by age (UTC)",
    )
    hash = models.BinaryField(db_comment="SHA-256 over the record, with values_hash in place of the values")

    class Meta:
        db_table = '"system"."audit_records"'
        db_table_comment = "One row of a business table that was inserted, updated or deleted"
        ordering = ["-recorded_at", "-id"]
        indexes = [
            Index(
                fields=["row_id", "table_name"],
                name="idx_audit_records_row_id_table_name",
                comment="The history of one row",
            ),
        ]
        constraints = [
            one_of("action", Action, name="chk_audit_records_action"),
        ]
        verbose_name = "audit record"
        verbose_name_plural = "audit trail"

    def __str__(self):
        return f"{self.get_action_display()} {self.table_name} {self.row_id or ''}".strip()
