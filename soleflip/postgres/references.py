"""Names inside of deferred DDL, which follow when a table is renamed or moved."""

from django.db.backends.ddl_references import ForeignKeyName, Table

from .names import bare_name, full_name, schema_of


class TargetTableName(ForeignKeyName):
    """The name of a foreign key, remembering the full name of the table it points to.

    Django keeps the target's bare name here, and so would drop or rename the keys to
    `"core"."sizes"` together with those to `sizes`.
    """

    def __str__(self):
        suffix = self.suffix_template % {
            "to_table": bare_name(self.to_reference.table),
            "to_column": self.to_reference.columns[0],
        }
        return self.create_fk_name(self.table, self.columns, suffix)


class TableIndex(Table):
    """The full name of an index: it lives in the schema of its table."""

    def __init__(self, table, index, quote_name):
        super().__init__(table, quote_name)
        self.index = index

    def references_index(self, table, index):
        return self.references_table(table) and self.quote_name(self.index) == index

    def __str__(self):
        schema = schema_of(self.table)
        return full_name(schema, self.index) if schema else self.quote_name(self.index)
