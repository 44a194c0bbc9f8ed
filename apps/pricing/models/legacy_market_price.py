from django.db import models

from soleflip.columns import created_at, money, percent, uuid_key
from soleflip.constraints import between, not_negative
from soleflip.postgres.indexes import Index


class LegacyMarketPrice(models.Model):
    """LEGACY market snapshots per platform, kept for migration into price_sources."""

    id = uuid_key()
    product = models.ForeignKey("products.Product", models.CASCADE, db_index=False, related_name="legacy_market_prices")
    platform_name = models.CharField(max_length=50, db_comment="The marketplace, as text")
    size_value = models.CharField(max_length=20, null=True, blank=True, db_comment="The size label, as text")
    condition = models.CharField(max_length=20)
    price_date = models.DateField(db_comment="The day of the snapshot")
    lowest_ask = money(null=True, db_comment="In EUR")
    highest_bid = money(null=True, db_comment="In EUR")
    last_sale = money(null=True, db_comment="In EUR")
    average_price = money(null=True, db_comment="In EUR")
    sales_volume = models.IntegerField(null=True, blank=True, db_comment="Sales on that day")
    premium_percentage = percent(
        null=True,
        db_comment="Above (or below) the retail price, in percent",
    )
    data_quality_score = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True, db_comment="How far the figures can be trusted, 0 to 1"
    )
    created_at = created_at()

    class Meta:
        db_table = '"pricing"."market_prices"'
        db_table_comment = "LEGACY market snapshots per platform, kept for migration into price_sources"
        ordering = ["-price_date"]
        indexes = [
            Index(
                fields=["product", "platform_name"],
                name="idx_pricing_market_prices_product_id_platform_name",
                comment="A product's snapshots on one marketplace",
            ),
            Index(fields=["price_date"], name="idx_pricing_market_prices_price_date"),
        ]
        constraints = [
            not_negative("lowest_ask", name="chk_pricing_market_prices_lowest_ask"),
            not_negative("highest_bid", name="chk_pricing_market_prices_highest_bid"),
            not_negative("last_sale", name="chk_pricing_market_prices_last_sale"),
            not_negative("average_price", name="chk_pricing_market_prices_average_price"),
            not_negative("sales_volume", name="chk_pricing_market_prices_sales_volume"),
            between("data_quality_score", 0, 1, name="chk_pricing_market_prices_data_quality_score"),
        ]
        verbose_name = "legacy market price"
        verbose_name_plural = "legacy market prices"

    def __str__(self):
        return f"{self.platform_name} {self.price_date}"
