"""The field in which a row of another table is chosen by typing."""

from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError


class RowChoice(AutocompleteSelect):
    """Django's, which looks up whatever was sent before it knows that it is a key."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if self._is_key(key)], attr)

    def build_attrs(self, base_attrs, extra_attrs=None):
        # Who hears the page would hear nothing at all where nothing is chosen yet.
        return {**super().build_attrs(base_attrs, extra_attrs), "data-placeholder": "Type to choose"}

    def _is_key(self, text: str) -> bool:
        try:
            self.field.target_field.to_python(text)
        except ValidationError:
            return False
        return True
