from decimal import Decimal

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils import timezone

from apps.core.models import Platform
from apps.transactions.sales import sell, still_listed
from soleflip.admin import Question, action_on, ask

CENT = Decimal("0.01")


class Sale(Question):
    """Where and when, once; price, payout and order number for each lot."""

    platform = forms.ModelChoiceField(Platform.objects.filter(is_active=True), label="Sold on")
    sold_at = forms.SplitDateTimeField(label="Sold at", widget=AdminSplitDateTime)
    currency = forms.RegexField(
        "^[A-Z]{3}$", initial="EUR", error_messages={"invalid": "Three capital letters, such as EUR."}
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["sold_at"].initial = timezone.now
        for lot in self.rows:
            self.fields[f"price_{lot.pk}"] = forms.DecimalField(
                label=f"Price of one pair: {lot.product} {lot.size}", min_value=CENT, max_digits=10, decimal_places=2
            )
            self.fields[f"payout_{lot.pk}"] = forms.DecimalField(
                label="Payout",
                required=False,
                min_value=0,
                max_digits=10,
                decimal_places=2,
                help_text="What the platform pays out. Empty until it is known: never guessed from fees.",
            )
            self.fields[f"number_{lot.pk}"] = forms.CharField(label="Order number", required=False, max_length=100)

    def clean(self):
        cleaned = super().clean()
        for lot in self.rows:
            price, payout = cleaned.get(f"price_{lot.pk}"), cleaned.get(f"payout_{lot.pk}")
            if price is not None and payout is not None and payout > price:
                self.add_error(f"payout_{lot.pk}", "No platform pays out more than the price.")
        return cleaned


@action_on("products.InventoryItem", "Mark the chosen lots sold")
def mark_lots_sold(model_admin, request, queryset):
    """Ask for the sale of one pair of each lot, and record it."""

    def carry_out(lots, answers):
        for lot in lots:
            sell(
                lot,
                answers["platform"],
                answers[f"price_{lot.pk}"],
                net_proceeds=answers[f"payout_{lot.pk}"],
                currency=answers["currency"],
                sold_at=answers["sold_at"],
                order_number=answers[f"number_{lot.pk}"],
            )
        for listing in still_listed(lots):
            model_admin.message_user(
                request, f"Take down the StockX listing {listing}: it is still active.", messages.WARNING
            )
        return f"{len(lots)} {'pair' if len(lots) == 1 else 'pairs'} sold on {answers['platform']}."

    return ask(
        model_admin, request, queryset, form=Sale, title="Mark sold", button="Record the sale", carry_out=carry_out
    )
