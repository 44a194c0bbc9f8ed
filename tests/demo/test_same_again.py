"""The same seed, scale and day make the same rows."""

from dataclasses import replace

from apps.demo.loading import load
from apps.demo.removing import remove
from tests.demo.conftest import PLAN
from tests.demo.contents import COUNTED, DRAWN, contents

LEAVE_OUT = DRAWN | COUNTED


def test_two_loads_are_alike_and_another_seed_is_not(demo):
    first = contents(LEAVE_OUT)
    remove()
    load(PLAN)
    assert contents(LEAVE_OUT) == first
    remove()
    load(replace(PLAN, seed=2))
    other = contents(LEAVE_OUT)
    assert {"products.products", "integration.price_history", "transactions.orders", "products.inventory"} <= {
        table for table in first if other[table] != first[table]
    }
