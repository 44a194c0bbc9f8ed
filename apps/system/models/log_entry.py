from django.db import models

from soleflip.columns import TransactionTime, json_object, uuid_key
from soleflip.constraints import one_of
from soleflip.postgres.indexes import Index


class LogLevel(models.TextChoices):
    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"


class LogEntry(models.Model):
    """One application log line.

    Partitioned by month: the database's primary key is (created_at, id), `id` alone is the model's.
    sql/partitions/system.logs makes the table.
    """

    id = uuid_key()
    level = models.CharField(max_length=20, choices=LogLevel)
    component = models.CharField(max_length=50, db_comment="The part of the program that speaks")
    message = models.TextField()
    details = json_object(db_comment="Object with what helps to find the cause; no secrets")
    source_table = models.CharField(
        max_length=100, null=True, blank=True, db_comment="The table that the line is about, with schema"
    )
    source_id = models.UUIDField(null=True, blank=True, db_comment="The row that the line is about")
    created_at = models.DateTimeField(
        db_default=TransactionTime(), db_comment="When it happened (UTC); the partition key"
    )

    class Meta:
        db_table = '"system"."logs"'
        db_table_comment = "One application log line"
        ordering = ["-created_at"]
        indexes = [
            Index(fields=["level", "created_at"], name="idx_logs_level_created_at", comment="The latest errors"),
            Index(
                fields=["component", "created_at"],
                name="idx_logs_component_created_at",
                comment="What one part of the program said lately",
            ),
        ]
        constraints = [
            one_of("level", LogLevel, name="chk_logs_level"),
        ]
        verbose_name = "log entry"
        verbose_name_plural = "log"

    def __str__(self):
        return f"{self.level} {self.component}: {self.message[:80]}"
