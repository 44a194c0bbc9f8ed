"""The form behind every page of a row."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.text import capfirst

from soleflip.admin.formats import shown
from soleflip.admin.refusals import Refusal
from soleflip.admin.secrets import UNCHANGED, SecretField

STALE = (
    "Somebody changed this row while you had it open, so nothing was saved. Open it anew and enter your change there; "
    "where the row differs from this page, it says now:"
)
AGAIN = "Type it again: a secret is not sent back to the page while something else is to be corrected."


class RowForm(forms.ModelForm):
    """A model form that keeps secrets it was not given, and tells what the database or another person objects to.

    `refusal` and `stale` are set on the class that is made for a request.
    """

    refusal: Refusal | None = None  # what the database said to the same data a moment ago
    stale: bool = False  # the row was written since the page was opened

    filled: tuple[str, ...] = ()  # columns that the form worked out from others
    kept: frozenset[str] = frozenset()  # the secrets that stay as they are

    def clean(self):
        self.kept = frozenset(name for name in self.secrets if self.cleaned_data.get(name) is UNCHANGED)
        for name in self.kept:
            del self.cleaned_data[name]
        return super().clean()

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | self.kept

    def _post_clean(self):
        if self.stale:
            self.add_error(None, self._stale_error())
        super()._post_clean()
        if self.refusal:
            column = self.refusal.column if self.refusal.column in self.fields else None
            self.add_error(column, self.refusal.sentence)
        if self.errors:
            for name in self.secrets:
                if name in self.cleaned_data:  # typed, or to be removed
                    self.add_error(name, AGAIN)

    def _update_errors(self, errors):
        """Errors of columns that are not on the page stand at its top: Django would raise an error of its own."""
        if hasattr(errors, "error_dict"):
            for name in [name for name in errors.error_dict if name not in self.fields and name != "__all__"]:
                errors.error_dict.setdefault("__all__", []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)

    @property
    def secrets(self) -> list[str]:
        """The names of the fields that hold a secret."""
        return [name for name, field in self.fields.items() if isinstance(field, SecretField)]

    def _stale_error(self) -> ValidationError:
        now = [f"{capfirst(self.fields[name].label)}: {self._as_it_is(name)}." for name in self.changed_data]
        return ValidationError([STALE, *now])

    def _as_it_is(self, name: str) -> str:
        if name in self.secrets:
            return "another secret"
        field = self.instance._meta.get_field(name)
        text = shown(field, self.instance) or getattr(self.instance, name)
        return "empty" if text in (None, "") else strip_tags(str(text))
