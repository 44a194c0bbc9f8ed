from django.db import models

from apps.analytics.choices import ForecastLevel
from soleflip.columns import created_at, money, percent, uuid_key
from soleflip.constraints import between, not_negative, one_of
from soleflip.postgres.indexes import Index


class PricingKpi(models.Model):
    """Pricing indicators of one day at one level of aggregation."""

    id = uuid_key()
    kpi_date = models.DateField(db_comment="The day")
    product = models.ForeignKey(
        "products.Product", models.CASCADE, null=True, blank=True, db_index=False, related_name="pricing_kpis"
    )
    brand = models.ForeignKey(
        "core.Brand", models.CASCADE, null=True, blank=True, db_index=False, related_name="pricing_kpis"
    )
    category = models.ForeignKey(
        "core.Category", models.CASCADE, null=True, blank=True, db_index=False, related_name="pricing_kpis"
    )
    platform = models.ForeignKey(
        "core.Platform", models.CASCADE, null=True, blank=True, db_index=False, related_name="pricing_kpis"
    )
    aggregation_level = models.CharField(
        max_length=20, choices=ForecastLevel, db_comment="What the row is about; the id of that level is set"
    )
    average_margin_percent = percent(null=True, db_comment="Profit as a percentage of the price")
    average_markup_percent = percent(null=True, db_comment="Profit as a percentage of the cost")
    price_realization_percent = percent(
        max_digits=5,
        null=True,
        db_comment="Price achieved as a percentage of the price asked",
    )
    competitive_index = percent(max_digits=5, null=True, db_comment="Our price as a percentage of the market's")
    conversion_rate_percent = percent(
        max_digits=5,
        null=True,
        db_comment="Share of listings that sold, in percent (0 to 100)",
    )
    revenue_impact_eur = money(max_digits=12, null=True, db_comment="What the pricing changed, in EUR")
    units_sold = models.IntegerField(null=True, blank=True)
    average_selling_price = money(null=True, db_comment="In EUR")
    price_elasticity = models.DecimalField(
        max_digits=6,
        decimal_places=4,
        null=True,
        blank=True,
        db_comment="Percent change of units per percent change of price",
    )
    created_at = created_at()

    class Meta:
        db_table = '"analytics"."pricing_kpis"'
        db_table_comment = "Pricing indicators of one day at one level of aggregation"
        ordering = ["-kpi_date"]
        indexes = [
            Index(
                fields=["brand", "kpi_date"],
                name="idx_pricing_kpis_brand_id_kpi_date",
                comment="A brand's indicators over time",
            ),
            Index(
                fields=["kpi_date", "aggregation_level"],
                name="idx_pricing_kpis_kpi_date_aggregation_level",
                comment="All indicators of a day at one level",
            ),
        ]
        constraints = [
            one_of("aggregation_level", ForecastLevel, name="chk_pricing_kpis_aggregation_level"),
            between("conversion_rate_percent", 0, 100, name="chk_pricing_kpis_conversion_rate_percent"),
            not_negative("units_sold", name="chk_pricing_kpis_units_sold"),
            not_negative("competitive_index", name="chk_pricing_kpis_competitive_index"),
        ]
        verbose_name = "pricing indicator"
        verbose_name_plural = "pricing indicators"

    def __str__(self):
        return f"{self.aggregation_level} {self.kpi_date}"
