from django.db import models

from soleflip.columns import created_at, json_object, money, uuid_key
from soleflip.constraints import between, currency_code, not_negative, one_of
from soleflip.postgres.indexes import Index


class PricePointType(models.TextChoices):
    LISTING = "listing"
    SALE = "sale"
    MARKET = "market"
    COMPETITOR = "competitor"
    PURCHASE = "purchase"


class PricePoint(models.Model):
    """A price observation in pricing context (listing, sale, market, competitor, purchase)."""

    id = uuid_key()
    product = models.ForeignKey("products.Product", models.CASCADE, db_index=False, related_name="price_points")
    inventory_item = models.ForeignKey(
        "products.InventoryItem", models.SET_NULL, null=True, blank=True, db_index=False, related_name="price_points"
    )
    platform = models.ForeignKey(
        "core.Platform", models.SET_NULL, null=True, blank=True, db_index=False, related_name="price_points"
    )
    price_date = models.DateField(db_comment="The day of the observation")
    price_type = models.CharField(max_length=30, choices=PricePointType)
    price_amount = money(db_comment="The price, in currency")
    currency = models.CharField(max_length=3, default="EUR", db_default="EUR", db_comment="ISO 4217, upper case")
    source = models.CharField(max_length=50, db_comment="Who or what observed it")
    confidence_score = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True, db_comment="How sure the observation is, 0 to 1"
    )
    metadata = json_object(db_comment="Object with what else was observed")
    created_at = created_at()

    class Meta:
        db_table = '"pricing"."price_history"'
        db_table_comment = "A price observation in pricing context (listing, sale, market, competitor, purchase)"
        ordering = ["-price_date"]
        indexes = [
            Index(
                fields=["product", "price_date"],
                name="idx_pricing_price_history_product_id_price_date",
                comment="A product's prices over time",
            ),
            Index(
                fields=["price_date", "price_type"],
                name="idx_pricing_price_history_price_date_price_type",
                comment="All observations of a kind in a period",
            ),
        ]
        constraints = [
            one_of("price_type", PricePointType, name="chk_pricing_price_history_price_type"),
            currency_code("currency", name="chk_pricing_price_history_currency"),
            not_negative("price_amount", name="chk_pricing_price_history_price_amount"),
            between("confidence_score", 0, 1, name="chk_pricing_price_history_confidence_score"),
        ]
        verbose_name = "price point"
        verbose_name_plural = "price points"

    def __str__(self):
        return f"{self.price_amount} {self.currency} {self.price_date}"
