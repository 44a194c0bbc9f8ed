from django.contrib import admin

from apps.pricing.models import PriceRule
from soleflip.admin import FullAdmin


@admin.register(PriceRule)
class PriceRuleAdmin(FullAdmin):
    list_display = ["name", "rule_type", "priority", "active", "brand", "category", "platform", "effective_from"]
    list_filter = ["active", "rule_type"]
    search_fields = ["name", "brand__name"]
    date_hierarchy = "effective_from"
    related = ("brand", "category", "platform")
    autocomplete_fields = ["brand", "category", "platform"]
    fieldsets = [
        (None, {"fields": ["name", "rule_type", ("priority", "active")]}),
        ("What it is for", {"fields": ["brand", "category", "platform"]}),
        ("When", {"fields": [("effective_from", "effective_until")]}),
        (
            "The price",
            {
                "fields": [
                    "base_markup_percent",
                    ("minimum_margin_percent", "maximum_discount_percent"),
                    "condition_multipliers",
                    "seasonal_adjustments",
                ]
            },
        ),
    ]
