"""The form on the page of a match question."""

from django import forms

from apps.integration.models import MatchQuestion
from apps.products.models import Product
from soleflip.admin.choices import RowChoice

NONE, OTHER = "none", "other"
NOTHING = "Nothing was done yet: choose one of the products, or none of these."
WHICH = "Nothing was done yet: say which other product it is."
BOTH = "Nothing was done yet: either choose one of the products above, or another one, not both."
GONE = "That product has been deleted or merged meanwhile, so nothing was done: choose again."


class AnswerForm(forms.Form):
    """A candidate, another product, or none; `product` is what was answered, None for none."""

    product: Product | None = None

    def __init__(self, admin_site, *arguments):
        super().__init__(*arguments)
        key = MatchQuestion._meta.get_field("answer")
        self.fields["choice"] = forms.CharField(required=False)
        self.fields["other"] = forms.ModelChoiceField(
            Product.objects.all(),
            required=False,
            widget=RowChoice(key, admin_site),
        )

    def clean(self):
        choice, other = self.cleaned_data.get("choice"), self.cleaned_data.get("other")
        if "other" in self.errors:
            del self.errors["other"]  # that it is no key means nothing to people
            raise forms.ValidationError(GONE)
        if not choice and not other:
            raise forms.ValidationError(NOTHING)
        if choice == OTHER and not other:
            raise forms.ValidationError(WHICH)
        if other and choice not in ("", OTHER):
            raise forms.ValidationError(BOTH)
        self.product = other or self._candidate(choice)

    def _candidate(self, choice: str) -> Product | None:
        if choice == NONE:
            return None
        try:
            return Product.objects.get(pk=choice)
        except (Product.DoesNotExist, forms.ValidationError):
            raise forms.ValidationError(GONE) from None
