from django.db import models

from apps.integration.choices import Condition, PriceType, SourceType
from soleflip.columns import cents, created_at, json_object, updated_at, uuid_key
from soleflip.constraints import Unique, currency_code, not_in_the_future, not_negative
from soleflip.postgres.fields import EnumField
from soleflip.postgres.indexes import Index


class PriceSource(models.Model):
    """The current price of a product (and size) at one source: the unified price table."""

    id = uuid_key()
    product = models.ForeignKey("products.Product", models.CASCADE, db_index=False, related_name="price_sources")
    size = models.ForeignKey(
        "products.Size",
        models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="price_sources",
        db_comment="The size that the price is for; null: the price is for every size of the product",
    )
    source_type = EnumField(
        '"integration"."source_type_enum"', choices=SourceType, db_comment="Where the price comes from"
    )
    source_product_id = models.CharField(max_length=100, db_comment="The id of the product (or offer) at the source")
    source_name = models.CharField(max_length=200, null=True, blank=True, db_comment="The shop or marketplace in words")
    price_type = EnumField(
        '"integration"."price_type_enum"',
        choices=PriceType,
        db_comment="retail: what we would pay; resale: what a marketplace brings; also auction and wholesale",
    )
    price_cents = cents(db_comment="The price in cents of currency")
    currency = models.CharField(
        max_length=3,
        default="EUR",
        db_default="EUR",
        db_comment="ISO 4217, upper case; prices of two currencies are never compared",
    )
    stock_quantity = models.IntegerField(null=True, blank=True, db_comment="Pieces, where the source says")
    in_stock = models.BooleanField(
        default=False, db_default=False, db_comment="False: the price is remembered but cannot be had"
    )
    condition = EnumField(
        '"integration"."condition_enum"',
        choices=Condition,
        null=True,
        blank=True,
        default=Condition.NEW,
        db_default=Condition.NEW,
        db_comment="Condition of the pair",
    )
    source_url = models.TextField(null=True, blank=True)
    affiliate_link = models.TextField(null=True, blank=True, db_comment="The link that earns the commission")
    supplier = models.ForeignKey(
        "core.Supplier",
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="price_sources",
        db_comment="The shop, once it is known as a row",
    )
    metadata = json_object(db_comment="Object with what the source says beyond our columns")
    last_updated = models.DateTimeField(
        null=True, blank=True, db_comment="When the source saw the price last (UTC), never in the future; null: unknown"
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"integration"."price_sources"'
        db_table_comment = "The current price of a product (and size) at one source: the unified price table"
        ordering = ["product", "price_type", "price_cents"]
        indexes = [
            Index(
                fields=["product", "price_type"],
                name="idx_price_sources_product_id_price_type",
                comment="The arbitrage join: the retail and resale prices of one product",
            ),
            Index(
                fields=["created_at"],
                name="idx_price_sources_created_at",
                comment="The newest offers",
            ),
            Index(
                fields=["source_type", "source_product_id"],
                name="idx_price_sources_source_type_source_product_id",
                comment="An import looks up the row of an offer",
            ),
        ]
        constraints = [
            Unique(
                fields=["product", "source_type", "source_product_id", "size"],
                condition=models.Q(size__isnull=False),
                name="uq_price_source_with_size",
                sentence="There is a price of this product, size and source already: change that one.",
            ),
            Unique(
                fields=["product", "source_type", "source_product_id"],
                condition=models.Q(size__isnull=True),
                name="uq_price_source_without_size",
                sentence="There is a price of this product at this source, for all sizes, already: change that one.",
            ),
            not_negative("price_cents", name="chk_price_positive"),
            not_negative("stock_quantity", name="chk_stock_positive"),
            currency_code("currency", name="chk_currency_valid"),
            not_in_the_future("last_updated", name="chk_last_updated_past"),
        ]
        verbose_name = "price"
        verbose_name_plural = "prices"

    def __str__(self):
        place = self.source_name or self.get_source_type_display()
        return f"{place} {self.price_cents / 100:.2f} {self.currency}"
