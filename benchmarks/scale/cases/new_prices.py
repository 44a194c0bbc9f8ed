"""Many prices that were not there before, by COPY."""

import io

from scale.case import Way
from scale.chosen import CHOSEN, HISTORY, NAIVE, OURS, PriceCase
from scale.targets import TimesBetter
from scale.writing import Writes, execute, rows_added

BARE = "public.benchmark_bare"
COLUMNS = """
product_id, size_id, source_type, source_product_id, source_name, price_type, price_cents, currency, stock_quantity,
in_stock, condition, source_url, affiliate_link, supplier_id, last_updated"""
# Known prices from a source of other numbers.
NEW = "SELECT {} FROM {}".format(COLUMNS.replace("source_product_id", "'new-' || source_product_id"), CHOSEN)


class NewPrices(PriceCase):
    name = "new-prices"
    about = "COPY 200,000 new prices"
    targets = (TimesBetter(4),)

    def ways(self):
        self.choose(self.rows(200_000))
        execute(f"DROP TABLE IF EXISTS {BARE}")
        execute(f"CREATE TABLE {BARE} (LIKE {OURS} INCLUDING DEFAULTS)")
        self.text = as_text(NEW)
        return [
            Way("ours", lambda: self.written(OURS).time(lambda: self.copy(OURS), after=self.look)),
            Way("COPY without indexes", lambda: Writes(BARE).time(lambda: self.copy(BARE))),
            Way("naive", lambda: self.written(NAIVE).time(lambda: self.copy(NAIVE))),
        ]

    def copy(self, prices: str) -> None:
        from django.db import connection

        with connection.cursor() as cursor, cursor.copy(f"COPY {prices} ({COLUMNS}) FROM STDIN") as copy:
            copy.write(self.text)

    def look(self) -> None:
        self.counts |= {"prices added": rows_added(OURS), "rows of history": rows_added(HISTORY[OURS])}

    def leave(self) -> None:
        execute(f"DROP TABLE IF EXISTS {BARE}")
        super().leave()


def as_text(query: str) -> bytes:
    """The rows of a query as COPY reads them."""
    from django.db import connection

    text = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        for block in copy:
            text.write(block)
    return text.getvalue()
