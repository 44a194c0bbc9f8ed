from django import forms

from apps.transactions.sales import take_back
from soleflip.admin import Question, action_on, ask


class WhyReturned(Question):
    reason = forms.CharField(max_length=200, help_text="It is added to the notes of the sale.")


@action_on("products.InventoryItem", "Mark the chosen lots returned")
def mark_lots_returned(model_admin, request, queryset):
    """Ask why, cancel the sales, and have the lots back."""

    def carry_out(lots, answers):
        cancelled = take_back(lots, answers["reason"])
        return (
            f"{len(lots)} {'lot' if len(lots) == 1 else 'lots'} returned, "
            f"{cancelled} {'sale' if cancelled == 1 else 'sales'} cancelled: {answers['reason']}."
        )

    return ask(
        model_admin,
        request,
        queryset,
        form=WhyReturned,
        title="Mark returned",
        button="Mark returned",
        carry_out=carry_out,
    )
