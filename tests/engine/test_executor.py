"""Migrations that are whole or not there, run in batches. Every test of the first kind fails on Django's executor."""

import pytest
from django.db import DatabaseError, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel, RunPython, RunSQL
from django.db.migrations.state import ProjectState

from soleflip.postgres.executor import Batch, MigrationExecutor, batched

from . import catalog
from .project import APP, table

pytestmark = pytest.mark.usefixtures("shop")

TABLES = {"public.sizes", "public.colors", "core.brands", "core.brands_sizes", "integration.prices", "pricing.prices"}


def migrate(connection, target="0001_initial", callback=None):
    MigrationExecutor(connection, callback).migrate([("shop", target)])


@pytest.fixture
def no_notes(engine):
    """The database refuses to note that a migration was applied, or taken back: as if the process died just then."""
    MigrationExecutor(engine).recorder.ensure_schema()
    catalog.execute("""
        CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no notes''; END';
        CREATE TRIGGER refuse BEFORE INSERT OR DELETE ON django_migrations EXECUTE FUNCTION public.refuse();
        ALTER TABLE django_migrations DISABLE TRIGGER refuse""")
    return lambda: catalog.execute("ALTER TABLE django_migrations ENABLE TRIGGER refuse")


def test_a_migration_that_cannot_be_noted_leaves_nothing(engine, no_notes):
    no_notes()
    with pytest.raises(DatabaseError, match="no notes"):
        migrate(engine)
    assert catalog.tables() == {"public.django_migrations"}


def test_a_migration_that_cannot_be_noted_as_taken_back_stays(engine, no_notes):
    migrate(engine)
    no_notes()
    with pytest.raises(DatabaseError, match="no notes"):
        migrate(engine, None)
    assert catalog.tables() >= TABLES


def test_forwards_and_back(engine):
    migrate(engine)
    assert catalog.tables() == {*TABLES, "public.django_migrations"}
    assert catalog.count("django_migrations") == 1
    migrate(engine, None)
    assert catalog.tables() == {"public.django_migrations"}
    assert catalog.count("django_migrations") == 0


def test_the_callback_hears_of_the_plan_first(engine):
    heard = []
    migrate(engine, callback=lambda action, *rest: heard.append((action, str(rest[0]) if rest else "")))
    assert heard[0] == ("plan", "[<Migration shop.0001_initial>]")
    assert ("apply_success", "shop.0001_initial") in heard


# --- batches ---


def migration(*operations):
    made = migrations.Migration("0001_initial", APP)
    made.operations = list(operations)
    return made


def test_tables_and_sql_become_one_operation_and_all_else_stays_as_it_is():
    size, sql, brand, step = table("Size", "sizes"), RunSQL("SELECT 1"), table("Brand", "brands"), RunPython(print)
    first, second, third = batched(migration(size, sql, step, brand)).operations
    assert (first.operations, second, third.operations) == ([size, sql], step, [brand])


def test_sql_that_changes_models_stays_alone():
    changes = RunSQL("SELECT 1", state_operations=[AddField("Size", "region", models.TextField())])
    assert batched(migration(changes)).operations == [changes]


def test_sql_that_makes_a_table_may_join():
    makes = RunSQL("SELECT 1", state_operations=[table("Size", "sizes")])
    assert isinstance(batched(migration(makes)).operations[0], Batch)


def test_a_class_built_on_them_stays_alone_since_it_may_do_more():
    class Special(CreateModel):
        pass

    special = Special("Size", [("id", models.BigAutoField(primary_key=True))])
    assert batched(migration(special)).operations == [special]


def test_a_migration_without_a_transaction_stays_as_it_is():
    made = migration(table("Size", "sizes"), RunSQL("SELECT 1"))
    made.atomic = False
    assert batched(made) is made


def test_a_batch_can_be_undone_if_each_of_its_operations_can():
    (batch,) = batched(migration(RunSQL("SELECT 1", "SELECT 2"), RunSQL("SELECT 3"))).operations
    assert not batch.reversible


def test_fake_initial_sees_the_tables_of_a_migration_that_makes_nothing_else(engine, monkeypatch):
    shop = MigrationLoader(engine).get_migration("shop", "0001_initial")
    monkeypatch.setattr(type(shop), "operations", [each for each in shop.operations if isinstance(each, CreateModel)])
    migrate(engine)
    catalog.execute("DELETE FROM django_migrations")
    executor = MigrationExecutor(engine)
    executor.migrate([("shop", "0001_initial")], fake_initial=True)
    assert catalog.count("django_migrations") == 1


def test_the_migration_itself_is_left_as_it_is():
    original = migration(table("Size", "sizes"))
    batched(original)
    assert isinstance(original.operations[0], CreateModel)


@pytest.mark.parametrize("is_rendered", [True, False])
def test_the_state_after_it_is_the_same_as_without(engine, is_rendered):
    shop = MigrationLoader(engine).get_migration("shop", "0001_initial")
    states = []
    for each in (shop, batched(shop)):
        state = ProjectState()
        if is_rendered:
            state.apps  # noqa: B018 renders all models
        states.append(each.mutate_state(state, preserve=False))
    one, other = states
    assert list(one.models) == list(other.models)
    assert one == other
    for app, name in one.models:
        related = [
            {field.name for field in state.apps.get_model(app, name)._meta.get_fields()} for state in (one, other)
        ]
        assert related[0] == related[1]
