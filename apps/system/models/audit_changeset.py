from django.db import models

from soleflip.columns import NextValue, TransactionTime
from soleflip.postgres.indexes import Index


class AuditChangeset(models.Model):
    """What was changed in one transaction by one person or program, and the seal under it.

    Partitioned by month: the database's primary key is (recorded_at, id), `id` alone is the model's.
    sql/partitions/system.audit_changesets makes the table; the database seals it (docs/decisions/0020-audit-trail.md).
    """

    kept_by_database = True
    is_added_to_only = True

    id = models.BigIntegerField(
        primary_key=True, db_default=NextValue("system.audit_changesets_id_seq"), editable=False
    )
    recorded_at = models.DateTimeField(
        db_default=TransactionTime(), db_comment="When the transaction began (UTC); the partition key"
    )
    transaction_id = models.BigIntegerField(db_comment="PostgreSQL's number of the transaction")
    user_id = models.UUIDField(
        null=True, blank=True, db_comment="The staff member, also one who is gone; null: nobody was logged in"
    )
    database_role = models.CharField(max_length=63, db_comment="The role that had logged in to the database")
    program = models.CharField(
        max_length=100, db_comment="web, the name of a command, or what another program calls itself"
    )
    request_id = models.CharField(
        max_length=64, blank=True, db_comment="The id of the web request, as the logs have it; empty: there was none"
    )
    records = models.BigIntegerField(
        null=True,
        blank=True,
        db_comment="How many records it has; null until it is sealed at the end of the transaction",
    )
    contents_hash = models.BinaryField(
        null=True, blank=True, db_comment="SHA-256 over the hashes of its records, in their order"
    )
    number = models.BigIntegerField(
        null=True, blank=True, db_comment="Its place in the chain of its month, from 1 without a gap"
    )
    previous_hash = models.BinaryField(
        null=True, blank=True, db_comment="The hash of the changeset with the number before"
    )
    hash = models.BinaryField(null=True, blank=True, db_comment="SHA-256 over all other columns")

    class Meta:
        db_table = '"system"."audit_changesets"'
        db_table_comment = "What was changed in one transaction by one person or program, and the seal under it"
        ordering = ["-recorded_at", "-id"]
        indexes = [
            Index(
                fields=["user_id", "recorded_at"],
                name="idx_audit_changesets_user_id_recorded_at",
                comment="All that one person did on one day",
            ),
            Index(
                fields=["request_id"],
                name="idx_audit_changesets_request_id",
                comment="What a request changed that a log speaks of",
            ),
        ]
        verbose_name = "changeset"
        verbose_name_plural = "changesets"

    def __str__(self):
        return f"changeset {self.id}"
