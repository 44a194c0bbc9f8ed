from django.db import models

from soleflip.columns import created_at, uuid_key


class StaleDay(models.Model):
    """A day whose sales changed since they were added up by platform last; without a day: all of them.

    Written by triggers together with the change, once for each statement: nobody who writes sales waits for another.
    """

    kept_by_database = True

    id = uuid_key()
    day = models.DateField(null=True, blank=True, db_comment="The day of the sales (UTC); null: all days")
    noted_at = created_at()

    class Meta:
        db_table = '"analytics"."stale_days"'
        db_table_comment = "Days whose sales changed since they were added up by platform last"
        verbose_name = "day to add up anew"
        verbose_name_plural = "days to add up anew"

    def __str__(self):
        return str(self.day or "all days")
