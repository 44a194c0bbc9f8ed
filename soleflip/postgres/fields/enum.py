from django.db import models
from django.db.models import lookups
from django.db.models.expressions import DatabaseDefault
from django.db.models.functions import Cast


class EnumField(models.CharField):
    """A column of a native enum type: `EnumField('"auth"."user_role"', choices=Role)`.

    `db_enum` is the full name of the type, which must exist; `choices` are its values. Values are
    plain strings, equal to the members of a TextChoices class. Comparing and ordering follow the
    order of the type's values, pattern lookups look at the text. A value outside of the choices
    raises ValueError, in saving and in filtering.

    Functions that work on text (Lower, Concat) want `Cast(field, CharField())`, and so does ArrayAgg.
    """

    # An empty string is no value of an enum: without a default the attribute starts as None.
    empty_strings_allowed = False

    def __init__(self, db_enum, *args, **kwargs):
        self.db_enum = db_enum
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        # Migrations import the field from the package, whatever the files in it are called.
        path = path.replace(".fields.enum.", ".fields.")
        return name, path, args, {"db_enum": self.db_enum, **kwargs}

    def get_internal_type(self):
        return "EnumField"

    def db_type(self, connection):
        return self.db_enum

    def cast_db_type(self, connection):
        return self.db_enum

    def to_python(self, value):
        if value is None or (value == "" and self.null):
            return None
        return str(getattr(value, "value", value))

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if value is not None and not self._is_choice(value):
            raise ValueError(self._unknown_value_message(value))
        return value

    def _is_choice(self, value):
        return not self.choices or any(value == str(choice) for choice, _ in self.flatchoices)

    def _unknown_value_message(self, value):
        choices = ", ".join(str(choice) for choice, _ in self.flatchoices)
        field = f"{self.model._meta.label}.{self.name}" if hasattr(self, "model") else self.db_enum
        return f'"{value}" is not a value of {field}: choose one of {choices}.'

    def get_db_prep_save(self, value, connection):
        if hasattr(value, "as_sql") and not isinstance(value, DatabaseDefault):
            # PostgreSQL makes text of an expression of literals, and text is no enum.
            return Cast(value, self)
        return super().get_db_prep_save(value, connection)


class TypedRightSide:
    """Makes an enum of an expression of literals on the right: PostgreSQL takes it for text, and compares no text."""

    def process_rhs(self, compiler, connection):
        sql, params = super().process_rhs(compiler, connection)
        if self.rhs_is_direct_value() or isinstance(self.rhs.output_field, EnumField):
            return sql, params
        return f"CAST({sql} AS {self.lhs.output_field.db_type(connection)})", params


for lookup in (
    lookups.Exact,
    lookups.GreaterThan,
    lookups.GreaterThanOrEqual,
    lookups.LessThan,
    lookups.LessThanOrEqual,
):
    EnumField.register_lookup(type(f"Enum{lookup.__name__}", (TypedRightSide, lookup), {}))
