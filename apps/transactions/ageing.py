"""Renews the days on the shelf of unsold lots, which stand still in the database between two writes."""

from collections.abc import Callable

from django.db import connection, transaction

AT_ONCE = 5_000  # lots that are locked at a time

# Unsold lots whose days have changed. A lot without the status sold may have a sale already, with which its days ended.
DUE = """
  FROM products.inventory i
 WHERE i.status <> 'sold' AND i.shelf_life_days IS DISTINCT FROM products.days_on_the_shelf(i.purchase_date, now())
   AND NOT EXISTS (SELECT FROM transactions.orders o WHERE o.inventory_id = i.id AND o.order_status <> 'cancelled')
   AND NOT EXISTS (SELECT FROM transactions.transactions t WHERE t.inventory_id = i.id AND t.status = 'completed')"""
COUNT = f"SELECT count(*) {DUE}"
# trigger_calculate_inventory_analytics computes the figure, as for every write. Whoever holds a lot is not waited for.
RENEW = f"""
WITH due AS (
    SELECT i.id {DUE} AND (%(after)s::uuid IS NULL OR i.id > %(after)s)
     ORDER BY i.id LIMIT %(limit)s FOR NO KEY UPDATE OF i SKIP LOCKED
), renewed AS (
    UPDATE products.inventory i SET shelf_life_days = products.days_on_the_shelf(i.purchase_date, now())
      FROM due WHERE due.id = i.id
    RETURNING i.id
)
SELECT count(*), (array_agg(id ORDER BY id DESC))[1] FROM renewed"""  # noqa: S608 put together from constants of this file


def count_due() -> int:
    """How many unsold lots have a figure of another day."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return cursor.fetchone()[0]


def age_inventory(on_progress: Callable[[int], None] = lambda renewed: None) -> int:
    """Renew the days of all unsold lots, some thousands in a transaction; return how many had another figure.

    Lots that somebody else is writing at that moment are passed over. `on_progress` hears the number so far.
    """
    renewed, after, number = 0, None, AT_ONCE
    while number == AT_ONCE:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(RENEW, {"after": after, "limit": AT_ONCE})
            number, after = cursor.fetchone()
        renewed += number
        on_progress(renewed)
    return renewed
