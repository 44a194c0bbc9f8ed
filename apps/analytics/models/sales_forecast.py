from django.db import models

from apps.analytics.choices import ForecastHorizon, ForecastLevel
from soleflip.columns import created_at, json_object, money, uuid_key
from soleflip.constraints import not_before, not_negative, one_of
from soleflip.postgres.indexes import Index


class SalesForecast(models.Model):
    """One forecast value of one run at one level and horizon."""

    id = uuid_key()
    forecast_run_id = models.UUIDField(db_comment="All values of one run share it")
    product = models.ForeignKey(
        "products.Product", models.CASCADE, null=True, blank=True, db_index=False, related_name="sales_forecasts"
    )
    brand = models.ForeignKey(
        "core.Brand", models.CASCADE, null=True, blank=True, db_index=False, related_name="sales_forecasts"
    )
    category = models.ForeignKey(
        "core.Category", models.CASCADE, null=True, blank=True, db_index=False, related_name="sales_forecasts"
    )
    platform = models.ForeignKey(
        "core.Platform", models.CASCADE, null=True, blank=True, db_index=False, related_name="sales_forecasts"
    )
    forecast_level = models.CharField(
        max_length=20, choices=ForecastLevel, db_comment="What the value is about; the id of that level is set"
    )
    forecast_date = models.DateField(db_comment="First day of the period")
    forecast_horizon = models.CharField(max_length=20, choices=ForecastHorizon, db_comment="Length of the period")
    forecasted_units = models.DecimalField(max_digits=10, decimal_places=2)
    forecasted_revenue = money(max_digits=12, db_comment="In EUR")
    confidence_lower = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, db_comment="Lower bound of units"
    )
    confidence_upper = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, db_comment="Upper bound of units"
    )
    model_name = models.CharField(max_length=50)
    model_version = models.CharField(max_length=20)
    feature_importance = json_object(db_comment="Object: input to weight")
    created_at = created_at()

    class Meta:
        db_table = '"analytics"."sales_forecasts"'
        db_table_comment = "One forecast value of one run at one level and horizon"
        ordering = ["-forecast_date"]
        indexes = [
            Index(fields=["forecast_date"], name="idx_sales_forecasts_forecast_date"),
            Index(
                fields=["brand", "forecast_level"],
                name="idx_sales_forecasts_brand_id_forecast_level",
                comment="A brand's forecasts",
            ),
            Index(
                fields=["product", "forecast_date"],
                name="idx_sales_forecasts_product_id_forecast_date",
                comment="A product's forecasts over time",
            ),
            Index(
                fields=["forecast_run_id", "forecast_date"],
                name="idx_sales_forecasts_forecast_run_id_forecast_date",
                comment="The values of a run in order",
            ),
        ]
        constraints = [
            one_of("forecast_level", ForecastLevel, name="chk_sales_forecasts_forecast_level"),
            one_of("forecast_horizon", ForecastHorizon, name="chk_sales_forecasts_forecast_horizon"),
            not_negative("forecasted_units", name="chk_sales_forecasts_forecasted_units"),
            not_negative("forecasted_revenue", name="chk_sales_forecasts_forecasted_revenue"),
            not_before("confidence_upper", "confidence_lower", name="chk_sales_forecasts_confidence"),
        ]
        verbose_name = "sales forecast"
        verbose_name_plural = "sales forecasts"

    def __str__(self):
        return f"{self.forecast_level} {self.forecast_date}"
