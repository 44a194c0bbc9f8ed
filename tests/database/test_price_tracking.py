"""price_change_trigger and awin_price_change_trigger: every first sight and every real change is kept, nothing else."""

import pytest
from django.db import connection

from tests.support.rows import make
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db


def history(source) -> list[tuple]:
    """Price in cents, stock state and quantity, oldest first."""
    return query(
        """SELECT price_cents, in_stock, stock_quantity FROM integration.price_history
            WHERE price_source_id = %s ORDER BY recorded_at""",
        source.pk,
    )


def update(source, assignments):
    query(f"UPDATE integration.price_sources SET {assignments} WHERE id = %s", source.pk)


@pytest.fixture
def source(db):
    return make("integration.PriceSource", price_cents=12000, in_stock=True, stock_quantity=3)


def test_the_first_sight_of_a_price_is_kept(source):
    assert history(source) == [(12000, True, 3)]


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ("price_cents = 9900", (9900, True, 3)),
        ("in_stock = false", (12000, False, 3)),
        ("stock_quantity = 0", (12000, True, 0)),
        ("stock_quantity = NULL", (12000, True, None)),
    ],
)
def test_every_real_change_is_kept_in_order(source, change, kept):
    update(source, change)
    assert history(source) == [(12000, True, 3), kept]


@pytest.mark.parametrize("change", ["price_cents = price_cents", "last_updated = now()", "metadata = '{}'"])
def test_a_write_that_changes_no_price_leaves_no_trace(source, change):
    update(source, change)
    assert len(history(source)) == 1


def test_an_upsert_is_kept_once(source):
    columns = "product_id, source_type, source_product_id, price_type, price_cents, in_stock, stock_quantity"
    for price in (8800, 8800):
        query(
            f"""INSERT INTO integration.price_sources ({columns})
                SELECT {columns.replace("price_cents", str(price))} FROM integration.price_sources WHERE id = %s
                ON CONFLICT (product_id, source_type, source_product_id) WHERE size_id IS NULL
                DO UPDATE SET price_cents = excluded.price_cents""",
            source.pk,
        )
    assert history(source) == [(12000, True, 3), (8800, True, 3)]


def test_a_statement_over_many_prices_keeps_each_change():
    sources = [make("integration.PriceSource", price_cents=cents) for cents in (1000, 2000, 3000)]
    query("UPDATE integration.price_sources SET price_cents = greatest(price_cents, 2000)")
    assert [len(history(source)) for source in sources] == [2, 1, 1]


def test_changes_within_one_statement_keep_their_order(source):
    query(f"""DO $$ BEGIN
        UPDATE integration.price_sources SET price_cents = 300 WHERE id = '{source.pk}';
        UPDATE integration.price_sources SET price_cents = 100 WHERE id = '{source.pk}';
        UPDATE integration.price_sources SET price_cents = 200 WHERE id = '{source.pk}';
        END $$""")
    assert [price for price, *_ in history(source)] == [12000, 300, 100, 200]
    assert value("SELECT count(DISTINCT recorded_at) FROM integration.price_history") == 4


def test_pages_of_prices_have_room_for_changes():
    assert value("SELECT reloptions FROM pg_class WHERE oid = 'integration.price_sources'::regclass") == [
        "fillfactor=80"
    ]


def test_history_goes_with_its_price(source):
    query("DELETE FROM integration.price_sources WHERE id = %s", source.pk)
    assert history(source) == []


def test_price_changes_stay_hot_updates(source):
    """No index entry is written for a price change: PostgreSQL counts it as a heap-only update."""
    hot = "SELECT pg_stat_get_xact_tuples_hot_updated('integration.price_sources'::regclass)"
    before = value(hot)
    update(source, "price_cents = 9900, in_stock = false, stock_quantity = 0, last_updated = now(), updated_at = now()")
    assert value(hot) == before + 1


def awin_history(product) -> list[tuple]:
    return query(
        """SELECT price_cents, in_stock FROM integration.awin_price_history
            WHERE awin_product_id = %s ORDER BY recorded_at""",
        product.awin_product_id,
    )


@pytest.fixture
def offer(db):
    return make("integration.AwinProduct", retail_price_cents=13000, in_stock=True)


def test_the_first_sight_of_an_offer_is_kept(offer):
    assert awin_history(offer) == [(13000, True)]


def test_a_withdrawn_price_is_a_change(offer):
    query("UPDATE integration.awin_products SET retail_price_cents = NULL WHERE id = %s", offer.pk)
    assert awin_history(offer) == [(13000, True), (None, True)]


def test_an_offer_without_a_price_is_taken():
    assert awin_history(make("integration.AwinProduct", retail_price_cents=None)) == [(None, False)]


def test_an_offer_that_comes_back_into_stock_is_a_change(offer):
    for in_stock in ("false", "true"):
        query(f"UPDATE integration.awin_products SET in_stock = {in_stock} WHERE id = %s", offer.pk)
    assert awin_history(offer) == [(13000, True), (13000, False), (13000, True)]


def test_a_new_description_of_an_offer_is_no_change(offer):
    query("UPDATE integration.awin_products SET description = 'new', last_updated = now() WHERE id = %s", offer.pk)
    assert len(awin_history(offer)) == 1


def test_copy_is_tracked_too():
    product = make("products.Product")
    columns = "product_id, source_type, source_product_id, price_type, price_cents"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY integration.price_sources ({columns}) FROM STDIN") as copy,
    ):
        for number in range(5):
            copy.write_row((product.pk, "ebay", str(number), "resale", 5000 + number))
    assert value("SELECT count(*) FROM integration.price_history") == 5
