from django.db import models

from apps.analytics.choices import ForecastHorizon, ForecastLevel
from soleflip.columns import created_at, days, percent, uuid_key
from soleflip.constraints import at_most, not_negative, one_of, positive
from soleflip.postgres.indexes import Index


class ForecastAccuracy(models.Model):
    """How well a model did in a past period."""

    id = uuid_key()
    forecast_run_id = models.UUIDField(db_comment="The run that is judged: sales_forecasts.forecast_run_id")
    model_name = models.CharField(max_length=50)
    forecast_level = models.CharField(max_length=20, choices=ForecastLevel)
    forecast_horizon = models.CharField(max_length=20, choices=ForecastHorizon)
    accuracy_date = models.DateField(db_comment="The day of the evaluation")
    mape_score = percent(max_digits=5, null=True, db_comment="Mean absolute percentage error, in percent")
    rmse_score = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, db_comment="Root mean square error, in units"
    )
    mae_score = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True, db_comment="Mean absolute error, in units"
    )
    r2_score = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True, db_comment="Coefficient of determination, at most 1"
    )
    bias_score = models.DecimalField(
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        db_comment="Mean error, in units: above zero means forecast too high",
    )
    records_evaluated = models.IntegerField(db_comment="Forecasts compared with what came")
    evaluation_period_days = days(db_comment="Length of the period looked at, in days")
    created_at = created_at()

    class Meta:
        db_table = '"analytics"."forecast_accuracy"'
        db_table_comment = "How well a model did in a past period"
        ordering = ["-accuracy_date"]
        indexes = [
            Index(
                fields=["model_name", "accuracy_date"],
                name="idx_forecast_accuracy_model_name_accuracy_date",
                comment="How a model did over time",
            ),
            Index(
                fields=["forecast_run_id"],
                name="idx_forecast_accuracy_forecast_run_id",
                comment="The evaluation of a run",
            ),
        ]
        constraints = [
            one_of("forecast_level", ForecastLevel, name="chk_forecast_accuracy_forecast_level"),
            one_of("forecast_horizon", ForecastHorizon, name="chk_forecast_accuracy_forecast_horizon"),
            not_negative("mape_score", name="chk_forecast_accuracy_mape_score"),
            not_negative("rmse_score", name="chk_forecast_accuracy_rmse_score"),
            not_negative("mae_score", name="chk_forecast_accuracy_mae_score"),
            at_most("r2_score", 1, name="chk_forecast_accuracy_r2_score"),
            not_negative("records_evaluated", name="chk_forecast_accuracy_records_evaluated"),
            positive("evaluation_period_days", name="chk_forecast_accuracy_evaluation_period_days"),
        ]
        verbose_name = "forecast accuracy"
        verbose_name_plural = "forecast accuracy"

    def __str__(self):
        return f"{self.model_name} {self.accuracy_date}"
