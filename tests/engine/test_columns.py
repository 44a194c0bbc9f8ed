"""Serial columns and defaults of tables outside of the search path. Every test fails on Django's engine."""

from django.db import models
from django.db.migrations import AlterField

from . import catalog
from .project import table


def test_a_serial_column_of_old_becomes_a_number_and_its_sequence_goes(project):
    project.migrate(table("Brand", '"core"."brands"'))
    catalog.execute(
        """
        ALTER TABLE core.brands ALTER id DROP IDENTITY;
        CREATE SEQUENCE core.brands_seq OWNED BY core.brands.id;
        ALTER TABLE core.brands ALTER id SET DEFAULT nextval('core.brands_seq')
        """
    )
    project.migrate(AlterField("Brand", "id", models.BigIntegerField(primary_key=True)))
    assert catalog.value("SELECT to_regclass('core.brands_seq')") is None


def test_the_sequence_of_a_serial_column_grows_with_it(project):
    project.migrate(table("Brand", '"core"."brands"'))
    project.migrate(AlterField("Brand", "id", models.AutoField(primary_key=True)))
    catalog.execute("DROP TABLE core.brands; CREATE TABLE core.brands (id serial PRIMARY KEY)")
    project.migrate(AlterField("Brand", "id", models.BigAutoField(primary_key=True)))
    assert catalog.value("SELECT seqtypid::regtype::text FROM pg_sequence") == "bigint"


def test_constraints_stand_in_create_table_beside_a_default(project):
    sql = project.sqlmigrate(
        table(
            "Brand",
            '"core"."brands"',
            ("name", models.CharField(max_length=50, db_default="it's new")),
            constraints=[models.CheckConstraint(condition=models.Q(name__gt=""), name="named")],
        )
    )
    (create_table,) = [statement for statement in sql.splitlines() if "CREATE TABLE" in statement]
    assert "DEFAULT 'it''s new' NOT NULL" in create_table
    assert 'CONSTRAINT "named" CHECK' in create_table
