from decimal import Decimal

from django.db import models

from soleflip.columns import cents
from soleflip.postgres.indexes import Index

# As the view integration.opportunities has it, by which people rank and narrow.
IN_EURO = models.F("net_profit_eur_cents") * Decimal("0.01")


class OpportunityPair(models.Model):
    """An opportunity as integration.refresh_opportunities found it last: the two prices, and the figures to rank by.

    Kept from the view integration.opportunity_figures, which stays the truth. No foreign keys: what it names is checked
    where it is written, and a check for each row here would cost more than all the rest.
    """

    kept_by_database = True

    pk = models.CompositePrimaryKey("product_id", "retail_price_source_id", "resale_price_source_id")
    product_id = models.UUIDField(db_comment="products.products.id")
    retail_price_source_id = models.UUIDField(db_comment="integration.price_sources.id")
    resale_price_source_id = models.UUIDField(db_comment="integration.price_sources.id")
    currency = models.CharField(max_length=3, db_comment="ISO 4217: the currency of the shop, and of all cents here")
    retail_price_cents = cents(db_comment="What the shop asks")
    resale_price_cents = cents(big=True, db_comment="What the marketplace shows, in currency")
    profit_cents = cents(big=True, db_comment="Resale price less retail price, before fees")
    net_profit_cents = cents(
        big=True, null=True, db_comment="What arrives less the retail price; null: the fees are not known"
    )
    retail_eur_cents = cents(big=True, null=True, db_comment="The retail price in cents of euro; null without a rate")
    resale_eur_cents = cents(big=True, null=True, db_comment="The resale price in cents of euro; null without a rate")
    net_profit_eur_cents = cents(
        big=True, null=True, db_comment="The net profit in cents of euro; null without a rate or fees"
    )

    class Meta:
        db_table = '"integration"."opportunity_pairs"'
        db_table_comment = "The opportunities as they were found last, kept from the view opportunity_figures"
        ordering = [
            models.F("net_profit_eur_cents").desc(nulls_last=True),
            models.F("net_profit_cents").desc(nulls_last=True),
            "-profit_cents",
        ]
        indexes = [
            Index(
                IN_EURO.desc(nulls_last=True),
                models.F("net_profit_cents").desc(nulls_last=True),
                models.F("profit_cents").desc(),
                name="idx_opportunity_pairs_highest",
                comment="The best opportunities",
            ),
        ]
        verbose_name = "kept opportunity"
        verbose_name_plural = "kept opportunities"

    def __str__(self):
        return f"+{self.profit_cents / 100:.2f} {self.currency}"
