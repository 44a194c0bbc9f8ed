from django.db.backends.ddl_references import Statement
from django.db.backends.postgresql import schema

from .names import bare_name, full_name, schema_of
from .on_delete import on_delete_sql
from .references import TableIndex, TargetTableName


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    # Django's statements with the schema in front of the names of indexes and constraints.
    sql_delete_index = "DROP INDEX %(if_exists)s%(namespace)s%(name)s"
    sql_delete_index_concurrently = "DROP INDEX CONCURRENTLY %(if_exists)s%(namespace)s%(name)s"
    sql_rename_index = "ALTER INDEX %(namespace)s%(old_name)s RENAME TO %(new_name)s"
    sql_delete_fk = "SET CONSTRAINTS %(namespace)s%(name)s IMMEDIATE; ALTER TABLE %(table)s DROP CONSTRAINT %(name)s"
    # Django's statements with an ON DELETE clause.
    sql_create_fk = schema.DatabaseSchemaEditor.sql_create_fk.replace("%(deferrable)s", "%(on_delete)s%(deferrable)s")

    sql_set_schema = "ALTER TABLE %(table)s SET SCHEMA %(schema)s"
    sql_alter_index_comment = "COMMENT ON INDEX %(index)s IS %(comment)s"

    # --- indexes ---

    def add_index(self, model, index, concurrently=False):
        super().add_index(model, index, concurrently)
        for statement in self._index_comments_sql(model, [index]):
            self.execute(statement, params=None)

    def _model_indexes_sql(self, model):
        statements = super()._model_indexes_sql(model)
        return statements + self._index_comments_sql(model, model._meta.indexes) if statements else statements

    def _index_comments_sql(self, model, indexes):
        return [
            Statement(
                self.sql_alter_index_comment,
                index=TableIndex(model._meta.db_table, index.name, self.quote_name),
                comment=self.quote_value(index.comment),
            )
            for index in indexes
            if getattr(index, "comment", "")
        ]

    def _delete_index_sql(self, model, name, sql=None, concurrently=False):
        deferred = len(self.deferred_sql)
        statement = super()._delete_index_sql(model, name, sql, concurrently)
        never_created = len(self.deferred_sql) < deferred
        # Django drops the index for LIKE wherever there may be one.
        may_be_missing = never_created or name.endswith("_like")
        return self._with_namespace(statement, model, if_exists=may_be_missing)

    def _rename_index_sql(self, model, old_name, new_name):
        return self._with_namespace(super()._rename_index_sql(model, old_name, new_name), model)

    # --- constraints ---

    def _delete_constraint_sql(self, template, model, name):
        statement = super()._delete_constraint_sql(template, model, name)
        never_created = template == self.sql_delete_index and self._forget_deferred(model, name)
        return self._with_namespace(statement, model, if_exists=never_created)

    def _forget_deferred(self, model, name):
        """Drop the statements that would create the index later in this migration. True if there were any."""
        quoted = self.quote_name(name)
        forgotten = [
            statement
            for statement in self.deferred_sql
            if isinstance(statement, Statement)
            and statement.references_table(model._meta.db_table)
            and str(statement.parts.get("name")) == quoted
        ]
        for statement in forgotten:
            self.deferred_sql.remove(statement)
        return bool(forgotten)

    def _with_namespace(self, statement, model, if_exists=False):
        namespace = schema_of(model._meta.db_table)
        statement.parts["namespace"] = f"{self.quote_name(namespace)}." if namespace else ""
        statement.parts["if_exists"] = "IF EXISTS " if if_exists else ""
        return statement

    # --- foreign keys ---

    def add_field(self, model, field):
        # The statement is filled in by Django, which knows of no ON DELETE.
        template = schema.DatabaseSchemaEditor.sql_create_column_inline_fk
        clause = on_delete_sql(field)
        self.sql_create_column_inline_fk = template.replace("%(deferrable)s", f"{clause}%(deferrable)s")
        try:
            super().add_field(model, field)
        finally:
            del self.sql_create_column_inline_fk

    def alter_field(self, model, old_field, new_field, strict=False):
        super().alter_field(model, old_field, new_field, strict)
        if self._on_delete_changed(old_field, new_field):
            self._update_deferred_on_delete(model, new_field)

    def _field_should_be_altered(self, old_field, new_field, ignore=None):
        return super()._field_should_be_altered(old_field, new_field, ignore) or self._on_delete_changed(
            old_field, new_field
        )

    def _on_delete_changed(self, old_field, new_field):
        return on_delete_sql(old_field) != on_delete_sql(new_field)

    def _update_deferred_on_delete(self, model, field):
        for statement in self.deferred_sql:
            if not isinstance(statement, Statement) or "on_delete" not in statement.parts:
                continue
            if statement.parts["column"].references_column(model._meta.db_table, field.column):
                statement.parts["on_delete"] = on_delete_sql(field)

    def _create_fk_sql(self, model, field, suffix):
        statement = super()._create_fk_sql(model, field, suffix)
        statement.parts["on_delete"] = on_delete_sql(field)
        return statement

    def _fk_constraint_name(self, model, field, suffix):
        def create_name(*args, **kwargs):
            return self.quote_name(self._create_index_name(*args, **kwargs))

        target = field.target_field
        return TargetTableName(
            model._meta.db_table, [field.column], target.model._meta.db_table, [target.column], suffix, create_name
        )

    # --- tables ---

    def alter_db_table(self, model, old_db_table, new_db_table):
        """Rename the table, move it to another schema, or both; indexes and sequences move along."""
        if old_db_table == new_db_table:
            return
        old_schema, new_schema = self._schemas(old_db_table, new_db_table)
        if old_schema == new_schema:
            self._rename_table(old_db_table, bare_name(new_db_table))
        else:
            self._move_table(old_db_table, new_schema, bare_name(new_db_table))
        for statement in self.deferred_sql:
            if isinstance(statement, Statement):
                statement.rename_table_references(old_db_table, new_db_table)

    def _schemas(self, *tables):
        """The schemas of the tables; a bare name among full ones means the default schema."""
        schemas = [schema_of(table) for table in tables]
        if any(schemas) and not all(schemas):
            with self.connection.cursor() as cursor:
                default = self.connection.introspection.get_default_schema(cursor)
            schemas = [schema or default for schema in schemas]
        return schemas

    def _rename_table(self, table, new_name):
        if bare_name(table) != new_name:
            self.execute(
                self.sql_rename_table % {"old_table": self.quote_name(table), "new_table": self.quote_name(new_name)}
            )

    def _move_table(self, table, new_schema, new_name):
        self.execute(self.sql_set_schema % {"table": self.quote_name(table), "schema": self.quote_name(new_schema)})
        self._rename_table(full_name(new_schema, bare_name(table)), new_name)

    # --- columns ---

    def _alter_field(self, model, old_field, new_field, old_type, new_type, *args, **kwargs):
        if self._loses_like_index(old_field, new_field, old_type, new_type):
            self._drop_like_indexes(model, old_field)
        super()._alter_field(model, old_field, new_field, old_type, new_type, *args, **kwargs)

    def _loses_like_index(self, old_field, new_field, old_type, new_type):
        is_dropped = old_field.unique and not (new_field.db_index or new_field.unique)
        return is_dropped or self._is_changing_type_of_indexed_text_column(old_field, old_type, new_type)

    def _drop_like_indexes(self, model, field):
        """Django drops these by name, and so misses those whose table or column was renamed since."""
        own_names = {index.name for index in model._meta.indexes}
        with self.connection.cursor() as cursor:
            names = self.connection.introspection.get_like_indexes(cursor, model._meta.db_table, field.column)
        for name in names:
            if name.endswith("_like") and name not in own_names:
                self.execute(self._delete_index_sql(model, name))

    def db_default_sql(self, field):
        """The default as a literal: with parameters Django would add every constraint after CREATE TABLE."""
        sql, params = super().db_default_sql(field)
        if not params:
            return sql, params
        literal = sql % tuple(self.quote_value(param) for param in params)
        # Whether a percent sign must be doubled depends on the statement around it: that is Django's affair.
        return (sql, params) if "%" in literal else (literal, [])

    def _using_sql(self, new_field, old_field):
        if is_enum(old_field, new_field) and self._types_differ(old_field, new_field):
            # One enum becomes another only by way of text.
            return " USING %(column)s::text::%(type)s"
        return super()._using_sql(new_field, old_field)

    def _types_differ(self, old_field, new_field):
        return old_field.db_type(self.connection) != new_field.db_type(self.connection)

    def _alter_column_type_sql(self, model, old_field, new_field, new_type, old_collation, new_collation):
        (sql, params), later = super()._alter_column_type_sql(
            model, old_field, new_field, new_type, old_collation, new_collation
        )
        if is_enum(old_field, new_field) and self._types_differ(old_field, new_field) and old_field.has_db_default():
            # The default is of the old type, and PostgreSQL does not convert it.
            drop_sql, _ = self._alter_column_database_default_sql(model, old_field, new_field, drop=True)
            sql = f"{drop_sql}, {sql}"
            if new_field.db_default == old_field.db_default:
                default_sql, default_params = self._alter_column_database_default_sql(model, old_field, new_field)
                sql, params = f"{sql}, {default_sql}", [*params, *default_params]
        return (sql, params), later


def is_enum(*fields):
    return any(field.get_internal_type() == "EnumField" for field in fields)
