"""The class Index, without a database."""

from django.apps.registry import Apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from soleflip.postgres.indexes import Index

LONG_NAME = "orders_that_are_open_and_overdue_by_customer_and_day_idx"


def state_with(index):
    fields = [("id", models.BigAutoField(primary_key=True)), ("code", models.IntegerField())]
    state = ProjectState()
    state.add_model(ModelState("warehouse", "Order", fields, {"indexes": [index]}))
    return state


def changes(before, after):
    detected = MigrationAutodetector(state_with(before), state_with(after))._detect_changes()
    return [
        type(operation).__name__ for migration in detected.get("warehouse", []) for operation in migration.operations
    ]


def test_a_name_may_have_63_characters():
    class Order(models.Model):
        code = models.IntegerField()

        class Meta:
            app_label = "warehouse"
            apps = Apps()
            indexes = [Index(fields=["code"], name=LONG_NAME.ljust(63, "x"))]

        def __str__(self):
            return str(self.code)

    assert Order._meta.indexes[0].name.endswith("x")
    assert [error for error in Order.check() if error.id == "models.E034"] == []


def test_the_comment_goes_through_deconstruct_and_clone():
    index = Index(fields=["code"], name=LONG_NAME, comment="why")
    assert index.deconstruct()[2]["comment"] == "why"
    assert index.clone() == index


def test_without_a_comment_nothing_is_written_about_it():
    assert "comment" not in Index(fields=["code"], name=LONG_NAME).deconstruct()[2]


def test_a_migration_can_write_the_index():
    text, imports = MigrationWriter.serialize(Index(fields=["code"], name=LONG_NAME, comment="why"))
    assert text.startswith("soleflip.postgres.indexes.Index(comment='why'")
    assert imports == {"import soleflip.postgres.indexes"}


def test_makemigrations_notices_a_changed_comment():
    old, new = (Index(fields=["code"], name=LONG_NAME, comment=comment) for comment in ("old", "new"))
    assert changes(old, new) == ["RemoveIndex", "AddIndex"]
    assert changes(new, new.clone()) == []
