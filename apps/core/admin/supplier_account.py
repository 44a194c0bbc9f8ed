import re

from django import forms
from django.contrib import admin

from apps.core.models import SupplierAccount
from soleflip.admin import FullAdmin, Neighbour
from soleflip.admin.forms import RowForm
from soleflip.constraints import CARD_NUMBER


class SupplierAccountForm(RowForm):
    """Refuses what looks like a card number in secrets too: the database sees only how they are encrypted."""

    def clean(self):
        cleaned = super().clean()
        for name in self.secrets:
            value = self.cleaned_data.get(name)
            if isinstance(value, str) and re.search(CARD_NUMBER, value):
                self.add_error(name, forms.ValidationError("This looks like a card number, which must never be kept."))
        return cleaned


@admin.register(SupplierAccount)
class SupplierAccountAdmin(FullAdmin):
    form = SupplierAccountForm
    list_display = ["email", "supplier", "account_status", "list_name", "success_rate", "total_spent", "last_used_at"]
    list_filter = ["account_status", "is_verified"]
    search_fields = ["email", "list_name", "supplier__name"]
    search_help_text = "Part of the e-mail, the list or the supplier's name"
    date_hierarchy = "last_used_at"
    related = ("supplier",)
    autocomplete_fields = ["supplier"]
    help_texts = {
        "password_encrypted": "The password at the supplier, kept encrypted.",
        "proxy_config_encrypted": "Proxy address and credentials, kept encrypted.",
    }
    fieldsets = [
        (None, {"fields": ["supplier", "email", "account_status", "is_verified", "list_name"]}),
        ("Login", {"fields": ["password_encrypted", "browser_preference", "proxy_config_encrypted"]}),
        (
            "Who it is",
            {
                "fields": [
                    ("first_name", "last_name"),
                    "address_line_1",
                    "address_line_2",
                    ("zip_code", "city"),
                    ("state_code", "country_code"),
                    "phone_number",
                ]
            },
        ),
        (
            "Payment",
            {
                "description": "Only the payment provider's token and the last four digits: never a card number.",
                "fields": [
                    ("payment_provider", "payment_method_token"),
                    ("payment_method_brand", "payment_method_last4"),
                    ("expiry_month", "expiry_year"),
                ],
            },
        ),
        (
            "Figures",
            {
                "fields": [
                    ("total_purchases", "success_rate"),
                    ("total_spent", "average_order_value"),
                    "last_used_at",
                ]
            },
        ),
        ("Notes", {"fields": ["notes"]}),
    ]
    neighbours = (Neighbour("core.AccountPurchase", "account"),)
