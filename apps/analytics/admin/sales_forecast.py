from django.contrib import admin

from apps.analytics.models import SalesForecast
from soleflip.admin import AppendOnlyAdmin


@admin.register(SalesForecast)
class SalesForecastAdmin(AppendOnlyAdmin):
    large = True
    list_display = [
        "forecast_date",
        "forecast_level",
        "product",
        "brand",
        "forecast_horizon",
        "forecasted_units",
        "forecasted_revenue",
        "model_name",
    ]
    list_filter = ["forecast_level", "forecast_horizon"]
    search_fields = ["product__name", "brand__name", "forecast_run_id__exact"]
    search_help_text = "Part of the product's or the brand's name, or a whole run id"
    date_hierarchy = "forecast_date"
    ordering = ["-forecast_date"]
    related = ("product", "brand", "category", "platform")
    fieldsets = [
        (None, {"fields": [("forecast_level", "forecast_horizon"), "forecast_date"]}),
        ("What it is about", {"fields": ["product", "brand", "category", "platform"]}),
        (
            "The forecast",
            {"fields": ["forecasted_units", ("confidence_lower", "confidence_upper"), "forecasted_revenue"]},
        ),
        ("The model", {"fields": [("model_name", "model_version"), "forecast_run_id", "feature_importance"]}),
    ]
