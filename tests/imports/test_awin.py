"""Feeds land in awin_products: every column where it belongs, one row for each product, and the price history."""

import csv
import datetime
import random

import pytest

from apps.integration.models import AwinPriceHistory, AwinProduct
from tests.imports.bringing_in import awin, counts, reasons, records, state
from tests.imports.feeds import COLUMNS, feed, offer, without

pytestmark = pytest.mark.django_db


def landed(number=38953129761) -> AwinProduct:
    return AwinProduct.objects.get(awin_product_id=str(number))


def prices(number=38953129761) -> list:
    history = AwinPriceHistory.objects.filter(awin_product=str(number)).order_by("recorded_at")
    return list(history.values_list("price_cents", "in_stock"))


WIDE = offer(
    product_short_description="Kurz",
    product_model="GT-2160",
    mpn="1203A544-101",
    product_GTIN="04550457535267",
    rrp_price="150",
    store_price="135,50",
    material="Mesh",
    merchant_image_url="https://shop.example/1.jpg",
    merchant_thumb_url="https://shop.example/t.jpg",
    large_image="https://shop.example/large.jpg",
    alternate_image="https://shop.example/a.jpg",
    alternate_image_two="",
    alternate_image_three='https://shop.example/c".jpg',
    last_updated="2026-03-14 12:30:00+01:00",
)
LANDED = {
    "awin_product_id": "38953129761",
    "merchant_product_id": "003750677",
    "merchant_id": 10597,
    "merchant_name": "Schuhkiste DE",
    "data_feed_id": 21293,
    "product_name": "Läufer 2160 Damen, weiß",
    "brand_name": "ASICS",
    "brand_id": 1114,
    "ean": "4550457535267",
    "product_gtin": "04550457535267",
    "mpn": "1203A544-101",
    "product_model": "GT-2160",
    "retail_price_cents": 13000,
    "store_price_cents": 13550,
    "rrp_price_cents": 15000,
    "currency": "EUR",
    "description": 'Ein Schuh, "luftig"\nund leicht. | 1203A544.101',
    "short_description": "Kurz",
    "colour": "weiß",
    "size": "42.5",
    "material": "Mesh",
    "in_stock": True,
    "stock_quantity": 8,
    "delivery_time": "5 to 7 days",
    "image_url": "https://shop.example/1.jpg",
    "thumbnail_url": "https://pictures.example/thumb.jpg",
    "alternate_images": [
        "https://shop.example/a.jpg",
        'https://shop.example/c".jpg',
        "https://shop.example/large.jpg",
    ],
    "affiliate_link": "https://shop.example/pclick?p=38953129761",
    "merchant_link": "https://shop.example/weiss/",
    "matched_product_id": None,
    "enrichment_status": "pending",
    "last_updated": datetime.datetime(2026, 3, 14, 11, 30, tzinfo=datetime.UTC),
}


def test_every_column_lands_right():
    outcome = awin(feed(WIDE))
    assert counts(outcome) == (1, 0, 0, 0, 0)
    row = landed()
    assert {name: getattr(row, name) for name in LANDED} == LANDED
    assert row.feed_import_date == row.created_at == row.updated_at
    assert prices() == [(13000, True)]
    assert records(outcome) == []  # of a feed only what staff should see


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("delimiter", list(",;|\t"))
def test_columns_in_any_order_case_and_with_any_delimiter(seed, delimiter):
    columns = COLUMNS.copy()
    random.Random(seed).shuffle(columns)
    content = feed(WIDE, columns=columns, delimiter=delimiter, end="\r\n")
    head, body = content.split(b"\r\n", 1)
    awin([head.upper(), head.title(), b"\xef\xbb\xbf" + head][seed] + b"\r\n" + body)
    row = landed()
    assert {name: getattr(row, name) for name in LANDED} == LANDED


def test_a_change_is_written_and_the_rest_left_alone():
    awin(feed(offer(1), offer(2)))
    before = {row.awin_product_id: row.updated_at for row in AwinProduct.objects.all()}
    AwinProduct.objects.update(stockx_style_id="1203A544-101")
    assert counts(awin(feed(offer(1), offer(2, search_price="99.90")))) == (0, 1, 1, 0, 0)
    assert landed(1).updated_at == before["1"]
    assert landed(2).retail_price_cents == 9990
    assert landed(2).stockx_style_id == "1203A544-101"
    assert (prices(1), prices(2)) == ([(13000, True)], [(13000, True), (9990, True)])


def test_what_is_sold_out_or_loses_its_price_is_a_change_of_the_price_history_too():
    awin(feed(offer(1)))
    awin(feed(offer(1, in_stock="0", stock_quantity="0")))
    awin(feed(offer(1, in_stock="0", stock_quantity="0", search_price="", display_price="N/A")))
    assert prices(1) == [(13000, True), (13000, False), (None, False)]


def test_columns_that_a_feed_lacks_stay_as_they_are():
    awin(feed(WIDE))
    lacking = without("colour", "Fashion:size", "in_stock", "stock_quantity", "rrp_price", "description", "ean")
    assert counts(awin(feed(offer(search_price="1.00"), columns=lacking))) == (0, 1, 0, 0, 0)
    row = landed()
    kept = ("colour", "size", "in_stock", "stock_quantity", "rrp_price_cents", "description", "ean")
    assert {name: getattr(row, name) for name in kept} == {name: LANDED[name] for name in kept}


def test_a_feed_without_currencies_says_nothing_about_them():
    awin(feed(offer(1)))
    assert counts(awin(feed(offer(1), columns=without("currency", "display_price")))) == (0, 0, 1, 0, 0)
    assert landed(1).currency == "EUR"


def test_what_a_feed_does_not_say_of_a_new_product_is_unknown():
    awin(feed(offer(1), columns=["aw_product_id", "product_name", "merchant_id", "search_price"]))
    row = landed(1)
    assert (row.in_stock, row.stock_quantity, row.currency, row.ean) == (None, None, None, None)


def test_a_cell_that_becomes_empty_becomes_null():
    awin(feed(offer(1)))
    awin(feed(offer(1, colour="N/A", ean=" ", brand_id="")))
    assert (landed(1).colour, landed(1).ean, landed(1).brand_id) == (None, None, None)


def test_a_row_changed_by_hand_is_read_again_though_the_feed_is_the_same():
    content = feed(offer(1), offer(2), offer(3))
    awin(content)
    AwinProduct.objects.filter(awin_product_id="1").update(colour="rot")
    AwinProduct.objects.filter(awin_product_id="2").delete()
    assert counts(awin(content, again=True)) == (1, 1, 1, 0, 0)
    assert (landed(1).colour, landed(2).colour) == ("weiß", "weiß")


def test_duplicates_the_first_row_counts_and_staff_see_one_that_says_something_else():
    outcome = awin(feed(offer(1), offer(1), offer(1, search_price="120.00"), offer(2)))
    assert counts(outcome) == (2, 0, 0, 2, 0)
    assert landed(1).retail_price_cents == 13000
    (other,) = records(outcome)
    assert (other.row_number, other.status) == (3, "skipped")
    assert "duplicate of row 1" in other.error_message
    assert other.source_data["retail_price_cents"] == "12000"


def test_duplicates_of_a_row_that_is_known_from_another_feed():
    awin(feed(offer(1), offer(2)))
    known, other = offer(1), offer(1, search_price="120.00")
    assert counts(awin(feed(known, known, other, other))) == (0, 0, 1, 3, 0)
    assert landed(1).retail_price_cents == 13000
    assert counts(awin(feed(other, known, known))) == (0, 1, 0, 2, 0)
    assert landed(1).retail_price_cents == 12000


def test_a_duplicate_that_did_not_count_is_not_known_afterwards():
    known, other = offer(1), offer(1, search_price="120.00")
    awin(feed(known))
    awin(feed(known, other))
    assert counts(awin(feed(other))) == (0, 1, 0, 0, 0)
    assert landed(1).retail_price_cents == 12000


def test_numbers_that_differ_by_case_are_two_products():
    assert counts(awin(feed(offer("a1"), offer("A1", colour="rot")))) == (2, 0, 0, 0, 0)
    assert (landed("a1").colour, landed("A1").colour) == ("weiß", "rot")


def test_a_refused_row_is_no_product_of_which_later_rows_are_duplicates():
    assert counts(awin(feed(offer(1, search_price="x"), offer(1)))) == (1, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("cells", "cents", "currency"),
    [
        ({"search_price": "130.00", "store_price": "1", "display_price": "EUR2.00"}, 13000, "EUR"),
        ({"search_price": "", "store_price": "129,95", "display_price": "EUR2.00"}, 12995, "EUR"),
        ({"search_price": "N/A", "display_price": "EUR128.50"}, 12850, "EUR"),
        ({"search_price": "", "display_price": "399.90 BRL", "currency": ""}, 39990, "BRL"),
        ({"search_price": "249,90", "currency": "", "display_price": "GBP249.90"}, 24990, "GBP"),
        ({"search_price": "1.299,90"}, 129990, "EUR"),
        ({"search_price": "1,299.90"}, 129990, "EUR"),
        ({"search_price": "€ 0,99"}, 99, "EUR"),
        ({"search_price": "0.07", "currency": "usd", "display_price": ""}, 7, "USD"),
        ({"search_price": "1.10"}, 110, "EUR"),
        ({"search_price": "2.675,00"}, 267500, "EUR"),
        ({"search_price": "21474836.47"}, 2_147_483_647, "EUR"),
        ({"search_price": "0"}, 0, "EUR"),
        ({"search_price": "", "display_price": ""}, None, "EUR"),
    ],
)
def test_prices(cells, cents, currency):
    assert counts(awin(feed(offer(1, **cells)))) == (1, 0, 0, 0, 0)
    assert (landed(1).retail_price_cents, landed(1).currency) == (cents, currency)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"search_price": "0.005"}, "search_price"),  # half a cent
        ({"search_price": "1300.0050"}, "search_price"),
        ({"search_price": "1.249"}, "search_price"),
        ({"search_price": "-1"}, "search_price"),
        ({"search_price": "1e3"}, "search_price"),
        ({"search_price": "NaN"}, "search_price"),
        ({"search_price": "Infinity"}, "search_price"),
        ({"search_price": "21474836.48"}, "search_price"),
        ({"search_price": "9" * 500}, "search_price"),
        ({"search_price": "١٣٠"}, "search_price"),
        ({"search_price": "GBP130.00"}, "search_price"),  # the row is in EUR
        ({"store_price": "GBP130.00"}, "store_price"),
        ({"rrp_price": "150 USD"}, "rrp_price"),
        ({"search_price": "100 \u212art", "currency": ""}, "search_price"),  # the Kelvin sign, which is a K to some
        ({"search_price": "100 \u017fek", "currency": ""}, "search_price"),
        ({"currency": "Euro"}, "currency"),
        ({"currency": "ÄÖÜ"}, "currency"),
        ({"merchant_id": "2147483648"}, "merchant_id"),
        ({"merchant_id": "1" * 5000}, "merchant_id"),
        ({"merchant_id": "-1"}, "merchant_id"),
        ({"merchant_id": "N/A"}, "merchant_id"),
        ({"merchant_id": "²"}, "merchant_id"),
        ({"stock_quantity": "1.5"}, "stock_quantity"),
        ({"in_stock": "vielleicht"}, "in_stock"),
        ({"product_name": "  "}, "product_name"),
        ({"product_name": "x" * 501}, "product_name"),
        ({"ean": "1" * 21}, "ean"),
        ({"aw_product_id": ""}, "aw_product_id"),
        ({"aw_product_id": "1" * 51}, "aw_product_id"),
        ({"size": "x" * 21}, "Fashion:size"),
        ({"last_updated": "9999-12-31 23:59:59"}, "last_updated"),
        ({"last_updated": "2026-02-30"}, "last_updated"),
        ({"last_updated": "0001-01-01 00:00:00 +14"}, "last_updated"),
        ({"last_updated": "14.03.2026"}, "last_updated"),
    ],
)
def test_one_bad_row_is_told_with_its_reason_and_never_stops_the_others(cells, column):
    bad = {**offer(1), **offer(1, **cells)} if "aw_product_id" not in cells else {**offer(1), **cells}
    outcome = awin(feed(offer(2), bad, offer(3)))
    assert counts(outcome) == (2, 0, 0, 0, 1)
    assert list(reasons(outcome)[2]) == [column]
    (record,) = records(outcome)
    assert record.source_data["merchant_name"] == "Schuhkiste DE"
    assert column in record.error_message


def test_all_reasons_of_a_row_are_told():
    outcome = awin(feed(offer(1, search_price="x", brand_id="y", in_stock="z", product_name="")))
    assert reasons(outcome)[1].keys() == {"search_price", "brand_id", "in_stock", "product_name"}


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE integration.awin_products; --",
        "\\",
        "\\.",
        "a\\Nb",
        "\\t\\n",
        "a\tb",
        "a\rb",
        "a\r\nb",
        "a\nb",
        'a"b',
        "%s %(x)s {x} $1",
        "👟🏽\u200d",
        "e\u0301 ﷺ \u202e",
        "\u2028\u2029\x85x",
        "\x01\x07\x1b[31m",
        '{"a": "\\u0000"}',
        "</script><b>",
        "\ufeffx",
    ],
)
def test_any_text_lands_as_it_is(text):
    values = {"product_name": f"x{text}x", "description": f"x{text}x", "alternate_image": f"x{text}x"}
    content = feed(offer(1, **values), offer(2, search_price=f"x{text}"), quoting=csv.QUOTE_ALL)
    outcome = awin(content)
    assert counts(outcome) == (1, 0, 0, 0, 1)
    row = landed(1)
    assert (row.product_name, row.description, row.alternate_images) == (f"x{text}x", f"x{text}x", [f"x{text}x"])
    assert counts(awin(content, again=True)) == (0, 0, 1, 0, 1)


def test_a_nul_byte_refuses_its_row_alone():
    content = feed(offer(1, product_name="a@b"), offer(2)).replace(b"a@b", b"a\0b")
    outcome = awin(content)
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert records(outcome)[0].source_data["product_name"] == "a\u2400b"


def test_longest_texts_fit_in_letters_not_bytes():
    assert counts(awin(feed(offer(1, product_name="👟" * 500, brand_name="ß" * 200, ean="1" * 20)))) == (1, 0, 0, 0, 0)
    assert landed(1).product_name == "👟" * 500


def test_an_ean_that_is_none_lands_with_a_remark():
    outcome = awin(feed(offer(1, ean="4 550457 535267"), offer(2, ean="4550457535268"), offer(3, ean="0045504575352")))
    assert counts(outcome) == (3, 0, 0, 0, 0)
    assert outcome.counts.notes == 3
    assert [record.status for record in records(outcome)] == ["processed"] * 3
    assert (landed(1).ean, landed(3).ean) == ("4 550457 535267", "0045504575352")  # leading zeros stay


def test_remarks_are_made_once():
    content = feed(offer(1, ean="123"))
    assert awin(content).counts.notes == 1
    assert awin(content, again=True).counts.notes == 0


def test_broken_rows_of_all_kinds_between_right_ones():
    lines = feed(*(offer(number, description="Ein Schuh.") for number in range(1, 8))).split(b"\n")
    lines[2] += b",one cell more"
    lines[3] = b"only,three,cells"
    lines[4] = lines[4].replace(b"Ein Schuh.", b'"Ein Schuh.')
    lines[5] = lines[5].replace(b"Ein Schuh.", b"Ein \xff Schuh.")
    lines[6] = lines[6].replace(b"Ein Schuh.", b"Ein \r Schuh.")
    outcome = awin(b"\n".join(lines))
    assert counts(outcome) == (2, 0, 0, 0, 5)
    assert set(reasons(outcome)) == {2, 3, 4, 5, 6}
    assert all(reasons(outcome).values())


def test_a_windows_file():
    assert counts(awin(feed(offer(1), offer(2), encoding="cp1252"))) == (2, 0, 0, 0, 0)
    assert landed(1).colour == "weiß"


def test_one_broken_byte_in_a_large_file_loses_no_rows():
    """The encoding is looked for while the rows are read, from the same file."""
    columns = ["aw_product_id", "product_name", "merchant_id", "search_price", "description"]
    lines = feed(*(offer(number, description="x" * 9_000) for number in range(1, 1501)), columns=columns).split(b"\n")
    lines[600] = lines[600].replace(b"xxx", b"x\xff", 1)
    assert counts(awin(b"\n".join(lines))) == (1499, 0, 0, 0, 1)


def test_more_rows_than_land_at_once(monkeypatch):
    monkeypatch.setattr("apps.integration.imports.awin.importer.AT_ONCE", 3)
    rows = [offer(number) for number in range(1, 9)]
    content = feed(*rows, offer(1, colour="rot"), offer(9, ean="1"), offer(8))
    outcome = awin(content)
    assert counts(outcome) == (9, 0, 0, 2, 0)
    assert [record.row_number for record in records(outcome)] == [9, 10]
    before = state()
    assert counts(awin(content, again=True)) == (0, 0, 9, 2, 0)
    assert state() == before
    changed = [offer(number, search_price="1.00") for number in range(1, 9)]
    assert counts(awin(feed(*changed, *rows))) == (0, 8, 0, 8, 0)


def test_a_limit_reads_the_first_rows_and_leaves_the_rest_for_another_time():
    content = feed(*(offer(number) for number in range(1, 6)))
    assert counts(awin(content, limit=2)) == (2, 0, 0, 0, 0)
    assert counts(awin(content)) == (3, 0, 2, 0, 0)


def test_empty_lines_are_no_rows():
    content = feed(offer(1), offer(2)).replace(b"\n3", b"\n\n \n3") + b"\n\n"
    assert counts(awin(content)) == (2, 0, 0, 0, 0)
