from django.db import models

from soleflip.columns import FixedCharField, money, uuid_key
from soleflip.constraints import Unique
from soleflip.postgres.indexes import Index


class BrandMonth(models.Model):
    """What was sold of a brand in a month and currency, as analytics.refresh_brand_months added it up last."""

    kept_by_database = True

    id = uuid_key()
    month = models.DateField(
        db_comment="The first day of the month (UTC)", help_text="The first day of the month (UTC)"
    )
    brand = models.ForeignKey(
        "core.Brand",
        models.CASCADE,
        null=True,
        db_index=False,
        related_name="months",
        db_comment="Null: products without a brand",
    )
    currency = FixedCharField(max_length=3, db_comment="ISO 4217 of the amounts; those of two are never added")
    sales = models.BigIntegerField(db_comment="Orders that are not cancelled, and completed legacy sales")
    revenue = money(max_digits=20, db_comment="Sum of the sale prices, in currency")
    known_profits = models.BigIntegerField(db_comment="How many of the sales have a known profit")
    profit = money(max_digits=20, db_comment="Sum of the profits that are known, in currency")

    class Meta:
        db_table = '"analytics"."brand_months"'
        db_table_comment = "What was sold of a brand in a month and currency, kept from analytics.monthly_sales"
        ordering = ["-month", "-revenue"]
        indexes = [
            Index(
                fields=["-month", "-revenue"],
                name="idx_brand_months_month_revenue",
                comment="The newest months, largest brands first",
            ),
        ]
        constraints = [
            Unique(
                fields=["brand", "month", "currency"],
                nulls_distinct=False,
                name="uq_brand_months_brand_id_month_currency",
                sentence="This brand has a row for this month and currency already.",
            ),
        ]
        verbose_name = "brand trend"
        verbose_name_plural = "brand trends"

    def __str__(self):
        return f"{self.brand or 'no brand'} {self.month:%Y-%m}"
