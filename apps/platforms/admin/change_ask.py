from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from apps.platforms.pricing import change_ask
from soleflip.admin import Question, action_on, ask


class NewAsk(Question):
    price = forms.DecimalField(
        label="New ask (EUR)",
        min_value=Decimal("0.01"),
        max_digits=10,
        decimal_places=2,
        help_text="What we ask from now on.",
    )
    reason = forms.CharField(max_length=100, help_text="Why: it stands in the history of the listing.")


@action_on("platforms.StockXListing", "Change the ask of the chosen listings")
def change_asks(model_admin, request, queryset):
    """Ask for the price and the reason, and write both."""

    def carry_out(listings, answers):
        changed = [listing for listing in listings if change_ask(listing, answers["price"], answers["reason"])]
        if not changed:
            raise ValidationError("Nothing was changed: that is what they ask already.")
        return (
            f"The ask of {len(changed)} of {len(listings)} {'listing' if len(listings) == 1 else 'listings'} "
            f"is {answers['price']:,.2f} EUR now ({answers['reason']})."
        )

    return ask(
        model_admin,
        request,
        queryset,
        form=NewAsk,
        title="Change the ask",
        button="Change the ask",
        carry_out=carry_out,
    )
