from django.db import models

from apps.integration.models.opportunity_columns import OpportunityColumns
from soleflip.columns import cents


class ProfitOpportunity(OpportunityColumns):
    """A retail price and a dearer resale price of one product and size, with what arrives after fees.

    Read-only: the view integration.profit_opportunities_v2, computed anew by each look.
    """

    pk = models.CompositePrimaryKey("retail_price_source", "resale_price_source")
    seller_fee_cents = cents(big=True, currency="resale_currency", null=True)
    payment_fee_cents = cents(big=True, currency="resale_currency", null=True)
    fixed_fee_cents = cents(big=True, currency="resale_currency", null=True)
    shipping_cents = cents(big=True, currency="resale_currency", null=True)
    payout_cents = cents(big=True, currency="resale_currency", null=True)
    platform_fee = models.ForeignKey("pricing.PlatformFee", models.DO_NOTHING, null=True, related_name="+")
    exchange_rate = models.DecimalField(max_digits=20, decimal_places=8, null=True)
    exchange_rate_date = models.DateField(null=True)

    class Meta(OpportunityColumns.Meta):
        managed = False
        db_table = '"integration"."profit_opportunities_v2"'
        verbose_name = "opportunity, computed anew"
        verbose_name_plural = "opportunities, computed anew"
