from django.db import models

from soleflip.columns import FixedCharField, money, uuid_key
from soleflip.constraints import Unique
from soleflip.postgres.indexes import Index


class PlatformDay(models.Model):
    """What was sold on a platform on a day and in a currency, as analytics.refresh_platform_days added it up last."""

    kept_by_database = True

    id = uuid_key()
    day = models.DateField(db_comment="The day of the sales (UTC)")
    platform = models.ForeignKey("core.Platform", models.CASCADE, db_index=False, related_name="days")
    currency = FixedCharField(max_length=3, db_comment="ISO 4217 of the amounts; those of two are never added")
    sales = models.IntegerField(db_comment="Orders that are not cancelled, and completed legacy sales")
    revenue = money(max_digits=20, db_comment="Sum of the sale prices, in currency")
    known_profits = models.IntegerField(db_comment="How many of the sales have a known profit")
    profit = money(max_digits=20, db_comment="Sum of the profits that are known, in currency")

    class Meta:
        db_table = '"analytics"."platform_days"'
        db_table_comment = "What was sold on a platform on a day and in a currency, kept from the sales"
        ordering = ["-day"]
        indexes = [Index(fields=["day"], name="idx_platform_days_day")]
        constraints = [
            Unique(
                fields=["platform", "day", "currency"],
                name="uq_platform_days_platform_id_day_currency",
                sentence="This platform has a row for this day and currency already.",
            ),
        ]
        verbose_name = "day of a platform"
        verbose_name_plural = "days of platforms"

    def __str__(self):
        return f"{self.platform} {self.day}"
