"""Rows locked across schemas. Every test fails on Django's engine."""

import pytest
from django.db import NotSupportedError, models, transaction

from . import catalog
from .project import APP, table


@pytest.fixture
def prices(project):
    """A price and the market price it follows: two tables of one name."""
    project.migrate(
        table("Brand", '"core"."brands"'),
        table("MarketPrice", '"integration"."prices"'),
        table(
            "Price",
            '"pricing"."prices"',
            ("brand", models.ForeignKey(f"{APP}.brand", models.CASCADE)),
            ("follows", models.ForeignKey(f"{APP}.marketprice", models.CASCADE, null=True)),
        ),
    )
    brand = project.objects("Brand").create()
    market_price = project.objects("MarketPrice").create()
    project.objects("Price").create(brand=brand, follows=market_price)
    with transaction.atomic(using="engine"):
        yield project.objects("Price")


def locked_relations():
    """The tables with row locks of this transaction."""
    rows = catalog.query(
        """
        SELECT DISTINCT relation::regclass::text FROM pg_locks
        WHERE pid = pg_backend_pid() AND mode = 'RowShareLock' AND locktype = 'relation'
            AND relation IN (SELECT indrelid FROM pg_index WHERE NOT indrelid::regclass::text ~ '^pg_')
        """
    )
    return {name for (name,) in rows}


def test_the_rows_of_one_table_are_locked(prices):
    list(prices.select_related("brand").select_for_update(of=("self",)))
    assert locked_relations() == {"pricing.prices"}


def test_the_rows_of_a_related_table_are_locked(prices):
    list(prices.select_related("brand").select_for_update(of=("brand",)))
    assert locked_relations() == {"core.brands"}


def test_the_rows_of_both_are_locked(prices):
    list(prices.select_related("brand").select_for_update(of=("self", "brand"), no_key=True))
    assert locked_relations() == {"pricing.prices", "core.brands"}


def test_a_name_that_fits_two_tables_of_the_query_is_refused(prices):
    query = prices.select_related("brand", "follows").select_for_update(of=("self",))
    with pytest.raises(NotSupportedError, match=r'cannot tell "pricing"\."prices" and "integration"\."prices" apart'):
        query.query.get_compiler("engine").as_sql()


def test_a_name_that_fits_one_table_is_fine_beside_two_of_another_name(prices):
    prices = prices.filter(follows__isnull=False).select_related("brand", "follows")
    sql = str(prices.select_for_update(of=("brand",)).query.get_compiler("engine").as_sql()[0])
    assert sql.endswith('FOR UPDATE OF "brands"')
