from django.contrib import admin

from apps.analytics.models import DemandPattern
from soleflip.admin import AppendOnlyAdmin


@admin.register(DemandPattern)
class DemandPatternAdmin(AppendOnlyAdmin):
    large = True
    list_display = [
        "pattern_date",
        "analysis_level",
        "product",
        "brand",
        "category",
        "period_type",
        "demand_score",
        "trend_direction",
    ]
    list_filter = ["analysis_level", "period_type", "trend_direction"]
    search_fields = ["product__name", "brand__name"]
    search_help_text = "Part of the product's or the brand's name"
    date_hierarchy = "pattern_date"
    ordering = ["-pattern_date"]
    related = ("product", "brand", "category")
    fieldsets = [
        (None, {"fields": [("analysis_level", "period_type"), "pattern_date", "product", "brand", "category"]}),
        (
            "Demand",
            {
                "fields": [
                    ("demand_score", "velocity_rank"),
                    ("seasonality_factor", "trend_direction"),
                    "volatility_score",
                    "pattern_metadata",
                ]
            },
        ),
    ]
