"""What the models declare is what stands in the database, table by table.

Every table is built a second time, by Django from its model alone, in a schema of its own. Columns (type, null,
default, comment), constraints and delete rules must then be those of the real table, wherever the real one comes
from: partitioned tables are made by files in sql/.
"""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState

from soleflip.postgres.names import plain_name
from tests.support.rows import our_models
from tests.support.sql import query

BUILT = "built_from_models"

COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
           pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum)
      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY a.attname"""
CHECKS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE conrelid = %s::regclass AND contype = 'c' ORDER BY 1"""
UNIQUES = """
    SELECT i.relname, pg_get_indexdef(x.indexrelid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
     WHERE x.indrelid = %s::regclass AND x.indisunique AND NOT x.indisprimary ORDER BY 1"""
DELETE_RULES = """
    SELECT a.attname, con.confdeltype, con.condeferrable, con.condeferred FROM pg_constraint con
      JOIN pg_attribute a ON a.attrelid = con.conrelid AND con.conkey = ARRAY[a.attnum]
     WHERE con.conrelid = %s::regclass AND con.contype = 'f' ORDER BY 1"""
TABLE_COMMENT = "SELECT obj_description(%s::regclass, 'pg_class')"
INDEXES = """
    SELECT i.relname, pg_get_indexdef(x.indexrelid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
     WHERE x.indrelid = %s::regclass AND NOT x.indisunique ORDER BY 1"""


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Table by real name: its copy, built from the model."""
    state = ProjectState.from_apps(apps)
    copies = {}
    for model in our_models():
        real = model._meta.db_table
        copies[real] = f'"{BUILT}"."{real.replace(chr(34), "").replace(".", "_")}"'
        state.models[model._meta.app_label, model._meta.model_name].options["db_table"] = copies[real]
    rendered = state.apps
    with django_db_blocker.unblock():
        query(f"CREATE SCHEMA {BUILT}")
        with connection.schema_editor() as editor:
            for model in our_models():
                editor.create_model(rendered.get_model(model._meta.label))
        yield copies
        query(f"SET client_min_messages = warning; DROP SCHEMA {BUILT} CASCADE; RESET client_min_messages")


def without_schema(rows) -> list[tuple]:
    """Definitions of indexes name their table: what is compared is the rest, whatever kind of table it is."""
    return [(name, re.sub(r" ON (ONLY )?\S+ ", " ", definition)) for name, definition in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("model", our_models(), ids=lambda model: plain_name(model._meta.db_table))
class TestTheTableIsWhatItsModelSays:
    def both(self, sql, model, built):
        return query(sql, model._meta.db_table), query(sql, built[model._meta.db_table])

    def test_columns(self, model, built):
        real, declared = self.both(COLUMNS, model, built)
        assert real == declared

    def test_checks(self, model, built):
        real, declared = self.both(CHECKS, model, built)
        assert real == declared

    def test_uniques(self, model, built):
        real, declared = self.both(UNIQUES, model, built)
        assert without_schema(real) == without_schema(declared)

    def test_delete_rules(self, model, built):
        real, declared = self.both(DELETE_RULES, model, built)
        assert real == declared

    def test_table_comment(self, model, built):
        real, declared = self.both(TABLE_COMMENT, model, built)
        assert real == declared

    def test_indexes_of_the_model_are_there(self, model, built):
        real, declared = self.both(INDEXES, model, built)
        assert set(without_schema(declared)) <= set(without_schema(real))
