"""Columns of lists and values of pages, shown with their units."""

from collections.abc import Callable

from django.contrib.admin import helpers
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from soleflip.admin.formats import shortened, shown


def column(model: type[models.Model], name) -> str | Callable:
    """What list_display takes for a column: a function that shows its value, or the name where Django shows it well."""
    field = field_of(model, name)
    if field is None or not shows_differently(field):
        return name

    def value(row):
        text = shown(field, row)
        if text is None:
            plain = getattr(row, field.attname)
            return shortened(plain) if isinstance(plain, str) else plain
        return text

    value.__name__ = name
    value.short_description = field.verbose_name
    value.admin_order_field = name
    return value


def field_of(model: type[models.Model], name) -> models.Field | None:
    """The concrete field of this name, if there is one."""
    try:
        field = model._meta.get_field(name) if isinstance(name, str) else None
    except FieldDoesNotExist:
        return None
    return field if field is not None and field.concrete else None


def shows_differently(field: models.Field) -> bool:
    """Whether shown() may have something to say about the field."""
    return bool(
        getattr(field, "unit", None)
        or field.choices
        or field.get_internal_type() in ("JSONField", "EncryptedTextField")
        or isinstance(field, (models.TextField, models.CharField))
    )


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
        concrete = field_of(form._meta.model, field)
        if concrete is not None and not self.field["help_text"]:
            self.field["help_text"] = concrete.db_comment or ""

    def contents(self):
        name = self.field["field"]
        field = field_of(self.form._meta.model, name)
        text = shown(field, self.form.instance) if field is not None else None
        return super().contents() if text is None else text
