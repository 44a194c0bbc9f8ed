"""Histories and the log are read by month and by key: PostgreSQL's own plans, over some thousand rows."""

import datetime
import re

import pytest

from apps.integration.models import AwinPriceHistory, PriceHistory
from apps.integration.price_history import states
from apps.system.models import LogEntry
from soleflip.calendar import first_of_month
from tests.support.databases import cloned_from_template, connected_to
from tests.support.rows import make
from tests.support.sql import query

SORT = re.compile(
    r"^(\s*->)?\s*Sort  \(", re.MULTILINE
)  # of all rows; one within groups in order is "Incremental Sort"

pytestmark = pytest.mark.django_db

MONTHS = 24
NOW = datetime.datetime.now(datetime.UTC)
# Each month alike, the one of today too, whatever day it is.
THOUSANDS = f"""
SELECT system.ensure_month_partitions(name::regclass, 6, (now() - interval '{MONTHS} months')::date)
  FROM unnest(ARRAY['integration.price_history', 'integration.awin_price_history', 'system.logs']) name;
CREATE TEMP TABLE months AS
SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - ago * interval '1 month' AS begin
  FROM generate_series(0, {MONTHS - 1}) ago;
INSERT INTO products.products (sku, name, category_id)
SELECT 'SKU-' || n, 'Shoe ' || n, (SELECT id FROM core.categories LIMIT 1) FROM generate_series(1, 250) n;
INSERT INTO integration.price_sources (product_id, source_type, source_product_id, price_type, price_cents)
SELECT id, 'stockx', sku, 'resale', 9000 FROM products.products;
INSERT INTO integration.awin_products (awin_product_id, merchant_id, product_name, retail_price_cents, last_updated)
SELECT sku, 1, name, 9000, now() FROM products.products;
INSERT INTO integration.price_history (price_source_id, price_cents, recorded_at)
SELECT p.id, 9000 + n, begin + n * interval '6 days'
  FROM integration.price_sources p CROSS JOIN months CROSS JOIN generate_series(1, 4) n;
INSERT INTO integration.awin_price_history (awin_product_id, price_cents, recorded_at)
SELECT p.awin_product_id, 9000 + n, begin + n * interval '6 days'
  FROM integration.awin_products p CROSS JOIN months CROSS JOIN generate_series(1, 4) n;
INSERT INTO system.logs (level, component, message, created_at)
SELECT CASE WHEN n % 100 = 0 THEN 'ERROR' ELSE 'INFO' END, 'part ' || n % 50, 'line ' || n,
       begin + n * interval '50 minutes'
  FROM months CROSS JOIN generate_series(1, 700) n"""


@pytest.fixture(scope="module", autouse=True)
def some_thousands(django_db_setup, django_db_blocker, own_name):
    """A database of its own with two years of changes and of log lines."""
    with django_db_blocker.unblock(), cloned_from_template(own_name("plans")) as name, connected_to(name):
        query(THOUSANDS)
        query("VACUUM ANALYZE")
        yield


def read(plan: str, table: str) -> set[str]:
    """The partitions that the plan reads."""
    return set(re.findall(rf"\b{table.split('.')[1]}_(\d{{4}}_\d\d|default)\b(?!_)", plan))


def month(ago: int) -> str:
    return f"{first_of_month(NOW, ago):%Y_%m}"


@pytest.mark.parametrize(
    ("model", "column", "table"),
    [
        (PriceHistory, "recorded_at", "integration.price_history"),
        (AwinPriceHistory, "recorded_at", "integration.awin_price_history"),
        (LogEntry, "created_at", "system.logs"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
@pytest.mark.parametrize("ago", [0, 1, MONTHS - 1])
def test_a_day_reads_one_month(model, column, table, ago):
    day = first_of_month(NOW, ago) + datetime.timedelta(days=9)
    rows = model.objects.filter(**{f"{column}__gte": day, f"{column}__lt": day + datetime.timedelta(days=1)})
    assert read(rows.order_by().explain(), table) == {month(ago)}


def test_what_the_day_navigation_of_a_list_asks_for_reads_one_month():
    day = first_of_month(NOW, 3)
    rows = LogEntry.objects.filter(created_at__year=day.year, created_at__month=day.month, created_at__gte=day)
    assert read(rows.filter(created_at__lt=first_of_month(NOW, 2)).explain(), "system.logs") == {month(3)}


@pytest.mark.parametrize(
    ("model", "column", "table"),
    [
        (PriceHistory, "recorded_at", "integration.price_history"),
        (AwinPriceHistory, "recorded_at", "integration.awin_price_history"),
        (LogEntry, "created_at", "system.logs"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_the_newest_rows_come_from_the_newest_months_in_order(model, column, table):
    """No month is sorted, and of those of long ago one row is looked at: the default partition could hold any time."""
    plan = model.objects.order_by(f"-{column}", "-pk")[:100].explain(analyze=True, timing=False)
    assert "Seq Scan" not in plan
    assert not SORT.search(plan), plan
    of_last_year = re.findall(rf"{month(12)}_\w+ on .* \(actual rows=(\d+)", plan)
    assert len(of_last_year) == 1
    assert int(of_last_year[0]) <= 1, plan


def scans(plan: str, ago: int) -> list[str]:
    """How the plan reads a month: Seq Scan, Index Scan and the index ..."""
    return re.findall(rf"-> +(\w.*?) on \w+_{month(ago)}\b", plan)


@pytest.mark.parametrize("ago", [1, 12, MONTHS - 3])
def test_a_price_reads_its_history_by_its_key(ago):
    """Each month by the index of the key, none as a whole."""
    price = make("integration.PriceSource", source_type="ebay")
    plan = PriceHistory.objects.filter(price_source=price).order_by("-recorded_at").explain()
    assert f"price_history_{month(ago)}_price_source_id_recorded_at_idx" in plan, plan
    assert "Seq Scan" not in scans(plan, ago)


@pytest.mark.parametrize("ago", [1, 12, MONTHS - 3])
def test_an_offer_reads_its_history_by_its_key(ago):
    plan = AwinPriceHistory.objects.filter(awin_product_id="SKU-7").order_by("-recorded_at").explain()
    assert f"awin_price_history_{month(ago)}_awin_product_id_recorded_at_idx" in plan, plan
    assert "Seq Scan" not in scans(plan, ago)


def test_the_chart_of_a_price_reads_its_months_by_key_and_no_other_months(django_assert_num_queries):
    price = make("integration.PriceSource", source_type="ebay")
    with django_assert_num_queries(2) as captured:
        states(price, first_of_month(NOW, 3))
    before, after = ("\n".join(line for (line,) in query(f"EXPLAIN {asked['sql']}")) for asked in captured)
    assert "Seq Scan" not in scans(before, 5)
    assert month(3) in read(after, "integration.price_history")
    assert not {month(4), month(12)} & read(after, "integration.price_history"), after


@pytest.mark.parametrize(
    ("condition", "index"),
    [({"level": "ERROR"}, "level_created_at_idx"), ({"component": "part 7"}, "component_created_at_idx")],
    ids=["level", "component"],
)
def test_the_latest_lines_of_a_kind_come_from_its_index(condition, index):
    plan = LogEntry.objects.filter(**condition).order_by("-created_at")[:20].explain(analyze=True, timing=False)
    assert f"logs_{month(0)}_{index}" in plan, plan
    assert "Seq Scan" not in plan
    assert not SORT.search(plan), plan
