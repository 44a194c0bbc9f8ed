from django.db import models

from soleflip.columns import TransactionTime, cents, uuid_key
from soleflip.constraints import not_negative
from soleflip.postgres.indexes import Index


class AwinPriceHistory(models.Model):
    """Every change of an Awin row's price or availability.

    Partitioned by month: the database's primary key is (recorded_at, id), `id` alone is the model's.
    sql/partitions/integration.awin_price_history makes the table.
    """

    id = uuid_key()
    awin_product = models.ForeignKey(
        "integration.AwinProduct",
        models.CASCADE,
        to_field="awin_product_id",
        db_index=False,
        related_name="price_history",
        db_comment="Awin's own id, not the UUID of our row",
    )
    price_cents = cents(
        currency="awin_product.currency",
        null=True,
        db_comment="The price from then on, in cents of the row's currency; null: withdrawn",
    )
    in_stock = models.BooleanField(null=True, blank=True, db_comment="Whether it could be bought from then on")
    recorded_at = models.DateTimeField(
        db_default=TransactionTime(), db_comment="When the change was written (UTC); the partition key"
    )

    class Meta:
        db_table = '"integration"."awin_price_history"'
        db_table_comment = "Every change of an Awin row's price or availability"
        ordering = ["-recorded_at"]
        indexes = [
            Index(
                fields=["awin_product", "recorded_at"],
                name="idx_awin_price_history_awin_product_id_recorded_at",
                comment="An offer's prices over time",
            ),
        ]
        constraints = [
            not_negative("price_cents", name="chk_awin_price_history_price_cents"),
        ]
        verbose_name = "Awin price change"
        verbose_name_plural = "Awin price history"

    def __str__(self):
        return f"{self.awin_product_id} {self.recorded_at:%Y-%m-%d %H:%M}"
