from django.db import models

from soleflip.columns import money


class BrandTrend(models.Model):
    """A brand in a month and currency: what it sold (view analytics.brand_trend_analysis, read-only)."""

    pk = models.CompositePrimaryKey("brand", "month", "currency")
    brand = models.CharField(max_length=100)
    month = models.DateField(help_text="The first day of the month (UTC)")
    transaction_count = models.BigIntegerField()
    total_revenue = money(
        max_digits=20,
    )
    avg_transaction_value = money(
        max_digits=20,
    )
    currency = models.CharField(max_length=3)

    class Meta:
        managed = False
        db_table = '"analytics"."brand_trend_analysis"'
        ordering = ["-month", "-total_revenue"]
        verbose_name = "brand trend"
        verbose_name_plural = "brand trends"

    def __str__(self):
        return f"{self.brand} {self.month:%Y-%m}"
