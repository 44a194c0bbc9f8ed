from django.contrib import admin

from apps.analytics.models import ForecastAccuracy
from soleflip.admin import AppendOnlyAdmin


@admin.register(ForecastAccuracy)
class ForecastAccuracyAdmin(AppendOnlyAdmin):
    list_display = [
        "accuracy_date",
        "model_name",
        "forecast_level",
        "forecast_horizon",
        "mape_score",
        "bias_score",
        "records_evaluated",
        "evaluation_period_days",
    ]
    list_filter = ["forecast_level", "forecast_horizon"]
    search_fields = ["model_name", "forecast_run_id__exact"]
    search_help_text = "Part of the model's name, or a whole run id"
    date_hierarchy = "accuracy_date"
    ordering = ["-accuracy_date"]
    fieldsets = [
        (None, {"fields": ["model_name", ("forecast_level", "forecast_horizon"), "accuracy_date", "forecast_run_id"]}),
        ("What was looked at", {"fields": [("records_evaluated", "evaluation_period_days")]}),
        (
            "How well it did",
            {"fields": [("mape_score", "bias_score"), ("rmse_score", "mae_score"), "r2_score"]},
        ),
    ]
