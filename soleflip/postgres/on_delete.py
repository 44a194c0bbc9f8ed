"""What a model says about deleting, told to the database."""

from django.db import models

CLAUSES = {
    models.CASCADE: " ON DELETE CASCADE",
    models.SET_NULL: " ON DELETE SET NULL",
    models.PROTECT: " ON DELETE RESTRICT",
    models.RESTRICT: " ON DELETE RESTRICT",
}


def on_delete_sql(field):
    """The ON DELETE clause of the field's foreign key, empty where only Python can do what the model says."""
    if not field.remote_field or not getattr(field, "db_constraint", False) or field.many_to_many:
        return ""
    on_delete = field.remote_field.on_delete
    if on_delete is models.SET_DEFAULT:
        return " ON DELETE SET DEFAULT" if field.has_db_default() else ""
    return CLAUSES.get(on_delete, "")
