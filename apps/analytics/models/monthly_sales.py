from django.db import models

from soleflip.columns import FixedCharField, money, uuid_key
from soleflip.constraints import Check, currency_code
from soleflip.postgres.indexes import Index


class MonthlySales(models.Model):
    """What was sold of a product in a month and currency, kept by triggers from the sales themselves.

    Two sales at once may leave two rows of one key, which are to be added up; the next one makes them one again.
    """

    kept_by_database = True  # a merge or a deletion of products need not look at it

    id = uuid_key()
    month = models.DateField(db_comment="The first day of the month (UTC)")
    product = models.ForeignKey(
        "products.Product",
        models.CASCADE,
        db_index=False,
        related_name="monthly_sales",
        db_comment="What was sold, as the lot or the listing of the sale names it",
    )
    currency = FixedCharField(max_length=3, db_comment="ISO 4217 of the amounts; those of two are never added")
    sales = models.IntegerField(db_comment="Orders that are not cancelled, and completed legacy sales")
    revenue = money(max_digits=20, db_comment="Sum of the sale prices, in currency")
    known_profits = models.IntegerField(db_comment="How many of the sales have a known profit")
    profit = money(max_digits=20, db_comment="Sum of the profits that are known, in currency")

    class Meta:
        db_table = '"analytics"."monthly_sales"'
        db_table_comment = (
            "What was sold of a product in a month and currency, kept by triggers; rows of one key are to be added up"
        )
        ordering = ["-month"]
        indexes = [
            Index(fields=["month"], name="idx_monthly_sales_month", comment="The sales of the last twelve months"),
            Index(
                fields=["product", "month"],
                name="idx_monthly_sales_product_id_month",
                comment="The rows that a sale is added to, and a product's months",
            ),
        ]
        constraints = [
            currency_code("currency", name="chk_monthly_sales_currency"),
            Check(
                condition=models.Q(month__day=1),
                name="chk_monthly_sales_month",
                column="month",
                sentence="{column} must be the first day of a month.",
            ),
        ]
        verbose_name = "monthly sales"
        verbose_name_plural = "monthly sales"

    def __str__(self):
        return f"{self.product} {self.month:%Y-%m}"
