"""Every address of every table, for each role and for nobody: what may be seen is seen, the rest is refused."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from tests.support.pages import ONLY_FOR_ADMINS
from tests.support.rows import our_models
from tests.support.sql import asked

pytestmark = pytest.mark.django_db

PAGES = {model: page for model, page in admin.site._registry.items() if model._meta.app_label != "auth"}
WHO = [*Role, "anonymous"]
MOST_QUERIES = 8
WITHOUT_PAGE = {
    # What is kept of these views has the page: Opportunity, BrandMonth and BrandTotal.
    *("integration.ProfitOpportunity", "analytics.BrandTrend", "analytics.BrandLoyalty"),
    # What the database notes for itself.
    *("integration.OpportunityPair", "integration.StaleProduct", "analytics.StaleMonth"),
    *("analytics.PlatformDay", "analytics.StaleDay", "products.StockDay", "products.StaleStockDay"),
}


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def of_the_list(captured) -> list[str]:
    """The queries of a list, but for the one that brings the opportunities up to date first."""
    return [sql for sql in asked(captured) if "refresh_opportunities" not in sql]


def by_label(model):
    return model._meta.label


def may(who, page, action):
    """Whether the role may, within what the table's style allows."""
    if who == "anonymous" or (page.opts.label in ONLY_FOR_ADMINS and who != Role.ADMIN):
        return False
    allowed_by_style = {"add": page.may_be_added, "change": page.may_be_changed, "delete": page.may_be_deleted}
    allowed_by_role = {Role.ADMIN: "view add change delete", Role.USER: "view add change", Role.READONLY: "view"}
    return action in allowed_by_role[who].split() and allowed_by_style.get(action, True)


def expected(who, page, action):
    """The status of a page: found, or forbidden, or sent to the login."""
    return 302 if who == "anonymous" else 200 if may(who, page, action) else 403


def test_every_table_and_view_has_its_page():
    models = {*our_models(), *our_models(managed=False)}
    assert {model._meta.label for model in models - set(PAGES)} == WITHOUT_PAGE
    assert set(PAGES) < models


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("model", PAGES, ids=by_label)
def test_the_list_with_search_filters_dates_and_order(model, who, world, clients):
    page, client, wanted = PAGES[model], clients[who], expected(who, PAGES[model], "view")
    listing = address(model, "changelist")
    queries = ["", "q=nike", "q=%27%25", "o=1", "o=-1", "o=99", "p=1", "e=1", "all=", "_facets=True"]
    queries += [f"q={word}" for word in ("42", "a%20b%20c", "4006381333931")]
    for query in queries:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(f"{listing}?{query}")
        assert response.status_code == wanted, query
        if query != "_facets=True":
            assert len(of_the_list(captured)) <= MOST_QUERIES, (query, asked(captured))
    if wanted == 200:
        changelist = client.get(listing).context["cl"]
        assert changelist.result_list, "there is a row to be seen"
        for spec in changelist.filter_specs:
            for choice in spec.choices(changelist):
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(listing + choice["query_string"]).status_code == 200
                assert len(of_the_list(captured)) <= MOST_QUERIES
        if page.date_hierarchy:
            year, *_ = changelist.date_navigation.choices
            month, *_ = client.get(listing + year.link).context["cl"].date_navigation.choices
            day, *_ = client.get(listing + month.link).context["cl"].date_navigation.choices
            assert client.get(listing + day.link).status_code == 200


@pytest.mark.parametrize("model", PAGES, ids=by_label)
def test_a_list_too_long_to_be_counted_takes_no_more_queries(model, world, clients, monkeypatch):
    for place in ("soleflip.admin.paging.COUNTED", "soleflip.admin.facets.COUNTED"):
        monkeypatch.setattr(place, 1)
    with CaptureQueriesContext(connection) as captured:
        listed = clients[Role.ADMIN].get(address(model, "changelist")).context["cl"]
    assert listed.is_estimate or len(listed.result_list) <= 1
    assert len(of_the_list(captured)) <= MOST_QUERIES, asked(captured)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("model", PAGES, ids=by_label)
def test_the_pages_of_a_row(model, who, world, clients):
    page, client = PAGES[model], clients[who]
    if model._meta.is_composite_pk:
        return
    row = model._default_manager.first()
    pages = {"change": "view", "history": "view", "delete": "delete"}
    for name, action in pages.items():
        assert client.get(address(model, name, row.pk)).status_code == expected(who, page, action), name
    assert client.get(address(model, "add")).status_code == expected(who, page, "add")
    if not may(who, page, "change"):
        assert client.post(address(model, "change", row.pk), {}).status_code in (302, 403)
    if not may(who, page, "delete"):
        client.post(address(model, "delete", row.pk), {"post": "yes"})
        assert model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("model", PAGES, ids=by_label)
def test_the_export(model, who, world, clients):
    response = clients[who].get(address(model, "export"))
    assert response.status_code == expected(who, PAGES[model], "view")
    if response.status_code == 200:
        heading, *rows = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
        assert len(heading.split(",")) > 1
        assert rows
