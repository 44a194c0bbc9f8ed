"""How much waits for somebody: of all rooms, in one question.

Asked one by one through the models, putting the questions together took several times as long as the answers.
"""

import datetime
from typing import NamedTuple

from django.db import connection

from apps.platforms.choices import OrderStatus
from apps.products.models.inventory_item import StockStatus

COUNTED = 1_000  # what somebody has to look at; beyond, the number says no more

# Sales are counted up to a limit; those without a payout from the latest, which lets an index be read only so far.
WAITING = """
SELECT (SELECT count(*)
          FROM (SELECT FROM transactions.orders
                 WHERE order_status = ANY (%(to_send)s)
                 LIMIT %(most)s) sale),
       (SELECT count(*)
          FROM (SELECT FROM transactions.orders
                 WHERE order_status = %(completed)s AND NOT payout_received AND sold_at < %(before)s
                 ORDER BY sold_at DESC
                 LIMIT %(most)s) sale),
       (SELECT count(*) FROM products.inventory WHERE status = %(error)s),
       (SELECT count(*) FROM integration.match_questions WHERE answer_id IS NULL AND NOT is_none)"""

STATES = {
    "to_send": [OrderStatus.PENDING.value, OrderStatus.AUTHENTICATED.value],
    "completed": OrderStatus.COMPLETED.value,
    "error": StockStatus.ERROR.value,
}


class Waiting(NamedTuple):
    """Sold pairs that have not been sent and sales that have not been paid out, both up to one more than COUNTED; lots
    that are marked as an error; match questions that nobody has answered."""

    pairs: int
    payouts: int
    errors: int
    questions: int


def waiting(before: datetime.datetime) -> Waiting:
    """What waits now; of the payouts, those for sales from before this moment."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"most": COUNTED + 1, "before": before, **STATES})
        return Waiting(*cursor.fetchone())
