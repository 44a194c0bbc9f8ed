from django.db import models

from soleflip.columns import money, uuid_key
from soleflip.constraints import Unique


class StockDay(models.Model):
    """What is in stock of a day's purchases in a status, as products.refresh_stock_days added it up last."""

    kept_by_database = True

    id = uuid_key()
    day = models.DateField(null=True, blank=True, db_comment="The day of the purchase (UTC); null: not known")
    status = models.CharField(max_length=50, db_comment="That of the lots: one of those that are in stock")
    lots = models.IntegerField(db_comment="Lots with pairs that are there")
    pairs = models.BigIntegerField(db_comment="Pairs in these lots")
    cost = money(max_digits=30, db_comment="Cost of the pairs without VAT, in EUR, but for the unpriced ones")
    unpriced = models.BigIntegerField(db_comment="Pairs whose cost is not known")

    class Meta:
        db_table = '"products"."stock_days"'
        db_table_comment = "What is in stock by the day of its purchase and status, kept from products.inventory"
        ordering = ["-day"]
        constraints = [
            Unique(
                fields=["day", "status"],
                nulls_distinct=False,
                name="uq_stock_days_day_status",
                sentence="This day of purchase has a row for this status already.",
            ),
        ]
        verbose_name = "stock of a day"
        verbose_name_plural = "stock by day"

    def __str__(self):
        return f"{self.status} {self.day or 'of an unknown day'}"
