"""Whatever happens in whatever order, by two programs at once, killed in between: what is kept is what is true.

A state machine on a database of its own, whose changes are committed.
"""

import datetime
from contextlib import suppress

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from apps.system.kept_tables import KEPT
from tests.support.command_line import database_url
from tests.support.kept import TRUTHS
from tests.support.rows import make

OPEN = st.booleans()  # which of the two programs
SHOES, SIZES = 3, 3
FIRST = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)
WRITTEN = """
    transactions.orders integration.price_sources products.inventory products.products public.sizes
    pricing.exchange_rates""".split()
PRICE = """
INSERT INTO integration.price_sources
       (product_id, size_id, source_type, source_product_id, price_type, price_cents, currency, in_stock)
VALUES (%s, %s, %s, gen_random_uuid()::text, %s, %s, %s, %s)"""
SALE = """
INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at)
VALUES (%s, (SELECT id FROM core.platforms WHERE slug = 'stockx'), %s, %s)"""


class TwoPrograms(RuleBasedStateMachine):
    """Two connections that write prices, rates, fees, sizes, sales, lots and brands, each in its own transaction."""

    database = ""

    def __init__(self):
        super().__init__()
        self.programs = {which: psycopg.connect(database_url(self.database)) for which in (True, False)}

    @initialize()
    def a_shop(self):
        """Products with a price, sizes, lots and brands; the rest comes by chance."""
        self.shoes = [make("products.Product") for _ in range(SHOES)]
        self.sizes = [
            make("products.Size", value=f"{40 + n}", region="EU", standardized_value=40) for n in range(SIZES)
        ]
        self.lots = [make("products.InventoryItem", product=shoe, quantity=9) for shoe in self.shoes]
        self.brands = [make("core.Brand") for _ in range(2)]

    def run(self, which: bool, statement: str, *parameters):
        """A statement of a program; one that the other one blocks, or that fails, is as if it had not been."""
        program = self.programs[which]
        with suppress(psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected), program.transaction():
            program.execute("SET LOCAL lock_timeout = '20ms'")
            program.execute(statement, parameters)

    # --- prices ---

    @rule(
        which=OPEN, shoe=st.integers(0, SHOES - 1), size=st.integers(-1, SIZES - 1),
        kind=st.sampled_from(["retail", "resale"]), cents=st.integers(1, 30_000),
        currency=st.sampled_from(["EUR", "EUR", "USD"]), in_stock=st.booleans(),
    )  # fmt: skip
    def a_price(self, which, shoe, size, kind, cents, currency, in_stock):
        source = "awin" if kind == "retail" else "stockx"
        size_id = None if size < 0 else self.sizes[size].pk
        self.run(which, PRICE, self.shoes[shoe].pk, size_id, source, kind, cents, currency, in_stock)

    @rule(which=OPEN, shoe=st.integers(0, SHOES - 1), by=st.integers(-9_000, 9_000))
    def all_prices_of_a_product(self, which, shoe, by):
        change = (
            "UPDATE integration.price_sources SET price_cents = greatest(price_cents + %s, 0) WHERE product_id = %s"
        )
        self.run(which, change, by, self.shoes[shoe].pk)

    @rule(which=OPEN, one=st.integers(0, SHOES - 1), other=st.integers(0, SHOES - 1))
    def prices_that_move(self, which, one, other):
        move = "UPDATE integration.price_sources SET product_id = %s WHERE product_id = %s AND price_type = 'resale'"
        self.run(which, move, self.shoes[other].pk, self.shoes[one].pk)

    @rule(which=OPEN, shoe=st.integers(0, SHOES - 1))
    def prices_that_go(self, which, shoe):
        gone = "DELETE FROM integration.price_sources WHERE product_id = %s AND NOT in_stock"
        self.run(which, gone, self.shoes[shoe].pk)

    @rule(which=OPEN, shoe=st.integers(0, SHOES - 1))
    def stock_that_turns(self, which, shoe):
        turn = "UPDATE integration.price_sources SET in_stock = NOT in_stock WHERE product_id = %s"
        self.run(which, turn, self.shoes[shoe].pk)

    # --- what prices rest on ---

    @rule(which=OPEN, size=st.integers(0, SIZES - 1), eu=st.sampled_from([None, 40, 41]))
    def a_size(self, which, size, eu):
        self.run(which, "UPDATE public.sizes SET standardized_value = %s WHERE id = %s", eu, self.sizes[size].pk)

    @rule(which=OPEN, units=st.sampled_from(["0.5", "1.25", "2"]))
    def a_rate(self, which, units):
        rate = """
            INSERT INTO pricing.exchange_rates (date, base, quote, rate)
            VALUES ((now() AT TIME ZONE 'UTC')::date, 'EUR', 'USD', %s)
            ON CONFLICT (base, quote, date) DO UPDATE SET rate = excluded.rate"""
        self.run(which, rate, units)

    @rule(which=OPEN, percent=st.integers(0, 20))
    def fees(self, which, percent):
        self.run(which, "UPDATE pricing.platform_fees SET seller_percent = %s WHERE valid_to IS NULL", percent)

    # --- sales ---

    @rule(which=OPEN, lot=st.integers(0, SHOES - 1), cents=st.integers(1, 300), months=st.integers(0, 2))
    def a_sale(self, which, lot, cents, months):
        self.run(which, SALE, self.lots[lot].pk, cents, FIRST + datetime.timedelta(31 * months))

    @rule(which=OPEN, by=st.integers(1, 40))
    def sales_of_another_month(self, which, by):
        self.run(which, "UPDATE transactions.orders SET sold_at = sold_at + make_interval(days => %s)", by)

    @rule(which=OPEN, lot=st.integers(0, SHOES - 1))
    def sales_that_go(self, which, lot):
        self.run(which, "DELETE FROM transactions.orders WHERE inventory_id = %s", self.lots[lot].pk)

    @rule(which=OPEN, shoe=st.integers(0, SHOES - 1), brand=st.sampled_from([None, 0, 1]))
    def a_brand(self, which, shoe, brand):
        brand_id = None if brand is None else self.brands[brand].pk
        self.run(which, "UPDATE products.products SET brand_id = %s WHERE id = %s", brand_id, self.shoes[shoe].pk)

    @rule(which=OPEN, status=st.sampled_from(["pending", "completed", "cancelled"]), lot=st.integers(0, SHOES - 1))
    def a_status(self, which, status, lot):
        change = "UPDATE transactions.orders SET order_status = %s WHERE inventory_id = %s"
        self.run(which, change, status, self.lots[lot].pk)

    @rule(which=OPEN, profit=st.sampled_from([None, 5, "NaN"]), lot=st.integers(0, SHOES - 1))
    def a_profit(self, which, profit, lot):
        change = "UPDATE transactions.orders SET net_profit = %s WHERE inventory_id = %s"
        self.run(which, change, profit, self.lots[lot].pk)

    # --- stock ---

    @rule(
        which=OPEN, lot=st.integers(0, SHOES - 1), pairs=st.integers(0, 3),
        status=st.sampled_from(["in_stock", "listed", "sold", "error"]),
    )  # fmt: skip
    def a_lot(self, which, lot, pairs, status):
        change = "UPDATE products.inventory SET quantity = %s, status = %s WHERE id = %s"
        self.run(which, change, pairs, status, self.lots[lot].pk)

    @rule(
        which=OPEN, lot=st.integers(0, SHOES - 1), price=st.sampled_from([None, 80, 90, "NaN"]),
        bought=st.sampled_from([None, "infinity", "-infinity", "2026-03-14 23:59:59.999999Z", "2026-03-15 00:00Z"]),
    )  # fmt: skip
    def a_purchase(self, which, lot, price, bought):
        change = "UPDATE products.inventory SET purchase_price = %s, purchase_date = %s WHERE id = %s"
        self.run(which, change, price, bought, self.lots[lot].pk)

    # --- how transactions end ---

    @rule(which=OPEN)
    def commit(self, which):
        self.programs[which].commit()

    @rule(which=OPEN)
    def take_back(self, which):
        self.programs[which].rollback()

    @rule(which=OPEN)
    def kill(self, which):
        """The program's process of the server ends in the middle of what it does."""
        with psycopg.connect(database_url(self.database), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [self.programs[which].info.backend_pid])
        self.programs[which].close()
        self.programs[which] = psycopg.connect(database_url(self.database))

    # --- readers, within the transaction of a program too ---

    @rule(which=OPEN, most=st.sampled_from([None, 1, 2]))
    def refresh_opportunities(self, which, most):
        self.run(which, "SELECT integration.refresh_opportunities(most => %s)", most)

    @rule(which=OPEN, table=st.sampled_from(sorted(TRUTHS)))
    def refresh(self, which, table):
        self.run(which, f"SELECT {KEPT[table].function}()")

    @precondition(lambda self: hasattr(self, "shoes"))
    @invariant()
    def what_is_committed_is_kept_once_somebody_looks(self):
        """A reader who works off the notes sees the truth, whatever others have not committed yet.

        Looked at in a transaction that is taken back, so that later steps meet what was left.
        """
        with psycopg.connect(database_url(self.database)) as reader:
            for kept, (truth, query) in TRUTHS.items():
                if reader.execute(f"SELECT * FROM {KEPT[kept].function}(patient => false)").fetchone() is None:
                    continue  # a program holds the turn: what it has done is seen once it is committed
                assert reader.execute(query.format(kept)).fetchall() == reader.execute(query.format(truth)).fetchall()
            reader.rollback()

    def teardown(self):
        for program in self.programs.values():
            program.close()
        with psycopg.connect(database_url(self.database)) as cleaner:
            for table in (
                "transactions.orders",
                "integration.price_sources",
                "products.inventory",
                "products.products",
            ):
                cleaner.execute(f"DELETE FROM {table}")
            cleaner.execute("DELETE FROM pricing.exchange_rates")
            cleaner.execute("DELETE FROM public.sizes")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_is_true(committed, seed):
    machine = type("Machine", (TwoPrograms,), {"database": committed})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            derandomize=False,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
