"""Takes the demo rows out again, and nothing that is somebody's own.

What only tells of a row, such as its history, goes with it, whoever wrote it. A row of somebody's own that names a demo
row is in the way: it would be lost, or lose what it says. Brands and sizes are facts of the world: those that rows of
somebody's own name stay, and the next load takes them as they are.
"""

from collections.abc import Iterator
from graphlib import TopologicalSorter

from django.db import connection, transaction
from psycopg import sql

from apps.demo import marks
from apps.demo.copying import Copier, identifier
from apps.demo.foreign_keys import ForeignKey, keys_to
from apps.demo.refreshing import refresh
from apps.demo.turn import take_turn

FOLLOWING = (
    "analytics.monthly_sales",
    "core.supplier_performance",
    "integration.awin_price_history",
    "integration.price_history",
    "platforms.pricing_history",
    "public.django_admin_log",  # what a demo person did
)
SHARED = ("core.brands", "public.sizes")
SALES = ("transactions.orders", "transactions.transactions")
# Sales of the demo that somebody has given to a lot of their own, or whose lot they have made one of another product:
# its figures and monthly sales have to follow.
MOVED = {
    "transactions.orders": """
DELETE FROM transactions.orders sale
 WHERE sale.id BETWEEN %(transactions_orders_low)s AND %(transactions_orders_high)s
   AND NOT EXISTS (
       SELECT FROM products.inventory lot
        WHERE lot.id = sale.inventory_id
          AND lot.id BETWEEN %(products_inventory_low)s AND %(products_inventory_high)s
          AND lot.product_id BETWEEN %(products_products_low)s AND %(products_products_high)s)""",
    "transactions.transactions": """
DELETE FROM transactions.transactions sale
 WHERE sale.id BETWEEN %(transactions_transactions_low)s AND %(transactions_transactions_high)s
   AND NOT EXISTS (
       SELECT FROM products.inventory lot
        WHERE lot.id = sale.inventory_id
          AND lot.id BETWEEN %(products_inventory_low)s AND %(products_inventory_high)s
          AND lot.product_id BETWEEN %(products_products_low)s AND %(products_products_high)s)""",
}


class InTheWay(Exception):
    """Rows of somebody's own name demo rows. The text is a sentence."""


def remove(*, dry_run: bool = False) -> dict[str, int]:
    """Delete the demo rows, all or none; returns how many of each table. Raises InTheWay."""
    with transaction.atomic(), connection.cursor() as cursor:
        take_turn(cursor)
        keys = keys_to(cursor, list(marks.TABLES))
        if sentences := list(_in_the_way(cursor, keys)):
            raise InTheWay(" ".join(sentences))
        counts = _delete(cursor, keys)
        transaction.set_rollback(dry_run)
    if not dry_run:
        refresh()
    return {table: count for table, count in counts.items() if count}


def _in_the_way(cursor, keys: list[ForeignKey]) -> Iterator[str]:
    for key in keys:
        if key.table in FOLLOWING or key.parent in SHARED:
            continue
        query = sql.SQL("SELECT count(*), min({example}::text) FROM {table} child WHERE {names} AND NOT {own}").format(
            example=sql.Identifier("child", key.told_by),
            table=identifier(key.table),
            names=_names_a_demo_row(key),
            own=_is_demo(key.table, "child"),
        )
        cursor.execute(query)
        count, example = cursor.fetchone()
        if count:
            yield (
                f"{count:,} of your own rows in {key.table} ({example}{' and others' if count > 1 else ''}) name demo "
                f"rows of {key.parent} as {key.column}: delete them or let them name others, then try again."
            )


def _delete(cursor, keys: list[ForeignKey]) -> dict[str, int]:
    counts = {table: _run(cursor, MOVED[table], marks.parameters(0)) for table in SALES}
    copier = Copier(cursor, lambda rows: None)
    with copier.without_triggers(SALES[0]), copier.without_triggers(SALES[1]):
        for key in keys:
            if key.table in FOLLOWING:
                query = sql.SQL("DELETE FROM {} child WHERE {}").format(identifier(key.table), _names_a_demo_row(key))
                counts[key.table] = counts.get(key.table, 0) + _run(cursor, query)
        for table in _children_first(keys):
            query = sql.SQL("DELETE FROM {} child WHERE {}").format(identifier(table), _is_demo(table, "child"))
            for key in keys if table in SHARED else ():
                if key.parent == table:
                    query += sql.SQL(" AND NOT EXISTS (SELECT FROM {} other WHERE other.{} = child.{})").format(
                        identifier(key.table), sql.Identifier(key.column), sql.Identifier(key.parent_column)
                    )
            counts[table] = counts.get(table, 0) + _run(cursor, query)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # triggers cannot be switched on before
    return counts


def _run(cursor, query, parameters: dict | None = None) -> int:
    cursor.execute(query, parameters)
    return cursor.rowcount


def _children_first(keys: list[ForeignKey]) -> list[str]:
    """All tables with demo rows, each before those that it names."""
    before = {table: set() for table in marks.TABLES if table not in FOLLOWING}
    for key in keys:
        if key.table in before and key.parent in before and key.table != key.parent:
            before[key.parent].add(key.table)
    return list(TopologicalSorter(before).static_order())


def _names_a_demo_row(key: ForeignKey) -> sql.Composable:
    column = sql.Identifier("child", key.column)
    if key.parent_column == "id":
        return _between(column, key.parent)
    return sql.SQL("{} IN (SELECT parent.{} FROM {} parent WHERE {})").format(
        column, sql.Identifier(key.parent_column), identifier(key.parent), _is_demo(key.parent, "parent")
    )


def _is_demo(table: str, alias: str) -> sql.Composable:
    return _between(sql.Identifier(alias, "id"), table) if table in marks.TABLES else sql.SQL("false")


def _between(column: sql.Composable, table: str) -> sql.Composable:
    low, high = marks.bounds(table)
    return sql.SQL("{} BETWEEN {}::uuid AND {}::uuid").format(column, sql.Literal(low), sql.Literal(high))
