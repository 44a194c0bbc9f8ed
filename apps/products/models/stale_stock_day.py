from django.db import models

from soleflip.columns import created_at, uuid_key


class StaleStockDay(models.Model):
    """A day of purchase whose stock changed since it was added up last; without a day: all of them.

    Written by triggers together with the change, once for each statement: nobody who writes lots waits for another.
    """

    kept_by_database = True

    id = uuid_key()
    day = models.DateField(
        null=True,
        blank=True,
        db_comment="The day of the purchase (UTC); 9999-12-31: those that are not known too; null: all days",
    )
    noted_at = created_at()

    class Meta:
        db_table = '"products"."stale_stock_days"'
        db_table_comment = "Days of purchase whose stock changed since it was added up last"
        verbose_name = "stock to add up anew"
        verbose_name_plural = "stock to add up anew"

    def __str__(self):
        return str(self.day or "all days")
