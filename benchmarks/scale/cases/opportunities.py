"""Where buying here and selling there leaves a profit: the list, one product's part of it, and all of it made anew."""

import statistics
import time

from apps.integration.kept import OPPORTUNITIES
from scale.beside import Beside
from scale.case import Case, Way
from scale.kept import (
    TRUE_OPPORTUNITIES,
    first_opportunities,
    make_opportunities_anew,
    opportunities_of,
    up_to_date,
)
from scale.reading import reads, whole
from scale.targets import AtMost, TimesBetter
from scale.units import SECONDS
from scale.writing import value

NAIVE = "naive.profit_opportunities"
PRODUCTS = 20


class FirstOpportunities(Case):
    name = "first-opportunities"
    about = "first 50 opportunities, freshest data"
    targets = (AtMost(0.020, SECONDS), TimesBetter(40))

    def ways(self):
        self.counts["opportunities"] = value(f"SELECT count(*) FROM {TRUE_OPPORTUNITIES}")
        self.counts["of the naive view"] = value(f"SELECT count(*) FROM {NAIVE}")
        ours, naive = first_opportunities(), f"SELECT * FROM {NAIVE} ORDER BY profit_cents DESC LIMIT 50"
        return [Way("ours", up_to_date(OPPORTUNITIES, ours), ours), Way("naive", reads(naive), naive)]


class OneProduct(Case):
    name = "one-product"
    about = "one product's opportunities"
    targets = (AtMost(0.003, SECONDS),)

    def ways(self):
        products = self.some_products()
        ours = [opportunities_of(product) for product in products]
        naive = [f"SELECT * FROM {NAIVE} WHERE product_id = '{product}'" for product in products]
        return [
            Way("ours", lambda: statistics.median(up_to_date(OPPORTUNITIES, sql)() for sql in ours), ours[0]),
            Way("naive", lambda: statistics.median(reads(sql)() for sql in naive), naive[0]),
        ]

    def some_products(self) -> list[str]:
        """Products from all over, each with an opportunity."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT product_id FROM {OPPORTUNITIES.name} GROUP BY 1"
                f" ORDER BY hashtextextended(product_id::text, 0) LIMIT {PRODUCTS}"
            )
            return [str(product) for (product,) in cursor.fetchall()]


class OpportunitiesAnew(Case):
    name = "opportunities-anew"
    about = "the full opportunity set made anew"
    targets = (AtMost(1.5, SECONDS), AtMost(0.1, SECONDS, "slowest read meanwhile"))

    def ways(self):
        naive = whole(NAIVE)
        return [Way("ours", self.anew, whole(TRUE_OPPORTUNITIES)), Way("naive", reads(naive), naive)]

    def anew(self) -> float:
        """Make it anew while somebody reads it again and again; they must not wait."""
        with Beside([first_opportunities()]) as reader:
            began = time.perf_counter()
            make_opportunities_anew()
            seconds = time.perf_counter() - began
        self.counts["slowest read meanwhile"] = max(self.counts.get("slowest read meanwhile", 0), max(reader.times))
        self.counts["reads meanwhile"] = self.counts.get("reads meanwhile", 0) + len(reader.times)
        return seconds
