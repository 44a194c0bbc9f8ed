"""Migrations that are whole or not there, and that cost less."""

import copy
from contextlib import nullcontext
from itertools import groupby

from django.db import transaction
from django.db.migrations import executor
from django.db.migrations.operations import CreateModel, RunSQL
from django.db.migrations.operations.base import Operation

from soleflip.postgres.sql import RunSQLFile

# These exactly: a class that is built on them may do more to the models than they do.
CAN_JOIN = (CreateModel, RunSQL, RunSQLFile)


class MigrationExecutor(executor.MigrationExecutor):
    """Django's executor, with each migration and the note that it was applied in one transaction.

    Django notes a migration that ends with deferred statements, such as foreign keys, after its transaction, and
    an unapplied one always: a process that is killed in between leaves tables that no migration knows of. Migrations
    with `atomic = False` are as Django has them.

    The progress callback also hears of ("plan", the list of migrations) before the first.
    """

    def migrate(self, targets, plan=None, **options):
        if plan is None:
            plan = self.migration_plan(targets)
        if self.progress_callback:
            self.progress_callback("plan", [migration for migration, _ in plan])
        return super().migrate(targets, plan, **options)

    def apply_migration(self, state, migration, fake=False, fake_initial=False):
        # Of a batch Django would not see that its tables are there already.
        to_apply = migration if fake_initial else batched(migration)
        with self._whole(migration):
            return super().apply_migration(state, to_apply, fake=fake, fake_initial=fake_initial)

    def unapply_migration(self, state, migration, **options):
        with self._whole(migration):
            return super().unapply_migration(state, batched(migration), **options)

    def _whole(self, migration):
        return transaction.atomic(using=self.connection.alias) if migration.atomic else nullcontext()


def batched(migration):
    """A copy of the migration in which runs of tables and SQL are one operation each.

    With `atomic = False` it stays as it is: there each operation may be a transaction of its own.
    """
    if not migration.atomic:
        return migration
    operations = []
    for can_join, group in groupby(migration.operations, key=_can_join):
        run = list(group)
        operations += [Batch(run)] if can_join else run
    migration = copy.copy(migration)
    migration.operations = operations
    return migration


def _can_join(operation):
    changes = getattr(operation, "state_operations", [])
    return type(operation) in CAN_JOIN and all(type(change) is CreateModel for change in changes)


class Batch(Operation):
    """Operations that make tables or run SQL, for which Django renders its models once and not anew for each.

    That was most of the time of a fresh migrate. It is right for these alone, since none of them changes a model that
    is there: whatever stands in the later state is what the earlier one had.
    """

    def __init__(self, operations):
        self.operations = operations
        self.reversible = all(operation.reversible for operation in operations)

    def state_forwards(self, app_label, state):
        rendered = state.__dict__.pop("apps", None)  # without it the state takes models in and renders none
        before = set(state.models)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is not None:
            state.apps = rendered
            state.reload_models(set(state.models) - before, delay=False)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)
