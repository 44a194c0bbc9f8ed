"""A project in memory that is migrated operation by operation, as Django's migrate does it."""

from django.db import connections, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

APP = "warehouse"


class Project:
    def __init__(self):
        self.connection = connections["engine"]
        self.state = ProjectState()

    def migrate(self, *operations):
        """Run the operations as one migration."""
        with self.connection.schema_editor() as editor:
            for operation in operations:
                self.state = self._applied(operation, editor)

    def sqlmigrate(self, *operations):
        """The SQL of one migration with these operations, not run."""
        before = self.state
        with self.connection.schema_editor(collect_sql=True) as editor:
            for operation in operations:
                self.state = self._applied(operation, editor)
        self.state = before
        return "\n".join(editor.collected_sql)

    def _applied(self, operation, editor):
        after = self.state.clone()
        operation.state_forwards(APP, after)
        operation.database_forwards(APP, editor, self.state, after)
        return after

    def model(self, name):
        return self.state.apps.get_model(APP, name)

    def objects(self, name):
        return self.model(name)._base_manager.using("engine")


def table(name, db_table, *fields, **options):
    """A CreateModel operation; fields are (name, field) pairs beside the id."""
    id_field = ("id", models.BigAutoField(primary_key=True))
    return CreateModel(name, [id_field, *fields], {"db_table": db_table, **options})
