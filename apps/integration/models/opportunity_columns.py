from django.db import models

from apps.integration.choices import SourceType
from soleflip.columns import cents, money, percent
from soleflip.postgres.fields import EnumField


class OpportunityColumns(models.Model):
    """What an opportunity says, computed anew or kept."""

    product = models.ForeignKey("products.Product", models.DO_NOTHING, related_name="+")
    product_name = models.CharField(max_length=255)
    product_sku = models.CharField(max_length=100)
    product_ean = models.CharField(max_length=20, null=True)
    brand_name = models.CharField(max_length=100, null=True)
    retail_size_value = models.CharField(max_length=20, null=True)
    retail_size_region = models.CharField(max_length=10, null=True)
    resale_size_value = models.CharField(max_length=20, null=True)
    resale_size_region = models.CharField(max_length=10, null=True)
    standardized_size = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    retail_price_source = models.ForeignKey("integration.PriceSource", models.DO_NOTHING, related_name="+")
    retail_source = EnumField('"integration"."source_type_enum"', choices=SourceType)
    retail_source_name = models.CharField(max_length=200, null=True)
    retail_price_cents = cents(currency="currency")
    retail_price_eur = money(max_digits=12, null=True)
    retail_supplier = models.ForeignKey("core.Supplier", models.DO_NOTHING, null=True, related_name="+")
    retail_affiliate_link = models.TextField(null=True)
    retail_stock_quantity = models.IntegerField(null=True)
    resale_price_source = models.ForeignKey("integration.PriceSource", models.DO_NOTHING, related_name="+")
    resale_source = EnumField('"integration"."source_type_enum"', choices=SourceType)
    resale_source_name = models.CharField(max_length=200, null=True)
    resale_price_cents = cents(big=True, currency="currency")
    resale_price_eur = money(max_digits=12, null=True)
    profit_cents = cents(big=True, currency="currency")
    profit_eur = money(max_digits=12, null=True)
    profit_percentage = percent(max_digits=20, decimal_places=1, null=True)
    opportunity_score = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    currency = models.CharField(max_length=3)
    fees_cents = cents(big=True, currency="currency", null=True)
    net_profit_cents = cents(big=True, currency="currency", null=True)
    net_profit_percentage = percent(max_digits=20, decimal_places=1, null=True)
    net_profit_eur = money(max_digits=12, null=True)
    resale_currency = models.CharField(max_length=3)
    sale_price_cents = cents(currency="resale_currency")

    class Meta:
        abstract = True
        ordering = [
            models.F("net_profit_eur").desc(nulls_last=True),
            models.F("net_profit_cents").desc(nulls_last=True),
            "-profit_cents",
        ]

    def __str__(self):
        return f"{self.product_name} +{self.profit_cents / 100:.2f}"
