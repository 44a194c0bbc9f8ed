"""Each offer that a feed changes is noted with what it was, and can be taken back."""

import pytest

from apps.integration.imports.undo import undo
from tests.imports.lists import AWIN, imported
from tests.support.sql import query

pytestmark = pytest.mark.django_db

HEADER = "aw_product_id,product_name,merchant_id,search_price\n"
OFFERS = "SELECT p::text FROM integration.awin_products p ORDER BY id"
NOTED = """SELECT sum(cardinality(row_ids)), sum(jsonb_array_length(images))
             FROM integration.import_changes WHERE images IS NOT NULL"""


def feed(number: int, price: str) -> str:
    return HEADER + "".join(f"{key},Dunk Low,7,{price}\n" for key in range(number))


@pytest.mark.parametrize("number", [1, 10, 3_000])
def test_every_changed_offer_is_as_it_was(number):
    imported(feed(number, "130.00"), AWIN)
    before = query(OFFERS)
    outcome = imported(feed(number, "99.90"), AWIN)
    assert outcome.counts.changed == number
    assert query(NOTED) == [(number, number)]
    undo(outcome.batch)
    assert query(OFFERS) == before
