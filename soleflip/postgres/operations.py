from django.db.backends.postgresql import operations


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = f"{__package__}.compiler"

    def unification_cast_sql(self, output_field):
        if output_field.get_internal_type() == "EnumField":
            # CASE and the like make text of literals, and text is no enum.
            return f"CAST(%s AS {output_field.db_type(self.connection)})"
        return super().unification_cast_sql(output_field)
