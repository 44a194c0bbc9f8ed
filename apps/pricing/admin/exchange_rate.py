from django.contrib import admin

from apps.pricing.models import ExchangeRate
from soleflip.admin import FullAdmin


@admin.register(ExchangeRate)
class ExchangeRateAdmin(FullAdmin):
    """Imported, and entered by hand where the import has none; corrected as any other row."""

    large = True
    list_display = ["date", "base", "quote", "worth", "source"]
    search_fields = ["base__exact", "quote__exact"]
    search_help_text = "A whole currency code, such as USD"
    date_hierarchy = "date"
    ordering = ["-date", "base", "quote"]
    help_texts = {
        "date": "The day that the rate is of. Opportunities take the latest of the last 7 days.",
        "base": "ISO 4217, upper case: one unit of it is worth the rate. The European Central Bank always names EUR.",
    }
    fieldsets = [
        (None, {"fields": ["date", ("base", "quote", "rate")]}),
        ("Where it is from", {"fields": ["source"]}),
    ]

    @admin.display(description="rate")
    def worth(self, row):
        """Without the zeros that the column ends in."""
        return f"{row.rate.normalize():f}"
