"""Long names and comments of indexes. Every test fails on Django's engine."""

from django.db import models
from django.db.migrations import AddIndex, AlterModelTable, RemoveIndex, RenameIndex

from soleflip.postgres.indexes import Index

from . import catalog
from .project import table

CODE = ("code", models.IntegerField())
OPEN_ORDERS = {"fields": ["code"], "name": "code_idx", "comment": "The list of 'open' orders, 100% of it"}


def test_the_comment_is_written_with_the_table(project):
    project.migrate(table("Brand", '"core"."brands"', CODE, indexes=[Index(**OPEN_ORDERS)]))
    assert catalog.index_comment("core.code_idx") == OPEN_ORDERS["comment"]


def test_the_comment_is_written_with_an_index_that_comes_later(project):
    project.migrate(table("Brand", '"core"."brands"', CODE))
    project.migrate(AddIndex("Brand", Index(**OPEN_ORDERS)))
    assert catalog.index_comment("core.code_idx") == OPEN_ORDERS["comment"]


def test_the_comment_follows_a_table_moved_in_the_same_migration(project):
    project.migrate(
        table("Brand", '"core"."brands"', CODE, indexes=[Index(**OPEN_ORDERS)]),
        AlterModelTable("Brand", '"pricing"."brands"'),
    )
    assert catalog.index_comment("pricing.code_idx") == OPEN_ORDERS["comment"]


def test_the_comment_stays_through_a_rename(project):
    project.migrate(table("Brand", '"core"."brands"', CODE, indexes=[Index(**OPEN_ORDERS)]))
    project.migrate(RenameIndex("Brand", new_name="brand_code_idx", old_name="code_idx"))
    assert catalog.index_comment("core.brand_code_idx") == OPEN_ORDERS["comment"]


def test_an_index_made_and_removed_in_one_migration_leaves_no_comment_behind(project):
    project.migrate(
        table("Brand", '"core"."brands"', CODE, indexes=[Index(**OPEN_ORDERS)]), RemoveIndex("Brand", "code_idx")
    )
    project.migrate(AddIndex("Brand", Index(**OPEN_ORDERS)), RemoveIndex("Brand", "code_idx"))
    assert catalog.indexes("core.brands") == set()
