"""Doing it twice changes nothing, not even updated_at; and a file that is none changes nothing either."""

import pytest

from apps.integration.models import ImportBatch
from soleflip.intake.errors import IntakeError
from tests.imports.bringing_in import alias, awin, counts, differences, state, stockx
from tests.imports.feeds import COLUMNS, feed, offer
from tests.imports.reports import alias as alias_report
from tests.imports.reports import alias_sale, sale
from tests.imports.reports import stockx as stockx_report

FILES = {
    awin: feed(offer(1), offer(2, search_price="x"), offer(1, colour="rot"), offer(3, ean="1"), offer("N/A")),
    stockx: stockx_report(sale(1), sale(2, payout="999"), sale(1, payout="1"), sale(3, Style="N/A", Sku_Size="N/A")),
    alias: alias_report(alias_sale(1), alias_sale(2, price="x"), alias_sale(1), alias_sale(3, CREDIT_DATE="1/1/24")),
}


@pytest.mark.parametrize("bring_in", FILES)
def test_twice_is_once(committed, bring_in):
    first = counts(bring_in(FILES[bring_in]))
    before = state()
    with pytest.raises(IntakeError, match=r"was imported already, on .*: nothing was done"):
        bring_in(FILES[bring_in])
    second = counts(bring_in(FILES[bring_in], again=True))
    assert differences(before, state()) == {}
    assert second == (0, 0, first[0] + first[1] + first[2], *first[3:])


@pytest.mark.parametrize("bring_in", FILES)
def test_a_dry_run_counts_the_same_and_writes_nothing(committed, bring_in):
    before = state()
    dry = counts(bring_in(FILES[bring_in], dry_run=True))
    assert differences(before, state()) == {}
    assert not ImportBatch.objects.exists()
    assert counts(bring_in(FILES[bring_in])) == dry


@pytest.mark.django_db
@pytest.mark.parametrize("bring_in", FILES)
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"a,b\n1,2\n", "lacks the columns"),
        ("aw_product_id,Order Number\n".encode("utf-16"), "UTF-16"),
        (b"\0\0\0", "NUL"),
        (b"\x1f\x8bgarbage", "breaks off"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\3", "breaks off|damaged"),
        (b"PK\x03\x04garbage", "damaged"),
        (b"x" * (1 << 21), "longer than"),
        (b"%PDF-1.4\n", "lacks the columns"),
        (b"a\rb\rc\r", "as Macs once did"),
    ],
)
def test_a_wrong_file_is_one_sentence_and_changes_nothing(bring_in, content, sentence):
    before = state()
    with pytest.raises(IntakeError, match=sentence) as caught:
        bring_in(content)
    assert "\n" not in str(caught.value)
    assert differences(before, state()) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("bring_in", FILES)
def test_a_report_of_another_kind_is_a_wrong_file(bring_in):
    for content in (content for other, content in FILES.items() if other is not bring_in):
        with pytest.raises(IntakeError, match=r"is not an? "):
            bring_in(content)


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["aw_product_id", "product_name", "merchant_id"])
def test_a_feed_without_a_needed_column(missing):
    with pytest.raises(IntakeError, match=f"lacks the column {missing};"):
        awin(feed(offer(1), columns=[name for name in COLUMNS if name != missing]))


@pytest.mark.django_db
def test_a_feed_without_any_price():
    prices = ("search_price", "store_price", "display_price")
    with pytest.raises(IntakeError, match="search_price or store_price or display_price"):
        awin(feed(offer(1), columns=[name for name in COLUMNS if name not in prices]))


@pytest.mark.django_db
def test_a_column_twice_is_a_wrong_file():
    with pytest.raises(IntakeError, match="twice"):
        awin(feed(offer(1), columns=[*COLUMNS, "EAN"]))


@pytest.mark.django_db
@pytest.mark.parametrize("bring_in", FILES)
def test_a_header_alone_is_a_file_without_rows(bring_in):
    assert counts(bring_in(FILES[bring_in].split(b"\n")[0])) == (0, 0, 0, 0, 0)
