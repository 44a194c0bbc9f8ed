from django.db import models

from soleflip.columns import TransactionTime, created_at, json_object, money, uuid_key
from soleflip.constraints import currency_code, not_negative
from soleflip.postgres.indexes import Index


class LegacyMarketPrice(models.Model):
    """LEGACY supplier prices, kept for migration into price_sources."""

    id = uuid_key()
    product = models.ForeignKey(
        "products.Product", models.CASCADE, db_index=False, related_name="legacy_supplier_prices"
    )
    source = models.CharField(max_length=100, db_comment="Where the price was seen")
    supplier_name = models.CharField(max_length=100, db_comment="The shop as the source names it")
    external_id = models.CharField(max_length=255, null=True, blank=True)
    buy_price = money(db_comment="Price to buy at, in currency")
    currency = models.CharField(
        max_length=3, null=True, blank=True, default="EUR", db_default="EUR", db_comment="ISO 4217, upper case"
    )
    availability = models.CharField(max_length=50, null=True, blank=True, db_comment="In the shop's words")
    stock_qty = models.IntegerField(null=True, blank=True, db_comment="Pieces, where the source says")
    product_url = models.TextField(null=True, blank=True)
    last_updated = models.DateTimeField(null=True, blank=True, db_default=TransactionTime())
    raw_data = json_object(db_comment="The answer as received")
    created_at = created_at()

    class Meta:
        db_table = '"integration"."market_prices"'
        db_table_comment = "LEGACY supplier prices, kept for migration into price_sources"
        ordering = ["-last_updated"]
        indexes = [
            Index(
                fields=["product", "buy_price", "last_updated"],
                name="idx_integration_market_prices_product_id_buy_price_last_updated",
                comment="The cheapest supplier of a product",
            ),
            Index(fields=["buy_price"], name="idx_integration_market_prices_buy_price"),
            Index(fields=["source"], name="idx_integration_market_prices_source"),
            Index(fields=["supplier_name"], name="idx_integration_market_prices_supplier_name"),
            Index(fields=["last_updated"], name="idx_integration_market_prices_last_updated"),
        ]
        constraints = [
            currency_code("currency", name="chk_integration_market_prices_currency"),
            not_negative("buy_price", name="chk_integration_market_prices_buy_price"),
            not_negative("stock_qty", name="chk_integration_market_prices_stock_qty"),
        ]
        verbose_name = "legacy supplier price"
        verbose_name_plural = "legacy supplier prices"

    def __str__(self):
        return f"{self.supplier_name} {self.buy_price}"
