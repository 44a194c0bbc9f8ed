import datetime

from django.contrib import admin

from apps.pricing.models import PlatformFee
from soleflip.admin import FullAdmin


@admin.register(PlatformFee)
class PlatformFeeAdmin(FullAdmin):
    list_display = [
        "platform",
        "holds_today",
        "valid_from",
        "valid_to",
        "seller_percent",
        "minimum_fee",
        "payment_percent",
        "fixed_fee",
        "shipping",
        "source",
    ]
    list_filter = ["platform"]
    search_fields = ["platform__name", "source"]
    search_help_text = "Part of the platform's name or of the source"
    ordering = ["platform__name", "-valid_from"]
    related = ("platform",)
    autocomplete_fields = ["platform"]
    help_texts = {
        "valid_from": "The first day. New fees begin on the day after the last one of those before.",
        "valid_to": "The last day; empty: until further notice. End these fees before you add others of the platform.",
        "seller_percent": "Of the sale price, 0 to 100: at StockX that of your level.",
        "minimum_fee": "The seller fee is not less than this; 0: there is no minimum.",
        "payment_percent": "For the payment or its cash-out, of the sale price, 0 to 100.",
        "fixed_fee": "For each sale, whatever its price.",
        "shipping": "What you pay for the shipping of a pair; 0 where the buyer does.",
        "currency": "ISO 4217, upper case: of the three amounts. Sales in another currency take the exchange rate.",
        "source": "Who says so, such as the page of the platform and the day on which you read it.",
    }
    fieldsets = [
        (None, {"fields": ["platform", ("valid_from", "valid_to")]}),
        ("Shares of the sale price", {"fields": [("seller_percent", "payment_percent")]}),
        ("Amounts", {"fields": [("minimum_fee", "fixed_fee", "shipping"), "currency"]}),
        ("Where it is from", {"fields": ["source"]}),
    ]

    @admin.display(description="holds today", boolean=True)
    def holds_today(self, row):
        """Whether opportunities are computed with these fees; days are those of UTC."""
        today = datetime.datetime.now(datetime.UTC).date()
        return row.valid_from <= today and (row.valid_to is None or today <= row.valid_to)
