"""The columns that many tables share."""

import pytest

from apps.transactions.models import Order
from tests.support.rows import NOON, make


@pytest.mark.django_db
def test_many_rows_at_once_keep_a_text_of_fixed_length():
    sale = {"inventory": make("products.InventoryItem"), "platform": make("core.Platform"), "sale_price": 150}
    Order.objects.bulk_create(Order(**sale, sold_at=NOON, currency=code) for code in ["USD", "GBP"])
    assert set(Order.objects.values_list("currency", flat=True)) == {"USD", "GBP"}
