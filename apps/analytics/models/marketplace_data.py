from django.db import models

from soleflip.columns import created_at, fraction, json_object, money, updated_at, uuid_key
from soleflip.constraints import Unique, between, not_negative
from soleflip.postgres.indexes import Index


class MarketplaceData(models.Model):
    """What one marketplace shows for one inventory item."""

    id = uuid_key()
    inventory_item = models.ForeignKey(
        "products.InventoryItem", models.CASCADE, db_index=False, related_name="marketplace_data"
    )
    platform = models.ForeignKey("core.Platform", models.RESTRICT, db_index=False, related_name="marketplace_data")
    marketplace_listing_id = models.CharField(
        max_length=255, null=True, blank=True, db_comment="The marketplace's id of our listing"
    )
    ask_price = money(null=True, db_comment="What we ask there, in EUR")
    bid_price = money(null=True, db_comment="The best bid on ours, in EUR")
    market_lowest_ask = money(null=True, db_comment="Lowest ask of anyone, in EUR")
    market_highest_bid = money(null=True, db_comment="Highest bid of anyone, in EUR")
    last_sale_price = money(null=True, db_comment="In EUR")
    sales_frequency = models.IntegerField(null=True, blank=True, db_comment="Sales in the last 30 days")
    volatility = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True, db_comment="How much the price varies, 0 to 1"
    )
    fees_percentage = fraction(
        null=True,
        db_comment="What the marketplace keeps, as a fraction: 0.1200 is 12 percent",
    )
    platform_specific = json_object(db_comment="Object with what only this marketplace has")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"analytics"."marketplace_data"'
        db_table_comment = "What one marketplace shows for one inventory item"
        ordering = ["-updated_at"]
        indexes = [
            Index(fields=["platform"], name="idx_marketplace_data_platform_id"),
            Index(fields=["updated_at"], name="idx_marketplace_data_updated_at"),
        ]
        constraints = [
            Unique(fields=["inventory_item", "platform"], name="uq_marketplace_data_item_platform"),
            between("volatility", 0, 1, name="chk_marketplace_volatility"),
            between("fees_percentage", 0, 1, name="chk_marketplace_fees"),
            not_negative("ask_price", name="chk_marketplace_data_ask_price"),
            not_negative("bid_price", name="chk_marketplace_data_bid_price"),
            not_negative("market_lowest_ask", name="chk_marketplace_data_market_lowest_ask"),
            not_negative("market_highest_bid", name="chk_marketplace_data_market_highest_bid"),
            not_negative("last_sale_price", name="chk_marketplace_data_last_sale_price"),
            not_negative("sales_frequency", name="chk_marketplace_data_sales_frequency"),
        ]
        verbose_name = "marketplace figures"
        verbose_name_plural = "marketplace figures"

    def __str__(self):
        return f"{self.platform} {self.ask_price}"
