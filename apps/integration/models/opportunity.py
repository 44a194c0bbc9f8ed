from django.db import models

from apps.integration.models.opportunity_columns import OpportunityColumns


class Opportunity(OpportunityColumns):
    """An opportunity as it is kept: what the back office lists.

    Read-only: the view integration.opportunities over opportunity_pairs, which apps/integration/kept.py brings up to
    date before it is read.
    """

    pk = models.CompositePrimaryKey("retail_price_source", "resale_price_source")

    class Meta(OpportunityColumns.Meta):
        managed = False
        db_table = '"integration"."opportunities"'
        verbose_name = "opportunity"
        verbose_name_plural = "opportunities"
