"""What staff do while matching runs: their word counts, and nothing is half done."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from apps.integration.matching.answers import answer
from apps.integration.matching.run import match
from apps.integration.models import MatchQuestion
from apps.products.models import Product
from soleflip.intake.errors import IntakeError
from tests.matching.catalog import matched, offer, product
from tests.support.sql import query


def meanwhile(act: Callable[[], object]) -> Callable[[str], None]:
    """Has another session act once matching has decided, and before it links."""

    def in_another_session():
        act()
        connection.close()

    def progress(step: str) -> None:
        if step == "linking offers":
            other = threading.Thread(target=in_another_session)
            other.start()
            other.join(60)

    return progress


def test_an_answer_given_while_matching_runs_keeps_its_price(committed):
    shoe, _ = product(), product()
    found = offer()
    match()
    match(progress=meanwhile(lambda: answer(MatchQuestion.objects.get(), shoe)))
    assert matched(found) == (shoe, "manual", 1.0)
    assert query("SELECT product_id, in_stock FROM integration.price_sources") == [(shoe.pk, True)]


def test_a_product_deleted_while_matching_runs_is_said_in_a_sentence(committed):
    product()
    found = offer()
    with pytest.raises(IntakeError, match="deleted or merged while offers were matched with it, so nothing was done"):
        match(progress=meanwhile(lambda: Product.objects.all().delete()))
    assert matched(found) == (None, None, None)
