"""Form fields that ask for no more than people know."""

import datetime

from django import forms
from django.core.exceptions import ValidationError

FIRST_YEAR, LAST_YEAR = 1700, 2200  # brands are old; beyond these a time zone may lead out of the calendar
NOON = datetime.time(12)  # the same day in every time zone of Europe and America


def sensible_date(value: datetime.date | datetime.datetime) -> None:
    """Refuse years that are slips of the finger."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(f"Enter a year between {FIRST_YEAR} and {LAST_YEAR}.")


class MomentField(forms.SplitDateTimeField):
    """A date and, if somebody knows it, a time: noon otherwise."""

    def __init__(self, **options):
        super().__init__(**{**options, "require_all_fields": False})
        self.fields[1].required = False

    def clean(self, value):
        if isinstance(value, list) and len(value) == 2 and value[0] and not value[1]:
            value = [value[0], NOON]
        if isinstance(value, list) and value[0]:
            sensible_date(self.fields[0].clean(value[0]))  # before it is converted to another zone
        return super().clean(value)


class JSONText(forms.JSONField):
    """JSON as text; nothing is an empty field, not the word null."""

    def prepare_value(self, value):
        return "" if value is None else super().prepare_value(value)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets without end
            if isinstance(error, ValidationError):
                raise
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": "It"}) from None

    def bound_data(self, data, initial):
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return forms.fields.InvalidJSONInput(data)
