"""Indexes and unique constraints of tables outside of the search path. Every test fails on Django's engine."""

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import ProgrammingError, models
from django.db.migrations import (
    AddConstraint,
    AddIndex,
    AlterField,
    AlterModelTable,
    AlterUniqueTogether,
    RemoveConstraint,
    RemoveIndex,
    RenameField,
    RenameIndex,
)

from . import catalog
from .project import APP, table

NAME = ("name", models.CharField(max_length=50))
CODE = ("code", models.IntegerField())
ONLY_NAMED = {"fields": ["name"], "condition": models.Q(code__gt=0), "name": "only_named"}


@pytest.fixture
def brands(project):
    project.migrate(table("Brand", '"core"."brands"', NAME, CODE))
    return project


@pytest.fixture
def twins(project):
    """Two tables of one name with indexes of one name, in two schemas."""
    for model, schema in (("Price", "pricing"), ("MarketPrice", "integration")):
        index = models.Index(fields=["code"], name="prices_code_idx")
        project.migrate(table(model, f'"{schema}"."prices"', CODE, indexes=[index]))
    return project


def test_an_index_is_removed(brands):
    brands.migrate(AddIndex("Brand", models.Index(fields=["name"], name="name_idx")))
    brands.migrate(RemoveIndex("Brand", "name_idx"))
    assert catalog.indexes("core.brands") == set()


def test_an_index_is_removed_from_the_right_one_of_two_tables_of_the_same_name(twins):
    twins.migrate(RemoveIndex("MarketPrice", "prices_code_idx"))
    assert catalog.indexes("integration.prices") == set()
    assert catalog.indexes("pricing.prices") == {"prices_code_idx"}


def test_an_index_is_not_removed_from_a_table_of_the_same_name_on_the_search_path(twins):
    twins.migrate(
        table("Bare", "prices", CODE, indexes=[models.Index(fields=["code"], name="prices_code_idx")]),
        RemoveIndex("Price", "prices_code_idx"),
    )
    assert catalog.indexes("public.prices") == {"prices_code_idx"}
    assert catalog.indexes("pricing.prices") == set()


def test_removing_an_index_that_is_not_there_is_an_error(brands):
    brands.migrate(AddIndex("Brand", models.Index(fields=["name"], name="name_idx")))
    catalog.execute("DROP INDEX core.name_idx")
    with pytest.raises(ProgrammingError, match=r'index "name_idx" does not exist'):
        brands.migrate(RemoveIndex("Brand", "name_idx"))


def test_removing_a_partial_unique_constraint_that_is_not_there_is_an_error(brands):
    brands.migrate(AddConstraint("Brand", models.UniqueConstraint(**ONLY_NAMED)))
    catalog.execute("DROP INDEX core.only_named")
    with pytest.raises(ProgrammingError, match=r'index "only_named" does not exist'):
        brands.migrate(RemoveConstraint("Brand", "only_named"))


def test_a_concurrent_index_is_removed(brands):
    index = models.Index(fields=["name"], name="name_idx")
    state, after = brands.state, brands.state.clone()
    add, remove = AddIndexConcurrently("Brand", index), RemoveIndexConcurrently("Brand", "name_idx")
    add.state_forwards(APP, after)
    with brands.connection.schema_editor(atomic=False) as editor:
        add.database_forwards(APP, editor, state, after)
        assert catalog.indexes("core.brands") == {"name_idx"}
        remove.database_forwards(APP, editor, after, state)
    assert catalog.indexes("core.brands") == set()


def test_an_index_is_renamed(brands):
    brands.migrate(AddIndex("Brand", models.Index(fields=["name"], name="name_idx")))
    brands.migrate(RenameIndex("Brand", new_name="brand_name_idx", old_name="name_idx"))
    assert catalog.indexes("core.brands") == {"brand_name_idx"}


def test_db_index_is_dropped(project):
    project.migrate(table("Brand", '"core"."brands"', ("code", models.IntegerField(db_index=True))))
    project.migrate(AlterField("Brand", *CODE))
    assert catalog.indexes("core.brands") == set()


def test_unique_is_dropped(project):
    project.migrate(table("Brand", '"core"."brands"', ("code", models.IntegerField(unique=True))))
    project.migrate(AlterField("Brand", *CODE))
    assert catalog.constraints("core.brands", "u") == {}


def test_unique_of_text_is_dropped_with_its_index_for_like(project):
    project.migrate(table("Brand", '"core"."brands"', ("name", models.CharField(max_length=50, unique=True))))
    project.migrate(AlterField("Brand", *NAME))
    assert catalog.indexes("core.brands") == set()


def test_an_index_that_somebody_else_made_for_like_stays(project):
    project.migrate(table("Brand", '"core"."brands"', ("name", models.CharField(max_length=50, unique=True))))
    with project.connection.cursor() as cursor:
        cursor.execute("CREATE INDEX made_by_hand ON core.brands (name varchar_pattern_ops)")
    project.migrate(AlterField("Brand", *NAME))
    assert catalog.indexes("core.brands") == {"made_by_hand"}


def test_text_that_becomes_a_number_loses_its_index_for_like(project):
    project.migrate(table("Brand", '"core"."brands"', ("name", models.CharField(max_length=50, unique=True))))
    project.migrate(AlterField("Brand", "name", models.IntegerField(unique=True)))
    assert catalog.column_type("core.brands", "name") == "integer"
    assert catalog.indexes("core.brands") == set()


def test_the_index_for_like_goes_even_when_column_and_table_were_renamed(project):
    project.migrate(table("Brand", "brands", ("name", models.CharField(max_length=50, unique=True))))
    project.migrate(RenameField("Brand", "name", "title"), AlterModelTable("Brand", "labels"))
    project.migrate(AlterField("Brand", "title", models.CharField(max_length=50)))
    assert catalog.indexes("public.labels") == set()


def test_unique_together_is_dropped(project):
    project.migrate(table("Brand", '"core"."brands"', NAME, CODE, unique_together={("name", "code")}))
    project.migrate(AlterUniqueTogether("Brand", set()))
    assert catalog.constraints("core.brands", "u") == {}


def test_a_partial_unique_constraint_is_removed(brands):
    brands.migrate(AddConstraint("Brand", models.UniqueConstraint(**ONLY_NAMED)))
    brands.migrate(RemoveConstraint("Brand", "only_named"))
    assert catalog.indexes("core.brands") == set()


def test_a_partial_unique_constraint_made_and_removed_in_one_migration_is_not_there(project):
    project.migrate(
        table("Brand", '"core"."brands"', NAME, CODE, constraints=[models.UniqueConstraint(**ONLY_NAMED)]),
        RemoveConstraint("Brand", "only_named"),
    )
    assert catalog.indexes("core.brands") == set()


def test_the_check_of_a_positive_number_goes_with_it(project):
    project.migrate(table("Brand", '"core"."brands"', ("code", models.PositiveIntegerField())))
    project.migrate(AlterField("Brand", *CODE))
    assert catalog.constraints("core.brands", "c") == {}


def test_a_primary_key_moves_to_another_column(project):
    project.migrate(table("Brand", '"core"."brands"', CODE))
    project.migrate(
        AlterField("Brand", "id", models.BigIntegerField()),
        AlterField("Brand", "code", models.IntegerField(primary_key=True)),
    )
    assert list(catalog.constraints("core.brands", "p").values()) == ["PRIMARY KEY (code)"]
