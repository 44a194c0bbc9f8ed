from django.db import models

from soleflip.columns import KeyField
from soleflip.constraints import Check, not_before, not_negative, one_of


class JobResult(models.TextChoices):
    OK = "ok"
    FAILED = "failed"
    NOT_CONFIGURED = "not configured"


class Job(models.Model):
    """A piece of work that is done again and again, and what became of it the last time.

    run_due writes the rows; apps/system/jobs/plan.py says which jobs there are.
    """

    kept_by_database = True

    name = KeyField(max_length=50, db_comment="Name of the job, as in run_due --job")
    every = models.CharField(max_length=50, db_comment="How often it is done, in words")
    began_at = models.DateTimeField(null=True, blank=True, db_comment="When it began last (UTC); null: never")
    ended_at = models.DateTimeField(
        null=True, blank=True, db_comment="When it ended (UTC); null: it is at work, or was killed"
    )
    result = models.CharField(
        max_length=20, choices=JobResult, null=True, blank=True, db_comment="What became of it; null: it has not ended"
    )
    message = models.TextField(null=True, blank=True, db_comment="What it said, or why it failed")
    seconds = models.DecimalField(
        max_digits=10, decimal_places=3, null=True, blank=True, db_comment="How long it took, in seconds"
    )
    machine = models.CharField(max_length=255, null=True, blank=True, db_comment="Name of the machine that did it")
    succeeded_at = models.DateTimeField(null=True, blank=True, db_comment="When it ended well last (UTC)")
    due_at = models.DateTimeField(null=True, blank=True, db_comment="When it is due again (UTC); null: at once")

    class Meta:
        db_table = '"system"."jobs"'
        db_table_comment = "A piece of work that is done again and again, and what became of it the last time"
        ordering = ["name"]
        constraints = [
            one_of("result", JobResult, name="chk_jobs_result"),
            not_negative("seconds", name="chk_jobs_seconds"),
            not_before("ended_at", "began_at", name="chk_jobs_ended_at"),
            Check(
                condition=models.Q(ended_at__isnull=True, result__isnull=True)
                | models.Q(ended_at__isnull=False, result__isnull=False),
                name="chk_jobs_result_at_the_end",
                column="result",
                sentence="A job that has ended has a result, and no other.",
            ),
        ]
        verbose_name = "job"
        verbose_name_plural = "jobs"

    def __str__(self):
        return self.name
