from django.db import models


class AuditHead(models.Model):
    """Where the chain of the audit trail ends in one month."""

    kept_by_database = True
    is_added_to_only = True

    month = models.DateField(primary_key=True, db_comment="First day of the month")
    number = models.BigIntegerField(db_comment="How many changesets the month has")
    hash = models.BinaryField(db_comment="The hash of the last one")

    class Meta:
        db_table = '"system"."audit_heads"'
        db_table_comment = "Where the chain of the audit trail ends in one month"
        ordering = ["-month"]
        verbose_name = "end of the audit trail"
        verbose_name_plural = "ends of the audit trail"

    def __str__(self):
        return f"{self.month:%Y-%m}: {self.number}"
