from django.db import models

from soleflip.columns import KeyField


class KeptTable(models.Model):
    """A table that is kept from a view, and when it was brought up to date last."""

    kept_by_database = True

    name = KeyField(max_length=100, db_comment="The table, with its schema")
    basis = models.TextField(
        null=True,
        blank=True,
        db_comment="Digest of what all its rows depend on, such as exchange rates: another one makes them stale",
    )
    refreshed_at = models.DateTimeField(db_comment="When rows were computed anew last (UTC)")

    class Meta:
        db_table = '"system"."kept_tables"'
        db_table_comment = "A table that is kept from a view, and when it was brought up to date last"
        ordering = ["name"]
        verbose_name = "kept table"
        verbose_name_plural = "kept tables"

    def __str__(self):
        return self.name
