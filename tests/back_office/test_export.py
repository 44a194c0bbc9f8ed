"""Any list as CSV: all of it, nothing secret, and harmless in a spreadsheet."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.system.models import LogEntry
from soleflip.admin.export import ROWS_AT_ONCE, cell, csv_response
from tests.support.pages import text
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

BRANDS = "/admin/core/brand/"


def table(response):
    """The file as a list of rows, each by its heading."""
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_list_as_it_is_filtered_searched_and_ordered(admin):
    names = [row["name"] for row in table(admin.get(f"{BRANDS}export/?q=a&o=-1"))]
    assert names == [row.name for row in admin.get(f"{BRANDS}?q=a&o=-1").context["cl"].result_list]
    assert "Nike" not in names
    assert names == sorted(names, reverse=True)


def test_the_link_of_a_list_leads_to_its_export(admin):
    assert f"{BRANDS}export/?q=adi" in text(admin.get(f"{BRANDS}?q=adi"))


def test_only_the_chosen_rows(admin):
    chosen = [row.pk for row in admin.get(BRANDS).context["cl"].result_list[:2]]
    response = admin.post(BRANDS, {"action": "export_chosen", "_selected_action": chosen})
    assert {row["id"] for row in table(response)} == {str(key) for key in chosen}


def test_all_pages_not_only_the_first(admin):
    query("INSERT INTO core.brands (name, slug) SELECT 'n' || n, 's' || n FROM generate_series(1, 5000) n")
    rows = table(admin.get(f"{BRANDS}export/"))
    assert len(rows) == 5010 > ROWS_AT_ONCE
    assert len({row["id"] for row in rows}) == 5010


def test_foreign_keys_stand_with_the_name_of_what_they_lead_to(admin):
    lot = make("products.InventoryItem", product=make("products.Product", name="Dunk Low"))
    (row,) = table(admin.get(reverse("admin:products_inventoryitem_export")))
    assert row["product_id"] == str(lot.product_id)
    assert row["product_name"] == "Dunk Low"


@pytest.mark.parametrize("page", ["core_supplier", "core_supplieraccount", "system_configentry", "accounts_user"])
def test_no_secret_leaves(admin, page):
    make("core.SupplierAccount", password_encrypted="hunter2 hunter2", supplier__api_key_encrypted="hunter2 hunter2")
    make("system.ConfigEntry", key="api", value_encrypted="hunter2 hunter2")
    response = admin.get(reverse(f"admin:{page}_export"))
    content = b"".join(response.streaming_content).decode()
    assert "hunter2" not in content
    assert "encrypted" not in content
    assert "password" not in content
    assert "bcrypt" not in content


def test_who_exported_what_stands_in_the_log(admin):
    admin.get(f"{BRANDS}export/?q=adi")
    line = LogEntry.objects.get(component="export")
    assert line.message == "a-admin exported brands"
    assert line.details["filters"] == "q=adi"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (-5, "-5"),
        (Decimal("-12.50"), "-12.50"),
        (True, "yes"),
        (False, "no"),
        (
            datetime.datetime(2026, 3, 14, 13, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
            "2026-03-14T12:00:00+00:00",
        ),
        (datetime.date(2026, 3, 14), "2026-03-14"),
        ({"ß": [1]}, '{"ß": [1]}'),
        ("Müller; =1", "Müller; =1"),
    ],
)
def test_how_a_value_is_written(value, written):
    assert cell(value) == written


def test_a_broken_export_ends_with_a_line_about_it():
    make(LogEntry)
    broken = LogEntry.objects.extra(select={"x": "1 / (extract(year FROM created_at)::int * 0)"})
    content = b"".join(csv_response(broken, ["x"], "log.csv").streaming_content).decode()
    assert content.rstrip().endswith('"THIS FILE IS NOT COMPLETE: the export broke off. Export again."')


def test_the_name_of_the_file(admin):
    header = admin.get(f"{BRANDS}export/").headers["Content-Disposition"]
    assert header.startswith('attachment; filename="brands-20')


def test_every_cell_is_quoted_so_that_a_semicolon_opens_none(admin):
    make("core.Brand", name="a;=1+1", slug="a")
    assert b'"a;=1+1"' in b"".join(admin.get(f"{BRANDS}export/").streaming_content)
