"""Columns of lists and values of pages, shown with their units."""

from collections.abc import Callable

from django.contrib.admin import helpers
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from soleflip.admin.formats import shortened, shown
from soleflip.words import help_for, label


def column(model: type[models.Model], name) -> str | Callable:
    """What list_display takes for a column of the table: a function that shows its value, with its unit."""
    field = field_of(model, name)
    if field is None:
        return name

    def value(row):
        text = shown(field, row)
        plain = getattr(row, field.name) if text is None else text
        return shortened(plain) if type(plain) is str else plain

    value.__name__ = name
    value.short_description = label(field)
    value.admin_order_field = name
    value.boolean = isinstance(field, models.BooleanField)
    return value


def field_of(model: type[models.Model], name) -> models.Field | None:
    """The concrete field of this name, if there is one."""
    try:
        field = model._meta.get_field(name) if isinstance(name, str) else None
    except FieldDoesNotExist:
        return None
    return field if field is not None and field.concrete else None


class ShownForm(helpers.AdminForm):
    """Django's form of a page, whose read-only values are shown with their units and never show a secret."""

    def __iter__(self):
        for name, options in self.fieldsets:
            yield ShownFieldset(
                self.form, name, readonly_fields=self.readonly_fields, model_admin=self.model_admin, **options
            )


class ShownFieldset(helpers.Fieldset):
    def __iter__(self):
        for names in self.fields:
            yield ShownLine(self.form, names, self.readonly_fields, model_admin=self.model_admin)


class ShownLine(helpers.Fieldline):
    def __iter__(self):
        for cell in super().__iter__():
            if cell.is_readonly:
                yield ShownValue(self.form, cell.field["field"], cell.is_first, model_admin=self.model_admin)
            else:
                yield cell


class ShownValue(helpers.AdminReadonlyField):
    def __init__(self, form, field, is_first, model_admin=None):
        super().__init__(form, field, is_first, model_admin=model_admin)
        self.column = field_of(form._meta.model, field)
        if self.column is not None:
            self.field["label"] = label(self.column)
            self.field["help_text"] = model_admin.help_texts.get(field, help_for(self.column))

    def contents(self):
        text = shown(self.column, self.form.instance) if self.column is not None else None
        return super().contents() if text is None else text
