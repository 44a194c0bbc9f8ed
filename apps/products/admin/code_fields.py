"""Fields in which codes are typed as they stand on a box or in a shop, with spaces and dashes."""

import re

from django import forms

from apps.products.style_codes import SEPARATORS, normalised


class _CodeField(forms.CharField):
    """A field without a limit to what is typed: what remains of it has to fit."""

    def widget_attrs(self, widget):
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class GTINField(_CodeField):
    """The digits alone, as the bars have them."""

    def to_python(self, value):
        return re.sub(SEPARATORS, "", super().to_python(value))


class StyleCodeField(_CodeField):
    """As style codes are compared: "dz5485 612" is DZ5485-612."""

    def to_python(self, value):
        return normalised(super().to_python(value))
