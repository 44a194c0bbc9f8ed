from django.db import models

from soleflip.columns import created_at, uuid_key


class StaleMonth(models.Model):
    """A month whose sales changed since they were added up by brand last; without a month: all of them.

    Written by triggers together with the change, once for each statement: nobody who writes sales waits for another.
    """

    kept_by_database = True

    id = uuid_key()
    month = models.DateField(null=True, blank=True, db_comment="The first day of the month (UTC); null: all months")
    noted_at = created_at()

    class Meta:
        db_table = '"analytics"."stale_months"'
        db_table_comment = "Months whose sales changed since they were added up by brand last"
        verbose_name = "month to add up anew"
        verbose_name_plural = "months to add up anew"

    def __str__(self):
        return f"{self.month:%Y-%m}" if self.month else "all months"
