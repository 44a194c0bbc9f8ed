"""Renaming and moving tables. Every test fails on Django's engine."""

import pytest
from django.db import models
from django.db.migrations import AddField, AlterField, AlterModelTable, DeleteModel, RemoveField

from . import catalog
from .project import table

NAME = ("name", models.CharField(max_length=50, unique=True))


@pytest.fixture
def brands(project):
    project.migrate(table("Brand", '"core"."brands"', NAME))
    return project


def test_a_table_is_renamed_within_its_schema(brands):
    brands.migrate(AlterModelTable("Brand", '"core"."labels"'))
    assert catalog.tables() == {"core.labels"}


def test_a_table_moves_to_another_schema(brands):
    brands.migrate(AlterModelTable("Brand", '"pricing"."brands"'))
    assert catalog.tables() == {"pricing.brands"}


def test_a_table_moves_with_its_rows_indexes_constraints_and_sequence(brands):
    brands.objects("Brand").create(name="Nike")
    brands.migrate(AlterModelTable("Brand", '"pricing"."labels"'))
    brands.objects("Brand").create(name="Puma")
    assert list(brands.objects("Brand").values_list("id", "name").order_by("id")) == [(1, "Nike"), (2, "Puma")]
    assert any(name.endswith("_like") for name in catalog.indexes("pricing.labels"))
    assert "UNIQUE (name)" in catalog.constraints("pricing.labels").values()
    assert catalog.value("SELECT pg_get_serial_sequence('pricing.labels', 'id')") == "pricing.brands_id_seq"


def test_a_bare_table_moves_into_a_schema(project):
    project.migrate(table("Brand", "brands", NAME))
    project.migrate(AlterModelTable("Brand", '"core"."labels"'))
    assert catalog.tables() == {"core.labels"}


def test_a_table_moves_back_to_a_bare_name(brands):
    brands.migrate(AlterModelTable("Brand", "labels"))
    assert catalog.tables() == {"public.labels"}


def test_a_bare_name_means_the_first_schema_of_the_search_path(brands):
    catalog.execute("SET search_path = pricing, public")
    brands.migrate(AlterModelTable("Brand", "labels"))
    assert catalog.tables() == {"pricing.labels"}


def test_names_may_have_capitals_spaces_and_dots(project):
    catalog.execute('CREATE SCHEMA "Price Data"')
    project.migrate(table("Brand", '"Price Data"."Brand List v1.0"', NAME))
    project.migrate(
        AlterField("Brand", "name", models.CharField(max_length=50)),
        AlterModelTable("Brand", '"Price Data"."Brand List v1.1"'),
    )
    assert catalog.constraints('"Price Data"."Brand List v1.1"', "u") == {}


def test_the_default_schema_may_be_written_or_not(project):
    project.migrate(table("Brand", "brands", NAME))
    project.migrate(AlterModelTable("Brand", '"public"."brands"'), AlterModelTable("Brand", "brands"))
    assert catalog.tables() == {"public.brands"}


def test_tables_of_many_to_many_relations_move_along(brands):
    brands.migrate(
        table("Tag", '"core"."tags"'),
        AddField("Brand", "tags", models.ManyToManyField("warehouse.tag")),
    )
    brands.migrate(AlterModelTable("Brand", '"pricing"."labels"'))
    assert catalog.tables() == {"pricing.labels", "pricing.labels_tags", "core.tags"}
    brand = brands.objects("Brand").create(name="Nike")
    brand.tags.add(brands.objects("Tag").create())
    assert catalog.count("pricing.labels_tags") == 1


def test_a_foreign_key_follows_its_target_within_one_migration(brands):
    brands.migrate(
        table("Tag", '"core"."tags"'),
        table("Product", '"core"."products"', ("tag", models.ForeignKey("warehouse.tag", models.DO_NOTHING))),
        AlterModelTable("Tag", '"pricing"."marks"'),
    )
    assert "REFERENCES pricing.marks(id)" in catalog.foreign_key("core.products")
    (name,) = catalog.constraints("core.products", "f")
    assert name.endswith("_fk_marks_id")


def test_indexes_follow_their_table_within_one_migration(brands):
    index = models.Index(fields=["code"], name="code_idx")
    brands.migrate(
        table("Product", '"core"."products"', ("code", models.IntegerField()), indexes=[index]),
        AlterModelTable("Product", '"pricing"."goods"'),
    )
    assert catalog.indexes("pricing.goods") == {"code_idx"}


def test_a_bare_table_of_the_same_name_takes_no_foreign_key_with_it(brands):
    brands.migrate(
        table("Bare", "brands"),
        table("Product", '"core"."products"', ("brand", models.ForeignKey("warehouse.brand", models.DO_NOTHING))),
        DeleteModel("Bare"),
    )
    assert "REFERENCES core.brands(id)" in catalog.foreign_key("core.products")


def test_a_field_with_a_foreign_key_is_removed_together_with_it(brands):
    # Django's engine leaves dropping the key to the column; only the statement tells the difference.
    brands.migrate(
        table("Product", '"core"."products"', ("brand", models.ForeignKey("warehouse.brand", models.DO_NOTHING)))
    )
    assert "DROP CONSTRAINT" in brands.sqlmigrate(RemoveField("Product", "brand"))
