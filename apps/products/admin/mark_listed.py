from django import forms

from apps.products.stock import Place, mark_listed
from soleflip.admin import Question, action_on, ask


class WhereListed(Question):
    places = forms.MultipleChoiceField(
        label="Listed on",
        choices=Place.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Where it is offered now.",
    )


@action_on("products.InventoryItem", "Mark the chosen lots listed")
def mark_lots_listed(model_admin, request, queryset):
    """Ask where, and say so in the rows."""

    def carry_out(lots, answers):
        mark_listed(lots, answers["places"])
        where = ", ".join(Place(place).label for place in answers["places"])
        return f"{len(lots)} {'lot is' if len(lots) == 1 else 'lots are'} listed on {where}."

    return ask(
        model_admin,
        request,
        queryset,
        form=WhereListed,
        title="Mark listed",
        button="Mark listed",
        carry_out=carry_out,
    )
