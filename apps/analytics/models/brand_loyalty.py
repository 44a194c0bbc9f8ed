from django.db import models

from soleflip.columns import money


class BrandLoyalty(models.Model):
    """A brand in a currency: what it sold in all (view analytics.brand_loyalty_analysis, read-only)."""

    pk = models.CompositePrimaryKey("brand", "currency")
    brand = models.CharField(max_length=100)
    active_months = models.BigIntegerField(help_text="Months with a sale")
    total_transactions = models.BigIntegerField()
    total_spent = money(
        max_digits=20,
    )
    avg_order_value = money(
        max_digits=20,
    )
    currency = models.CharField(max_length=3)

    class Meta:
        managed = False
        db_table = '"analytics"."brand_loyalty_analysis"'
        ordering = ["-total_spent"]
        verbose_name = "brand loyalty"
        verbose_name_plural = "brand loyalty"

    def __str__(self):
        return self.brand
