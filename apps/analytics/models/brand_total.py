from django.db import models

from soleflip.columns import money


class BrandTotal(models.Model):
    """A brand in a currency: what it sold in all (view analytics.brand_totals, read-only)."""

    pk = models.CompositePrimaryKey("brand", "currency")
    brand = models.ForeignKey("core.Brand", models.DO_NOTHING, related_name="+")
    currency = models.CharField(max_length=3)
    active_months = models.BigIntegerField(help_text="Months (UTC) with a sale")
    sales = models.BigIntegerField()
    revenue = money(max_digits=20)
    avg_order_value = money(max_digits=20)

    class Meta:
        managed = False
        db_table = '"analytics"."brand_totals"'
        ordering = ["-revenue"]
        verbose_name = "brand loyalty"
        verbose_name_plural = "brand loyalty"

    def __str__(self):
        return str(self.brand)
