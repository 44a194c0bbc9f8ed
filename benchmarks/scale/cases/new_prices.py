"""Many prices that were not there before, by COPY."""

import io

from scale.case import Way
from scale.chosen import CHOSEN, HISTORY, NAIVE, OURS, PriceCase
from scale.targets import TimesBetter
from scale.writing import Writes, execute, rows_added

BARE, KEYED, KEYED_HISTORY = "public.benchmark_bare", "public.benchmark_keyed", "public.benchmark_keyed_history"
COLUMNS = """
product_id, size_id, source_type, source_product_id, source_name, price_type, price_cents, currency, stock_quantity,
in_stock, condition, source_url, affiliate_link, supplier_id, last_updated"""
# Known prices from a source of other numbers.
NEW = "SELECT {} FROM {}".format(COLUMNS.replace("source_product_id", "'new-' || source_product_id"), CHOSEN)

# Ours without any index but the primary key, to which its history refers: promises are kept, and nothing is found.
KEYS = f"""
CREATE TABLE {KEYED} (LIKE {OURS} INCLUDING DEFAULTS INCLUDING CONSTRAINTS, PRIMARY KEY (id),
    FOREIGN KEY (product_id) REFERENCES products.products, FOREIGN KEY (size_id) REFERENCES public.sizes,
    FOREIGN KEY (supplier_id) REFERENCES core.suppliers);
CREATE TABLE {KEYED_HISTORY} (LIKE {HISTORY[OURS]} INCLUDING DEFAULTS,
    FOREIGN KEY (price_source_id) REFERENCES {KEYED})"""
REMEMBER = f"""
INSERT INTO {KEYED_HISTORY} (price_source_id, price_cents, in_stock, stock_quantity)
SELECT id, price_cents, in_stock, stock_quantity FROM {KEYED}"""


class NewPrices(PriceCase):
    name = "new-prices"
    about = "COPY 200,000 new prices"
    targets = (TimesBetter(4),)

    def ways(self):
        self.choose(self.rows(200_000))
        self.drop_bare()
        execute(f"CREATE TABLE {BARE} (LIKE {OURS} INCLUDING DEFAULTS); {KEYS}")
        self.text = as_text(NEW)
        return [
            Way("ours", lambda: self.written(OURS).time(lambda: self.copy(OURS), after=self.look)),
            Way("COPY without indexes", lambda: Writes(BARE).time(lambda: self.copy(BARE))),
            Way("COPY with its foreign keys, and its history", lambda: Writes(KEYED).time(self.copy_and_remember)),
            Way("naive", lambda: self.written(NAIVE).time(lambda: self.copy(NAIVE))),
        ]

    def copy(self, prices: str) -> None:
        from django.db import connection

        with connection.cursor() as cursor, cursor.copy(f"COPY {prices} ({COLUMNS}) FROM STDIN") as copy:
            copy.write(self.text)

    def copy_and_remember(self) -> None:
        self.copy(KEYED)
        execute(REMEMBER)

    def look(self) -> None:
        self.counts |= {"prices added": rows_added(OURS), "rows of history": rows_added(HISTORY[OURS])}

    def leave(self) -> None:
        self.drop_bare()
        super().leave()

    def drop_bare(self) -> None:
        execute(f"DROP TABLE IF EXISTS {BARE}, {KEYED_HISTORY}, {KEYED}")


def as_text(query: str) -> bytes:
    """The rows of a query as COPY reads them."""
    from django.db import connection

    text = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        for block in copy:
            text.write(block)
    return text.getvalue()
