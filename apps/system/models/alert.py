from django.db import models

from soleflip.columns import TransactionTime, uuid_key
from soleflip.constraints import Unique, not_before, one_of


class Severity(models.TextChoices):
    WARNING = "warning"
    CRITICAL = "critical"


class Alert(models.Model):
    """Something that a rule found wrong, from when to when; it is told once, and once more when it has cleared.

    `alerts check` writes the rows; apps/system/alerts/rules.toml has the rules.
    """

    id = uuid_key()
    rule = models.CharField(max_length=50, db_comment="Name of the rule")
    subject = models.CharField(
        max_length=200,
        default="",
        db_default="",
        blank=True,
        db_comment="What of several it is about, such as a source of imports; empty: there is only one",
    )
    severity = models.CharField(max_length=20, choices=Severity, db_comment="How bad it is")
    message = models.TextField(db_comment="What is wrong, and what to do, as it was found last")
    raised_at = models.DateTimeField(db_default=TransactionTime(), db_comment="When it was found first (UTC)")
    seen_at = models.DateTimeField(db_default=TransactionTime(), db_comment="When it was found last (UTC)")
    cleared_at = models.DateTimeField(
        null=True, blank=True, db_comment="When it was found no longer (UTC); null while it is wrong"
    )
    told = models.JSONField(
        default=list, blank=True, db_default=[], db_comment="Array of the channels that told that it is wrong"
    )
    told_cleared = models.JSONField(
        default=list, blank=True, db_default=[], db_comment="Array of the channels that told that it has cleared"
    )

    class Meta:
        db_table = '"system"."alerts"'
        db_table_comment = "Something that a rule found wrong, from when to when"
        ordering = ["-raised_at"]
        constraints = [
            Unique(
                fields=["rule", "subject"],
                condition=models.Q(cleared_at__isnull=True),
                name="uq_alerts_open",
                sentence="There is such an alert already, which has not cleared yet.",
            ),
            one_of("severity", Severity, name="chk_alerts_severity"),
            not_before("cleared_at", "raised_at", name="chk_alerts_cleared_at"),
        ]
        verbose_name = "alert"
        verbose_name_plural = "alerts"

    def __str__(self):
        return f"{self.rule}: {self.subject}" if self.subject else self.rule
