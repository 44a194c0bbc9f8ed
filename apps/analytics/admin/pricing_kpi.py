from django.contrib import admin

from apps.analytics.models import PricingKpi
from soleflip.admin import AppendOnlyAdmin


@admin.register(PricingKpi)
class PricingKpiAdmin(AppendOnlyAdmin):
    large = True
    list_display = [
        "kpi_date",
        "aggregation_level",
        "product",
        "brand",
        "platform",
        "average_margin_percent",
        "units_sold",
        "average_selling_price",
    ]
    list_filter = ["aggregation_level"]
    search_fields = ["product__name", "brand__name"]
    search_help_text = "Part of the product's or the brand's name"
    date_hierarchy = "kpi_date"
    ordering = ["-kpi_date"]
    related = ("product", "brand", "category", "platform")
    fieldsets = [
        (None, {"fields": ["kpi_date", "aggregation_level", "product", "brand", "category", "platform"]}),
        (
            "Prices",
            {
                "fields": [
                    ("average_margin_percent", "average_markup_percent"),
                    ("price_realization_percent", "competitive_index"),
                    ("average_selling_price", "price_elasticity"),
                ]
            },
        ),
        ("Sales", {"fields": [("units_sold", "conversion_rate_percent"), "revenue_impact_eur"]}),
    ]
