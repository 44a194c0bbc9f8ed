from django.db import models

from soleflip.columns import TransactionTime, cents, uuid_key
from soleflip.constraints import not_negative
from soleflip.postgres.indexes import Index


class PriceHistory(models.Model):
    """Every change of a price source.

    Partitioned by month: the database's primary key is (recorded_at, id), `id` alone is the model's.
    sql/partitions/integration.price_history makes the table.
    """

    id = uuid_key()
    price_source = models.ForeignKey(
        "integration.PriceSource",
        models.CASCADE,
        db_index=False,
        related_name="history",
        db_comment="The price that changed",
    )
    price_cents = cents(
        currency="price_source.currency", db_comment="The price from then on, in cents of the source's currency"
    )
    in_stock = models.BooleanField(null=True, blank=True, db_comment="Whether it could be bought from then on")
    stock_quantity = models.IntegerField(null=True, blank=True, db_comment="Pieces from then on, where the source says")
    recorded_at = models.DateTimeField(
        db_default=TransactionTime(), db_comment="When the change was written (UTC); the partition key"
    )

    class Meta:
        db_table = '"integration"."price_history"'
        db_table_comment = "Every change of a price source"
        ordering = ["-recorded_at"]
        indexes = [
            Index(
                fields=["price_source", "recorded_at"],
                name="idx_integration_price_history_price_source_id_recorded_at",
                comment="A source's prices over time",
            ),
        ]
        constraints = [
            not_negative("price_cents", name="chk_integration_price_history_price_cents"),
            not_negative("stock_quantity", name="chk_integration_price_history_stock_quantity"),
        ]
        verbose_name = "price change"
        verbose_name_plural = "price history"

    def __str__(self):
        return f"{self.price_cents} ct {self.recorded_at:%Y-%m-%d %H:%M}"
