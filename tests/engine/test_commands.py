"""Management commands and test cases over many schemas. Every test fails on Django's engine."""

import unittest
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TransactionTestCase

from . import catalog
from .shop.models import Brand, Color, MarketPrice, Price, Size

pytestmark = pytest.mark.usefixtures("shop")

ROWS = ("core.brands", "core.brands_sizes", "public.sizes", "public.colors", "integration.prices", "pricing.prices")


def run(*arguments, **options):
    output = StringIO()
    call_command(*arguments, database="engine", verbosity=1, no_color=True, stdout=output, **options)
    return output.getvalue()


def inspected(*arguments, **options):
    return run("inspectdb", *arguments, **options)


@pytest.fixture
def tables(shop):
    run("migrate")


def write_rows():
    brand = Brand.objects.using("engine").create(name="Nike")
    size = Size.objects.using("engine").create(label="42")
    brand.sizes.add(size)
    Color.objects.using("engine").create(label="red")
    market_price = MarketPrice.objects.using("engine").create(brand=brand)
    Price.objects.using("engine").create(brand=brand, size=size, market_price=market_price)


def row_counts():
    return {relation: catalog.count(relation) for relation in ROWS}


def test_flush_empties_the_tables_of_all_schemas(tables):
    write_rows()
    run("flush", interactive=False)
    assert row_counts() == dict.fromkeys(ROWS, 0)


def test_flush_starts_the_sequences_of_all_schemas_anew(tables):
    write_rows()
    run("flush", interactive=False)
    write_rows()
    assert Price.objects.using("engine").get().pk == 1
    assert catalog.value("SELECT max(id) FROM core.brands_sizes") == 1


def run_case(body, **attributes):
    case = type("Case", (TransactionTestCase,), {"databases": {"engine"}, "runTest": body, **attributes})
    result = unittest.TestResult()
    unittest.TestSuite([case()]).run(result)
    assert not result.errors + result.failures


def test_a_transaction_test_case_leaves_no_rows(tables):
    run_case(lambda case: write_rows())
    assert row_counts() == dict.fromkeys(ROWS, 0)


def test_a_transaction_test_case_resets_sequences_before_it_begins(tables):
    write_rows()
    first_ids = []
    run("flush", interactive=False, reset_sequences=False)
    run_case(lambda case: first_ids.append(Brand.objects.using("engine").create().pk), reset_sequences=True)
    assert first_ids == [1]


def test_migrate_fake_initial_sees_the_tables(tables):
    catalog.execute("DELETE FROM django_migrations")
    assert "Applying shop.0001_initial... FAKED" in run("migrate", fake_initial=True)


def test_inspectdb_writes_the_tables_of_all_schemas_in_full(tables):
    output = inspected()
    assert "class CoreBrands(models.Model):" in output
    for name in ('"core"."brands"', '"core"."brands_sizes"', '"pricing"."prices"', '"integration"."prices"'):
        assert f"db_table = '{name}'" in output
    assert "db_table = 'sizes'" in output


def test_inspectdb_follows_foreign_keys_into_other_schemas(tables):
    output = inspected('"pricing"."prices"')
    assert "brand = models.ForeignKey('CoreBrands', models.DO_NOTHING)" in output
    assert "size = models.ForeignKey('Sizes', models.DO_NOTHING)" in output
    assert "market_price = models.ForeignKey('IntegrationPrices', models.DO_NOTHING, blank=True, null=True)" in output


def test_inspectdb_keeps_tables_of_the_same_name_apart(tables):
    output = inspected('"integration"."prices"')
    assert "class IntegrationPrices(models.Model):" in output
    assert "size" not in output


def test_inspectdb_takes_an_enum_for_text(engine):
    catalog.execute(
        "CREATE TYPE auth.role AS ENUM ('user'); CREATE TABLE auth.users (id int PRIMARY KEY, role auth.role)"
    )
    assert "role = models.TextField(blank=True, null=True)  # This field type is a guess." in inspected()


def test_inspectdb_shows_views_and_partitions_of_other_schemas_when_asked(engine):
    catalog.execute(
        """
        CREATE TABLE core.events (id int) PARTITION BY RANGE (id);
        CREATE TABLE core.events_1 PARTITION OF core.events FOR VALUES FROM (1) TO (2);
        CREATE VIEW core.recent AS SELECT id FROM core.events
        """
    )
    assert "class CoreEvents(" in inspected()
    assert "class CoreEvents1(" not in inspected()
    assert "class CoreEvents1(" in inspected(include_partitions=True)
    assert "class CoreRecent(" not in inspected()
    assert "class CoreRecent(" in inspected(include_views=True)


def test_loaddata_leaves_the_sequences_behind_the_rows(tables, tmp_path):
    # setval() works on Django's engine as well; that the flush before emptied the table does not.
    write_rows()
    fixture = tmp_path / "prices.json"
    call_command("dumpdata", "shop", database="engine", output=str(fixture), verbosity=0)
    run("flush", interactive=False)
    assert catalog.count("core.brands") == 0
    run("loaddata", str(fixture))
    assert Brand.objects.using("engine").create().pk == 2
