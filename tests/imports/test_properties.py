"""What holds for every file: rows are accounted for, a dry run tells the truth, twice is once, and undo is exact."""

import datetime
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.core.models import Brand, Category, Platform
from apps.integration.imports.undo import undo
from soleflip.intake.errors import IntakeError
from tests.imports import bringing_in
from tests.imports.bringing_in import counts, differences, empty_tables, records, state
from tests.imports.feeds import COLUMNS, OFFER, feed
from tests.imports.reports import ALIAS, ALIAS_SALE, PAID_ON, PAYOUT, PRICE, SALE, STOCKX, order_number
from tests.imports.reports import alias as alias_report
from tests.imports.reports import stockx as stockx_report
from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.usefixtures("committed")
thoroughly = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

ODD = st.text(max_size=8) | st.sampled_from(
    [
        "",
        " ",
        "N/A",
        "\\N",
        "\\.",
        '"',
        "'; DELETE FROM x; --",
        "👟",
        "e\u0301",
        "0",
        "-1",
        "1e9",
        "9" * 30,
        "a\tb\nc",
        "K",
    ]
)
AMOUNTS = st.sampled_from(
    ["130.00", "99,90", "1.299,90", "1,299.90", "5", "2.67", "EUR130.00", "399.90 BRL", "1.005", "", "0", "140", "€ 12"]
)
MOMENTS = st.sampled_from(
    ["2024-07-31 04:57:07 +00", "2024-08-09 11:02:03 +02", "2024-08-09", "", "9999-01-01", "2024-01-01 00:00:00 -11"]
)


def rows_of(row: dict[str, str], key: str, keys, **columns) -> st.SearchStrategy:
    """Rows that are mostly right: keys come again, some cells are others, some are odd."""
    odd = st.dictionaries(st.sampled_from(sorted(row)), ODD, max_size=1)
    some = st.fixed_dictionaries({}, optional=columns)
    rare = st.integers(0, 3).flatmap(lambda chance: odd if chance == 0 else st.just({}))
    one = st.builds(lambda number, known, strange: {**row, key: number, **known, **strange}, keys, some, rare)
    return st.lists(one, max_size=8)


@st.composite
def files(draw, write, rows, columns, needed):
    """A file of such rows, with columns in any order, some of them missing, and some of its bytes broken."""
    dropped = draw(st.sets(st.sampled_from([name for name in columns if name not in needed]), max_size=5))
    order = [name for name in draw(st.permutations(columns)) if name not in dropped]
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig"]))
    content = write(*draw(rows), columns=order, delimiter=draw(st.sampled_from(",;\t|")), encoding=encoding)
    start = content.find(b"\n") + 1
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        if len(content) > start:
            place = draw(st.integers(start, len(content)))
            content = (
                content[:place] + draw(st.sampled_from([b"\xff", b'"', b",", b"\n", b"\r", b"\0"])) + content[place:]
            )
    return content


OFFERS = rows_of(
    OFFER,
    "aw_product_id",
    st.sampled_from(["1", "2", "3", "a", "A", "003"]),
    search_price=AMOUNTS,
    store_price=AMOUNTS,
    display_price=AMOUNTS,
    currency=st.sampled_from(["EUR", "", "GBP"]),
    in_stock=st.sampled_from("01"),
    stock_quantity=st.sampled_from(["0", "7"]),
    last_updated=MOMENTS,
)
SALES = rows_of(
    SALE,
    "Order Number",
    st.integers(1, 6).map(order_number),
    **{
        PRICE: AMOUNTS,
        PAYOUT: st.sampled_from(["118.2", "99,90", "", "140", "0"]),
        PAID_ON: MOMENTS,
        "Style": st.sampled_from(["DZ5485-612", "dz5485 612", "N/A", "CP9366/DM7866-200", "CP9366"]),
        "Sku Size": st.sampled_from(["10.5", "N/A", "12W / 10.5M", "9W", "40.7", "XL"]),
        "Sale Date": MOMENTS,
    },
)
ALIAS_SALES = rows_of(
    ALIAS_SALE,
    "ORDER_NUMBER",
    st.sampled_from(["1", "2", "3", "03"]),
    CREDIT_DATE=st.sampled_from(["9/11/24", "1/11/24", "", "31/2/24"]),
    PRODUCT_PRICE_CENTS_SALE_PRICE=AMOUNTS,
    SKU=st.sampled_from(["DM7866 200", "DM7866-200", "N/A", "CP9366"]),
)
KINDS = {
    "awin": files(feed, OFFERS, COLUMNS, {"aw_product_id", "product_name", "merchant_id", "search_price"}),
    "stockx": files(stockx_report, SALES, STOCKX, {"Order Number", "Sale Date", PRICE, PAYOUT, "Item"}),
    "alias": files(
        alias_report,
        ALIAS_SALES,
        ALIAS,
        {"ORDER_NUMBER", "SKU", "NAME", "PRODUCT_PRICE_CENTS_SALE_PRICE", "PURCHASED_DATE"},
    ),
}


def staff_were_at_work():
    """Sales with costs, one of them cancelled and sold again, and a product that reports name."""
    platform = Platform.objects.get(slug="stockx")
    day = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
    lot = make("products.InventoryItem", quantity=1, purchase_price=Decimal("80.10"), purchase_date=day, status="sold")
    values = {"platform": platform, "currency": "EUR", "sale_price": 150, "original_buy_price": Decimal("80.10")}
    make("transactions.Order", external_id=order_number(1), inventory=lot, order_status="cancelled", **values)
    make("transactions.Order", external_id=order_number(2), inventory=lot, net_proceeds=120, **values)
    make("transactions.Order", stockx_order_number=order_number(3), payout_date=NOW, sold_at=NOW, **values)
    make("products.Product", style_code="CP9366", brand=Brand.objects.get(slug="yeezy"))


NOW = datetime.datetime(2024, 8, 1, tzinfo=datetime.UTC)


def all_is_accounted_for(outcome, name):
    counts(outcome)
    kept = records(outcome)
    errors = [record for record in kept if record.status == "error"]
    assert len(errors) == outcome.counts.errors
    assert all(record.validation_errors and record.error_message and record.source_data for record in errors)
    if name != "awin":
        assert [record.row_number for record in kept] == list(range(1, outcome.counts.read + 1))


@pytest.mark.parametrize("name", KINDS)
def test_a_dry_run_tells_the_truth_twice_is_once_and_undo_is_exact(name):
    bring_in = getattr(bringing_in, name)

    @thoroughly
    @given(earlier=KINDS[name], content=KINDS[name])
    def holds(earlier, content):
        empty_tables()
        if len(content) % 2:
            Category.objects.filter(slug="other").delete()
        staff_were_at_work()
        bring_in(earlier)
        before = state()
        again = {"again": True} if content == earlier else {}
        dry = bring_in(content, dry_run=True, **again)
        assert differences(before, state()) == {}
        outcome = bring_in(content, **again)
        all_is_accounted_for(outcome, name)
        assert counts_of(outcome) == counts_of(dry)
        after = state()
        second = bring_in(content, again=True)
        all_is_accounted_for(second, name)
        assert differences(after, state()) == {}
        assert second.counts.processed == 0
        assert (second.counts.read, second.counts.errors) == (outcome.counts.read, outcome.counts.errors)
        assert undo(outcome.batch).is_whole
        assert differences(before, state()) == {}
        assert query(ADDED_UP) == query(COUNTED_ANEW)

    holds()


def counts_of(outcome):
    found = outcome.counts
    return found.added, found.changed, found.unchanged, found.duplicates, found.errors, found.notes


@pytest.mark.parametrize("name", KINDS)
def test_any_bytes_are_a_file_or_a_sentence(name):
    """Whatever stands below a right header, or instead of it."""
    bring_in = getattr(bringing_in, name)
    head = {"awin": feed(), "stockx": stockx_report(), "alias": alias_report()}[name]

    @settings(thoroughly, max_examples=40)
    @given(content=st.binary(max_size=200), with_head=st.booleans())
    def holds(content, with_head):
        empty_tables()
        with suppress(IntakeError):
            all_is_accounted_for(bring_in(head + content if with_head else content), name)

    holds()
