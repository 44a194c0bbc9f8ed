"""Secrets on pages: written blind, shown as dots, revealed to an admin who asks, which the log remembers."""

from django import forms

from soleflip.admin.formats import DOTS

UNCHANGED = object()


class SecretInput(forms.PasswordInput):
    """A field to type a new secret into; it never holds the old one."""

    template_name = "admin/widgets/secret.html"

    def __init__(self, *, has_value: bool, reveal_url: str = "", clearable: bool = True):
        super().__init__(render_value=False, attrs={"autocomplete": "new-password", "class": "vTextField"})
        self.has_value, self.reveal_url, self.clearable = has_value, reveal_url, clearable

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "dots": DOTS if self.has_value else "",
            "reveal_url": self.reveal_url if self.has_value else "",
            "clear_name": f"{name}-clear" if self.has_value and self.clearable else "",
        }
        return context

    def value_from_datadict(self, data, files, name):
        if text := super().value_from_datadict(data, files, name):
            return text
        return None if f"{name}-clear" in data else UNCHANGED

    def value_omitted_from_data(self, data, files, name):
        return False


class SecretField(forms.Field):
    """A secret: a new text, None for none, UNCHANGED when nothing was typed."""

    def clean(self, value):
        if value is UNCHANGED and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if isinstance(value, str) and "\x00" in value:
            raise forms.ValidationError("Null characters are not allowed.")
        return value

    def has_changed(self, initial, data):
        return data is not UNCHANGED
