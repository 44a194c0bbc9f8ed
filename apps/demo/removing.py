"""Takes the demo rows out again, all of them or none, and nothing that is somebody's own."""

from collections import Counter
from graphlib import TopologicalSorter

from django.db import connection, transaction
from psycopg import sql

from apps.demo import marks, rates
from apps.demo.copying import Copier, identifier
from apps.demo.demo_rows import is_demo, named_by, names_a_demo_row
from apps.demo.foreign_keys import ForeignKey, keys_to
from apps.demo.in_the_way import FOLLOWING, SHARED, refuse_what_is_in_the_way
from apps.demo.refreshing import refresh
from apps.demo.turn import take_turn
from apps.system.kept_tables import KEPT

RATES = "pricing.exchange_rates"  # of a day for which somebody has brought in another one, it is theirs
SALES = ("transactions.orders", "transactions.transactions")
# Sales of the demo that somebody has given to a lot of their own, or whose lot they have made one of another product:
# its figures and monthly sales have to follow.
MOVED = """
DELETE FROM {sales} sale
 WHERE {is_demo}
   AND NOT EXISTS (SELECT FROM products.inventory lot
                    WHERE lot.id = sale.inventory_id AND {is_demo_lot} AND {is_of_demo_product})"""
# What match_products has made of demo offers: their prices, and questions about no other offer that nobody answered.
MATCHED = {
    "integration.price_sources": """
DELETE FROM integration.price_sources price
 USING integration.awin_products offer
 WHERE {is_demo_offer}
   AND price.source_type = 'awin' AND price.source_product_id = offer.awin_product_id
   AND price.metadata ->> 'mirror_of' = 'integration.awin_products'""",
    "integration.match_questions": """
DELETE FROM integration.match_questions question
 WHERE question.answer_id IS NULL AND NOT question.is_none
   AND (SELECT bool_and({is_demo_offer})
          FROM integration.match_question_offers asked
          JOIN integration.awin_products offer ON offer.id = asked.awin_product_id
         WHERE asked.question_id = question.id)""",
}


def remove(*, dry_run: bool = False) -> dict[str, int]:
    """Delete the demo rows; returns how many of each table. Raises InTheWay, and has changed nothing then."""
    counts: Counter[str] = Counter()
    with transaction.atomic(), connection.cursor() as cursor:
        take_turn(cursor)
        keys = keys_to(cursor, list(marks.TABLES))
        for table, query in MATCHED.items():
            counts[table] += _run(cursor, query, is_demo_offer=is_demo("integration.awin_products", "offer"))
        refuse_what_is_in_the_way(cursor, keys)
        for table in SALES:
            counts[table] += _delete_moved_sales(cursor, table)
        copier = Copier(cursor, lambda rows: None)
        # All that is left would be told to lots that go in the next moment.
        with copier.without_triggers(SALES[0]), copier.without_triggers(SALES[1]):
            _delete_following(cursor, keys, counts)
            _delete_own(cursor, keys, counts)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # triggers cannot be switched on before
        transaction.set_rollback(dry_run)
    if not dry_run:
        refresh()
    return {table: count for table, count in counts.items() if count}


def _delete_moved_sales(cursor, table: str) -> int:
    return _run(
        cursor,
        MOVED,
        sales=identifier(table),
        is_demo=is_demo(table, "sale"),
        is_demo_lot=is_demo("products.inventory", "lot"),
        is_of_demo_product=named_by(sql.Identifier("lot", "product_id"), "products.products"),
    )


def _delete_following(cursor, keys: list[ForeignKey], counts: Counter[str]) -> None:
    for key in keys:
        if key.table in FOLLOWING:
            query = "DELETE FROM {table} child WHERE {names}"
            counts[key.table] += _run(cursor, query, table=identifier(key.table), names=names_a_demo_row(key))


def _delete_own(cursor, keys: list[ForeignKey], counts: Counter[str]) -> None:
    for table in _children_first(keys):
        query = sql.SQL("DELETE FROM {} child WHERE {}").format(identifier(table), is_demo(table, "child"))
        if table in SHARED:
            query += _is_left_alone(table, keys)
        cursor.execute(query)
        while deleted := cursor.rowcount:
            counts[table] += deleted
            if table not in SHARED:
                break
            cursor.execute(query)  # a brand is named by those that it makes, which are gone only now


def _is_left_alone(table: str, keys: list[ForeignKey]) -> sql.Composable:
    """Whether no row is left that names the fact; what is kept from a view names it only until it is refreshed."""
    condition = sql.SQL(" AND child.source = {}").format(sql.Literal(rates.SOURCE)) if table == RATES else sql.SQL("")
    for key in keys:
        if key.parent == table and key.table not in KEPT:
            condition += sql.SQL(" AND NOT EXISTS (SELECT FROM {} other WHERE other.{} = child.{})").format(
                identifier(key.table), sql.Identifier(key.column), sql.Identifier(key.parent_column)
            )
    return condition


def _run(cursor, query: str, **parts: sql.Composable) -> int:
    """Run a statement with its parts filled in; returns how many rows it has changed."""
    cursor.execute(sql.SQL(query).format(**parts))
    return cursor.rowcount


def _children_first(keys: list[ForeignKey]) -> list[str]:
    """All tables with demo rows of their own, each before those that it names."""
    before = {table: set() for table in marks.TABLES if table not in FOLLOWING}
    for key in keys:
        if key.table in before and key.parent in before and key.table != key.parent:
            before[key.parent].add(key.table)
    return list(TopologicalSorter(before).static_order())
