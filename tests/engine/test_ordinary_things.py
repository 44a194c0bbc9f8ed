"""What works on tables outside of the search path as it does on others."""

import pytest
from django.core.management import call_command
from django.db import NotSupportedError, connections, models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AlterField,
    AlterModelTableComment,
    DeleteModel,
    RemoveConstraint,
    RemoveField,
    RenameField,
    RenameModel,
)
from django.test.utils import override_settings

from . import catalog
from .project import APP, table

NAME = ("name", models.CharField(max_length=50))
CODE = ("code", models.IntegerField())


@pytest.fixture
def brands(project):
    project.migrate(table("Brand", '"core"."brands"', NAME, CODE))
    return project


def test_a_number_becomes_an_identity(project):
    project.migrate(table("Brand", '"core"."brands"'))
    project.migrate(AlterField("Brand", "id", models.BigIntegerField(primary_key=True)))
    project.migrate(AlterField("Brand", "id", models.BigAutoField(primary_key=True)))
    assert project.objects("Brand").create().pk == 1


def test_comments_of_tables_and_columns_change(brands):
    brands.migrate(
        AlterModelTableComment("Brand", "makers of things"),
        AlterField("Brand", "name", models.CharField(max_length=50, db_comment="as printed")),
    )
    assert catalog.value("SELECT obj_description('core.brands'::regclass, 'pg_class')") == "makers of things"
    assert catalog.value("SELECT col_description('core.brands'::regclass, 2)") == "as printed"


def test_a_field_is_renamed_and_removed(brands):
    brands.migrate(RenameField("Brand", "name", "title"), RemoveField("Brand", "code"))
    assert brands.objects("Brand").create(title="Nike").title == "Nike"


def test_a_unique_field_is_added_with_an_index_for_like(brands):
    brands.migrate(AddField("Brand", "slug", models.SlugField(unique=True, default="x")))
    assert "UNIQUE (slug)" in catalog.constraints("core.brands").values()
    assert len(catalog.indexes("core.brands")) == 1


@pytest.mark.parametrize("default", ["new", "it's 100% new", "%s", 'a "quoted" one'])
def test_defaults_of_the_database_are_created_added_and_altered(project, default):
    field = models.CharField(max_length=50, db_default=default)
    project.migrate(table("Brand", '"core"."brands"', ("state", field), CODE))
    project.migrate(AddField("Brand", "added", field.clone()))
    project.migrate(AlterField("Brand", "code", models.CharField(max_length=50, db_default=default)))
    row = project.objects("Brand").create()
    assert (row.state, row.added, row.code) == (default, default, default)


def test_a_check_is_added_and_removed(brands):
    brands.migrate(AddConstraint("Brand", models.CheckConstraint(condition=models.Q(code__gt=0), name="code_check")))
    assert catalog.constraints("core.brands", "c") == {"code_check": "CHECK ((code > 0))"}
    brands.migrate(RemoveConstraint("Brand", "code_check"))
    assert catalog.constraints("core.brands", "c") == {}


def test_a_model_is_renamed_with_those_that_point_to_it(brands):
    brands.migrate(
        table("Product", '"core"."products"', ("brand", models.ForeignKey(f"{APP}.brand", models.CASCADE))),
        RenameModel("Brand", "Label"),
    )
    assert catalog.tables() == {"core.brands", "core.products"}


def test_a_model_is_deleted(brands):
    brands.migrate(DeleteModel("Brand"))
    assert catalog.tables() == set()


def test_no_name_has_quotation_marks_in_it(brands):
    brands.migrate(
        table(
            "Product",
            '"pricing"."products"',
            ("brand", models.ForeignKey(f"{APP}.brand", models.CASCADE)),
            ("tags", models.ManyToManyField(f"{APP}.brand", related_name="+")),
            ("slug", models.SlugField(unique=True)),
            unique_together={("brand", "slug")},
        )
    )
    assert catalog.value("SELECT count(*) FROM pg_constraint WHERE conname LIKE '%\"%' OR conname LIKE '%.%'") == 0
    assert catalog.value("SELECT count(*) FROM pg_class WHERE relname LIKE '%\"%' OR relname LIKE '%.%'") == 0


def test_rows_are_queried(brands):
    brand = brands.objects("Brand").create(name="Nike", code=1)
    brands.objects("Brand").bulk_create([brands.model("Brand")(name="Puma", code=code) for code in (2, 3)])
    assert brands.objects("Brand").raw('SELECT * FROM "core"."brands" WHERE code = 1')[0] == brand
    assert "brands" in brands.objects("Brand").filter(code=1).explain()
    assert brands.objects("Brand").filter(code__gt=1).update(name="Adidas") == 2
    assert brands.objects("Brand").filter(name="Adidas").delete()[0] == 2


def test_sqlsequencereset_names_the_sequences_of_all_schemas(shop, capsys):
    call_command("migrate", database="engine", verbosity=0)
    catalog.execute("INSERT INTO core.brands (id, name) VALUES (40, 'Nike')")
    call_command("sqlsequencereset", "shop", database="engine", no_color=True)
    catalog.execute(capsys.readouterr().out)
    assert catalog.value("INSERT INTO core.brands (name) VALUES ('Puma') RETURNING id") == 41


def test_a_test_database_is_made_and_cloned_with_its_schemas(engine, engine_database):
    name = f"{engine_database['NAME']}_made"
    settings = {**engine_database, "TEST": {**engine_database["TEST"], "NAME": name}}
    connection = type(engine)(settings, alias="engine")
    connections["engine"] = connection
    with override_settings(INSTALLED_APPS=[]):
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    catalog.execute("CREATE SCHEMA core; CREATE TABLE core.brands (id int)")
    connection.creation.clone_test_db("1", verbosity=0, autoclobber=True)
    clone = type(engine)({**settings, "NAME": f"{name}_1"}, alias="engine")
    try:
        with clone.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM core.brands")
    finally:
        clone.close()
        connection.creation.destroy_test_db(suffix="1", verbosity=0)
        connection.creation.destroy_test_db(engine_database["NAME"], verbosity=0)


def test_an_older_server_is_refused(engine, monkeypatch):
    monkeypatch.setattr(engine.features_class, "minimum_database_version", (99,))
    with pytest.raises(NotSupportedError, match=r"PostgreSQL 99 or later is required \(found 1\d\.\d+\)"):
        engine.check_database_version_supported()
