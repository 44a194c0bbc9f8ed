"""Loads the demo data, all of it or nothing."""

from collections.abc import Callable

from django.db import connection, transaction

from apps.demo import (
    accounts,
    brands,
    figures,
    imports,
    legacy,
    listings,
    log,
    offers,
    people,
    price_history,
    products,
    questions,
    rates,
    rules,
    sales,
    sizes,
    stock,
    supplier_events,
    suppliers,
)
from apps.demo.copying import Copier
from apps.demo.guards import refuse_second_load
from apps.demo.lots import lots
from apps.demo.plan import PRICES, Plan, day
from apps.demo.prices import Prices
from apps.demo.products import Catalog
from apps.demo.refreshing import refresh
from apps.demo.turn import take_turn
from soleflip.acting.checking import CHECK_AT_ONCE

# Since which of the plan's months they hold rows.
PARTITIONED = {"integration.price_history": 0, "integration.awin_price_history": 0, "system.logs": -3}
COMPUTING = ("trigger_calculate_inventory_analytics", "monthly_sales_follow_insert")
# What follows from other rows asks for them: the planner has to know that they are many.
COUNTED = """
ANALYZE products.products, products.product_gtins, products.inventory, integration.price_sources, transactions.orders"""
LEAVES = 8.6  # rows of history and feeds of a price, about


def expected_rows(plan: Plan) -> int:
    """About how many rows a load copies: for a progress bar."""
    return round(plan.products * (PRICES * (1 + LEAVES) + 10) + (plan.sold + plan.unsold) * 3)


def make_partitions(plan: Plan) -> None:
    """The months that the history is of. They stay when the demo data goes: an empty month costs nothing.

    Not in the transaction of the load, which would keep the history locked until its end.
    """
    with connection.cursor() as cursor:
        for table, month in PARTITIONED.items():
            first_day = day(plan.months[month][0])
            cursor.execute("SELECT system.ensure_month_partitions(%s, 6, %s)", [table, first_day])


def load(plan: Plan, tell: Callable[[int], None] = lambda rows: None, *, dry_run: bool = False) -> int:
    """Copy everything in one transaction; returns how many rows. Raises Refused where demo data is there."""
    if not dry_run:
        make_partitions(plan)
    with transaction.atomic(), connection.cursor() as cursor:
        take_turn(cursor)
        if dry_run:
            make_partitions(plan)  # and taken back with the rest
        refuse_second_load()  # once more: somebody may have been quicker
        # Keys are checked at the end of each statement: ten million checks would fill the memory until the commit.
        cursor.execute(CHECK_AT_ONCE)
        copier = Copier(cursor, tell)
        _copy_all(copier, plan)
        transaction.set_rollback(dry_run)
    if not dry_run:
        refresh()
    return copier.rows


def _copy_all(copier: Copier, plan: Plan) -> None:
    catalog = Catalog(plan)
    brand_ids, runs, shops = brands.copy(copier, plan), sizes.copy(copier, plan), suppliers.copy(copier, plan)
    rates.copy(copier, plan)
    products.copy(copier, catalog, brand_ids, runs)
    prices = Prices(catalog, runs, shops)
    prices.copy(copier)
    price_history.copy(copier, prices)
    _copy_trade(copier, catalog, runs, shops)
    copier.cursor.execute(COUNTED)
    accounts.copy(copier, catalog, shops)
    supplier_events.copy(copier, plan, shops)
    rules.copy(copier, plan, brand_ids)
    for noun in (people, offers, questions, imports, figures, log):
        noun.copy(copier, plan)
    legacy.copy_prices(copier, plan)


def _copy_trade(copier: Copier, catalog: Catalog, runs, shops) -> None:
    plan = catalog.plan
    copier.cursor.execute("SELECT slug, id::text FROM core.platforms")
    platforms = dict(copier.cursor.fetchall())
    # Sales come first and their lots last: the figures of lots and the monthly sales are then computed once, as the
    # lots come in. The other triggers would do it again and again.
    with (
        copier.without_triggers("transactions.orders"),
        copier.without_triggers("transactions.transactions"),
        copier.without_triggers("platforms.stockx_listings"),
        copier.without_triggers("products.inventory", keep=COMPUTING),
    ):
        copier.cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        sales.copy(copier, plan, platforms, lots(catalog, runs, shops))
        legacy.copy_sales(copier, plan, platforms, lots(catalog, runs, shops))
        listings.copy(copier, plan, lots(catalog, runs, shops))
        stock.copy(copier, plan, runs, lots(catalog, runs, shops))
        copier.cursor.execute(CHECK_AT_ONCE)
    listings.copy_asks(copier, plan, lots(catalog, runs, shops))
