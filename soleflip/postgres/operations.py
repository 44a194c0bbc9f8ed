from django.apps import apps
from django.db.backends.postgresql import operations

from soleflip.postgres.marks import is_added_to_only


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = f"{__package__}.compiler"

    def lookup_cast(self, lookup_type, internal_type=None):
        # ILIKE needs no UPPER, else it is cast like its sensitive sister: icontains like contains.
        is_ilike = lookup_type in ("icontains", "istartswith", "iendswith")
        return super().lookup_cast(lookup_type[1:] if is_ilike else lookup_type, internal_type)

    def unification_cast_sql(self, output_field):
        if output_field.get_internal_type() == "EnumField":
            # CASE and the like make text of literals, and text is no enum.
            return f"CAST(%s AS {output_field.db_type(self.connection)})"
        return super().unification_cast_sql(output_field)

    def sql_flush(self, style, tables, **options):
        """TRUNCATE of all tables but those that the database lets nobody empty."""
        stay = {model._meta.db_table for model in apps.get_models() if is_added_to_only(model)}
        return super().sql_flush(style, [table for table in tables if table not in stay], **options)
