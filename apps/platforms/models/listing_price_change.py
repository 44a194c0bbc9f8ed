from django.db import models

from soleflip.columns import created_at, money, uuid_key
from soleflip.constraints import not_negative
from soleflip.postgres.indexes import Index


class ListingPriceChange(models.Model):
    """One change of a listing's ask price."""

    id = uuid_key()
    listing = models.ForeignKey("platforms.StockXListing", models.CASCADE, db_index=False, related_name="price_changes")
    old_price = money(null=True, db_comment="Ask before, in EUR; null: the first one")
    new_price = money(db_comment="Ask from then on, in EUR")
    change_reason = models.CharField(
        max_length=100, null=True, blank=True, db_comment="Why, in the words of whoever changed it"
    )
    market_lowest_ask = money(null=True, db_comment="Lowest ask of anyone at that time, in EUR")
    market_highest_bid = money(null=True, db_comment="Highest bid of anyone at that time, in EUR")
    created_at = created_at()

    class Meta:
        db_table = '"platforms"."pricing_history"'
        db_table_comment = "One change of a listing's ask price"
        ordering = ["-created_at"]
        indexes = [
            Index(
                fields=["listing", "created_at"],
                name="idx_pricing_history_listing_id_created_at",
                comment="A listing's asks over time",
            ),
            Index(fields=["created_at"], name="idx_pricing_history_created_at"),
        ]
        constraints = [
            not_negative("old_price", name="chk_pricing_history_old_price"),
            not_negative("new_price", name="chk_pricing_history_new_price"),
        ]
        verbose_name = "listing price change"
        verbose_name_plural = "listing price changes"

    def __str__(self):
        return f"{self.old_price} -> {self.new_price}"
