"""The pages of long lists come out of an index in their order, whichever heading is clicked and however deep one is.

PostgreSQL sorts only where it must, since it is told to avoid that: a plan that sorts has no index for the order.
"""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR
from django.test import RequestFactory

from soleflip.admin.paging import Place, keys_of
from soleflip.postgres.marks import is_added_to_only
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db


def large_lists() -> list[str]:
    """The tables that grow with every day; what a view computes has no index."""
    pages = admin.site._registry.items()
    return sorted(model._meta.label for model, its in pages if getattr(its, "large", False) and model._meta.managed)


def orders_of(label: str, person) -> list[tuple[str, list]]:
    """Each order that the headings of the list offer, by name, with its rows and the columns they are ordered by."""
    pages = next(pages for model, pages in admin.site._registry.items() if model._meta.label == label)
    request = RequestFactory().get("/")
    request.user = person
    shown, offered = pages.get_list_display(request), pages.get_sortable_by(request)
    positions = ["", *(str(shown.index(name)) for name in offered)]
    result = []
    for position in [*positions, *(f"-{position}" for position in positions if position)]:
        asked = RequestFactory().get("/", {ORDER_VAR: position} if position else {})
        asked.user = person
        result.append((position or "as it opens", pages.get_changelist_instance(asked).queryset))
    return result


def a_row_of(label: str):
    """The trail takes none by itself, and has one as soon as something else is made."""
    model = apps.get_model(label)
    if not is_added_to_only(model):
        return make(model)
    make("core.Brand")
    return model.objects.first()


def plan_of(rows) -> str:
    query("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_hashjoin = off")
    return rows.all()[:101].explain()


def sorts(plan: str) -> bool:
    return bool(re.search(r"^(\s*->)?\s*Sort  \(", plan, re.MULTILINE))


@pytest.mark.parametrize("label", large_lists())
def test_pages_come_out_of_an_index_in_their_order(label, admin_user):
    row = a_row_of(label)
    for name, rows in orders_of(label, admin_user):
        keys = keys_of(rows)
        assert keys, (label, name)
        backwards = [key.reversed() for key in keys]
        pages = {
            "first": rows,
            "last": rows.order_by(*[key.order() for key in backwards]),
            "deep": Place.of(row, keys).behind(rows, keys),
            "before": Place.of(row, backwards).behind(rows, backwards),
        }
        for page, of_page in pages.items():
            plan = plan_of(of_page)
            assert not sorts(plan), f"{label} by {name}, {page} page:\n{plan}"


@pytest.mark.parametrize("label", large_lists())
def test_a_deep_page_begins_in_the_index_at_its_row(label, admin_user):
    """A condition of the index, not a filter over all rows before it."""
    row = a_row_of(label)
    _, rows = orders_of(label, admin_user)[0]
    keys = keys_of(rows)
    plan = plan_of(Place.of(row, keys).behind(rows, keys))
    begins = re.findall(rf"Index Cond: .*\b{keys[0].field.column}\b", plan)
    assert begins, plan


def test_a_list_whose_index_is_gone_would_be_noticed(admin_user):
    query("DROP INDEX products.idx_inventory_created_at")
    _, rows = orders_of("products.InventoryItem", admin_user)[0]
    assert sorts(plan_of(rows))
