"""A price list that is taken back leaves no trace, and none in the history of prices."""

import pytest

from apps.integration.imports.undo import LaterWork, undo
from apps.integration.models import PriceSource
from tests.imports.price_lists import (
    ROW,
    bring_in,
    counts,
    listed,
    make_dunk,
)
from tests.support.sql import query


def everything() -> list:
    tables = ("integration.price_sources", "integration.price_history", "public.sizes")
    return [query(f"SELECT t::text FROM {table} t ORDER BY 1") for table in tables]


def test_undo_takes_back_what_was_added_with_its_sizes_and_its_history(committed):
    make_dunk()
    before = everything()
    outcome = bring_in(listed(ROW, ROW.replace("9,US", "43.5,EU")))
    assert undo(outcome.batch, dry_run=True).is_whole
    assert undo(outcome.batch).is_whole
    assert everything() == before


def test_undo_restores_what_was_changed_or_confirmed_and_then_what_came_before_goes_too(committed):
    make_dunk()
    nothing = everything()
    second = ROW.replace(",9,", ",10,")
    first = bring_in(listed(ROW, second))
    before = everything()
    outcome = bring_in(listed(ROW.replace("140.00", "99.00"), second))
    assert counts(outcome) == (0, 1, 1, 0, 0)
    with pytest.raises(LaterWork):
        undo(first.batch)
    assert undo(outcome.batch).is_whole
    assert everything() == before
    assert undo(first.batch).is_whole
    assert everything() == nothing


def test_undo_keeps_a_price_that_somebody_changed_since(committed):
    make_dunk()
    outcome = bring_in(listed(ROW))
    PriceSource.objects.update(price_cents=1)
    with pytest.raises(LaterWork):
        undo(outcome.batch)
    assert PriceSource.objects.get().price_cents == 1
