"""Foreign keys and what they do on delete. Every test fails on Django's engine."""

import pytest
from django.db import IntegrityError, models, transaction
from django.db.migrations import AddField, AlterField, RunPython

from . import catalog
from .project import APP, table

BRAND = f"{APP}.brand"


def brand_key(on_delete, **options):
    return models.ForeignKey(BRAND, on_delete, **options)


@pytest.fixture
def brands(project):
    project.migrate(table("Brand", '"core"."brands"'))
    return project


def create_product(project, field):
    project.migrate(table("Product", '"pricing"."products"', ("brand", field)))


def add_to_product(project, field):
    project.migrate(table("Product", '"pricing"."products"'))
    project.migrate(AddField("Product", "brand", field))


def alter_product(project, field):
    create_product(project, brand_key(models.DO_NOTHING, null=True))
    project.migrate(AlterField("Product", "brand", field))


@pytest.mark.parametrize("put", [create_product, add_to_product, alter_product])
@pytest.mark.parametrize(
    ("on_delete", "clause"),
    [
        (models.CASCADE, "ON DELETE CASCADE"),
        (models.SET_NULL, "ON DELETE SET NULL"),
        (models.PROTECT, "ON DELETE RESTRICT"),
        (models.RESTRICT, "ON DELETE RESTRICT"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_database_does_on_delete_what_the_model_says(brands, put, on_delete, clause):
    put(brands, brand_key(on_delete, null=True))
    assert f" {clause} DEFERRABLE INITIALLY DEFERRED" in catalog.foreign_key("pricing.products")


def test_set_default_is_the_databases_when_the_default_is(brands):
    create_product(brands, brand_key(models.SET_DEFAULT, db_default=1))
    assert "ON DELETE SET DEFAULT DEFERRABLE" in catalog.foreign_key("pricing.products")


def test_a_clause_goes_when_on_delete_is_left_to_python(brands):
    create_product(brands, brand_key(models.CASCADE))
    brands.migrate(AlterField("Product", "brand", brand_key(models.DO_NOTHING)))
    definition = catalog.foreign_key("pricing.products")
    assert "ON DELETE" not in definition
    brands.migrate(AlterField("Product", "brand", brand_key(models.PROTECT)))
    assert "ON DELETE RESTRICT" in catalog.foreign_key("pricing.products")


def test_sqlmigrate_shows_a_changed_on_delete(brands):
    create_product(brands, brand_key(models.CASCADE))
    sql = brands.sqlmigrate(AlterField("Product", "brand", brand_key(models.PROTECT)))
    assert 'DROP CONSTRAINT "products_brand_id' in sql
    assert "ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED" in sql


def test_on_delete_changed_in_the_migration_that_creates_the_table(brands):
    brands.migrate(
        table("Product", '"pricing"."products"', ("brand", brand_key(models.CASCADE))),
        AlterField("Product", "brand", brand_key(models.PROTECT)),
    )
    assert "ON DELETE RESTRICT" in catalog.foreign_key("pricing.products")


def test_both_keys_of_a_many_to_many_table_cascade(brands):
    brands.migrate(table("Tag", '"core"."tags"', ("brands", models.ManyToManyField(BRAND))))
    definitions = catalog.constraints("core.tags_brands", "f").values()
    assert [definition.count("ON DELETE CASCADE DEFERRABLE") for definition in definitions] == [1, 1]


def test_a_key_without_db_constraint_is_dropped(brands):
    create_product(brands, brand_key(models.DO_NOTHING))
    brands.migrate(AlterField("Product", "brand", brand_key(models.DO_NOTHING, db_constraint=False)))
    assert catalog.constraints("pricing.products", "f") == {}


def test_a_key_is_dropped_with_rows_written_in_the_same_migration(brands):
    def write(apps, editor):
        brand = apps.get_model(APP, "Brand").objects.using("engine").create()
        apps.get_model(APP, "Product").objects.using("engine").create(brand=brand)

    create_product(brands, brand_key(models.DO_NOTHING))
    brands.migrate(RunPython(write), AlterField("Product", "brand", brand_key(models.DO_NOTHING, db_constraint=False)))
    assert catalog.constraints("pricing.products", "f") == {}
    assert catalog.count("pricing.products") == 1


def test_a_key_to_another_table_replaces_the_old_one(brands):
    brands.migrate(table("Label", '"pricing"."brands"'))
    create_product(brands, brand_key(models.DO_NOTHING))
    brands.migrate(AlterField("Product", "brand", models.ForeignKey(f"{APP}.label", models.DO_NOTHING)))
    assert "REFERENCES pricing.brands(id)" in catalog.foreign_key("pricing.products")


def test_keys_across_schemas_follow_the_type_of_the_primary_key(project):
    project.migrate(table("Brand", '"core"."brands"'))
    create_product(project, brand_key(models.CASCADE))
    project.migrate(AlterField("Brand", "id", models.AutoField(primary_key=True)))
    assert catalog.column_type("pricing.products", "brand_id") == "integer"
    assert len(catalog.constraints("pricing.products", "f")) == 1


def test_deleting_in_plain_sql_is_refused_for_protect(brands):
    create_product(brands, brand_key(models.PROTECT))
    brand = brands.objects("Brand").create()
    brands.objects("Product").create(brand=brand)
    # At once: a key without the clause would only complain at the end of the transaction.
    with transaction.atomic(using="engine"), pytest.raises(IntegrityError, match="products_brand_id"):
        catalog.execute("DELETE FROM core.brands")


def test_deleting_in_plain_sql_cascades(brands):
    create_product(brands, brand_key(models.CASCADE))
    brands.objects("Product").create(brand=brands.objects("Brand").create())
    catalog.execute("DELETE FROM core.brands")
    assert catalog.count("pricing.products") == 0
