from django.db import models

from apps.integration.choices import Condition, PriceType, SourceType
from soleflip.columns import cents, json_object
from soleflip.postgres.fields import EnumField


class LatestPrice(models.Model):
    """The latest price that can be had of a product (and size) at a source.

    Read-only: the view integration.latest_prices.
    """

    id = models.UUIDField(primary_key=True)
    product = models.ForeignKey("products.Product", models.DO_NOTHING, related_name="+")
    size = models.ForeignKey("products.Size", models.DO_NOTHING, null=True, related_name="+")
    source_type = EnumField('"integration"."source_type_enum"', choices=SourceType)
    source_product_id = models.CharField(max_length=100)
    source_name = models.CharField(max_length=200, null=True)
    price_type = EnumField('"integration"."price_type_enum"', choices=PriceType)
    price_cents = cents()
    currency = models.CharField(max_length=3)
    stock_quantity = models.IntegerField(null=True)
    in_stock = models.BooleanField()
    condition = EnumField('"integration"."condition_enum"', choices=Condition, null=True)
    source_url = models.TextField(null=True)
    affiliate_link = models.TextField(null=True)
    supplier = models.ForeignKey("core.Supplier", models.DO_NOTHING, null=True, related_name="+")
    metadata = json_object()
    last_updated = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    product_name = models.CharField(max_length=255)
    product_sku = models.CharField(max_length=100)
    product_ean = models.CharField(max_length=20, null=True)
    brand_name = models.CharField(max_length=100, null=True)
    supplier_name = models.CharField(max_length=100, null=True)

    class Meta:
        managed = False
        db_table = '"integration"."latest_prices"'
        ordering = ["product_name", "price_type", "price_cents"]
        verbose_name = "latest price"
        verbose_name_plural = "latest prices"

    def __str__(self):
        return f"{self.product_name} {self.price_cents / 100:.2f} {self.currency}"
