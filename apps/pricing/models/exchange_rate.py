from django.db import models

from soleflip.columns import created_at, updated_at, uuid_key
from soleflip.constraints import Check, Unique, currency_code, positive
from soleflip.postgres.indexes import Index


class ExchangeRate(models.Model):
    """What one unit of a currency was worth in another on a day: 1 EUR (base) = 1.0876 USD (quote)."""

    id = uuid_key()
    date = models.DateField(db_comment="The day that the rate is of")
    base = models.CharField(max_length=3, db_comment="ISO 4217, upper case: one unit of it is worth rate")
    quote = models.CharField(max_length=3, db_comment="ISO 4217, upper case: the currency of rate")
    rate = models.DecimalField(max_digits=18, decimal_places=8, db_comment="Units of quote for one unit of base")
    source = models.CharField(max_length=200, null=True, blank=True, db_comment="Who says so")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"pricing"."exchange_rates"'
        db_table_comment = "What one unit of a currency (base) was worth in another (quote) on a day"
        ordering = ["-date", "base", "quote"]
        indexes = [
            Index(fields=["date"], name="idx_exchange_rates_date", comment="The rates of the last days"),
        ]
        constraints = [
            Unique(fields=["base", "quote", "date"], name="uq_exchange_rates_base_quote_date"),
            positive("rate", name="chk_exchange_rates_rate"),
            currency_code("base", name="chk_exchange_rates_base"),
            currency_code("quote", name="chk_exchange_rates_quote"),
            Check(
                condition=~models.Q(base=models.F("quote")),
                name="chk_exchange_rates_currencies",
                column="quote",
                other="base",
                sentence="{column} must be another currency than {other}.",
            ),
        ]
        verbose_name = "exchange rate"
        verbose_name_plural = "exchange rates"

    def __str__(self):
        return f"1 {self.base} = {self.rate.normalize():f} {self.quote} on {self.date}"
