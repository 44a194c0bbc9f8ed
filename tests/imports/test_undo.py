"""Taking an import back: everything is as it was, to the last column, unless later work rests on it."""

import datetime
from decimal import Decimal

import pytest

from apps.core.models import Brand, Category, Platform
from apps.integration.imports.undo import LaterWork, undo
from apps.integration.models import AwinPriceHistory, AwinProduct, ImportBatch, ImportChange
from apps.products.models import InventoryItem, Product
from apps.transactions.models import Order
from soleflip.intake.errors import IntakeError
from tests.imports.bringing_in import alias, awin, counts, differences, state, stockx
from tests.imports.feeds import feed, offer
from tests.imports.reports import alias as alias_report
from tests.imports.reports import alias_sale, order_number, sale
from tests.imports.reports import stockx as stockx_report
from tests.support.monthly_sales import ADDED_UP, COUNTED_ANEW
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.usefixtures("committed")
BOUGHT = datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.UTC)


def entered(number, **values) -> Order:
    """A sale that staff entered, with costs."""
    lot = values.pop("inventory", None) or make(
        "products.InventoryItem", quantity=1, purchase_price=Decimal("80.10"), purchase_date=BOUGHT, status="sold"
    )
    values = {"sale_price": 150, "original_buy_price": Decimal("80.10"), **values}
    platform = Platform.objects.get(slug="stockx")
    return make(
        "transactions.Order",
        platform=platform,
        inventory=lot,
        external_id=order_number(number),
        currency="EUR",
        **values,
    )


def takes_everything_back(bring_in, content):
    before = state()
    outcome = bring_in(content)
    after = state()
    assert differences(before, after) != {}
    assert undo(outcome.batch, dry_run=True).is_whole
    assert differences(after, state()) == {}
    assert undo(outcome.batch).is_whole
    assert differences(before, state()) == {}
    assert query(ADDED_UP) == query(COUNTED_ANEW)
    assert counts(bring_in(content)) == counts(outcome)
    return outcome


def test_sizes_that_an_import_made_go_with_it():
    make(Product, style_code="DZ5485-612", brand=Brand.objects.get(slug="jordan"))
    sizes = ("9", "9W", "6Y", "42.5", "XL", "3J")
    takes_everything_back(stockx, stockx_report(*(sale(number, Sku_Size=size) for number, size in enumerate(sizes, 1))))
    takes_everything_back(alias, alias_report(*(alias_sale(number, SIZE=size) for number, size in enumerate(sizes, 1))))


def test_a_first_import_of_each_kind():
    takes_everything_back(awin, feed(offer(1), offer(2)))
    takes_everything_back(stockx, stockx_report(sale(1), sale(2, Style="N/A"), sale(3, Sku_Size="N/A")))
    takes_everything_back(alias, alias_report(alias_sale(1), alias_sale(2, SKU="CP9366")))


def test_a_feed_over_earlier_ones():
    awin(feed(offer(1), offer(2), offer(3, rrp_price="150", alternate_image='a"\\b')))
    awin(feed(offer(1, search_price="120.00"), offer(2, in_stock="0", stock_quantity="0")))
    AwinProduct.objects.filter(awin_product_id="3").update(
        match_confidence="0.50", stockx_lowest_ask_cents=1, last_updated=BOUGHT, last_enriched_at=BOUGHT
    )
    takes_everything_back(
        awin, feed(offer(1, search_price="110.00"), offer(2), offer(3, colour="\\N", search_price="1"), offer(4))
    )


def test_a_taken_back_feed_is_read_again():
    awin(feed(offer(1)))
    second = awin(feed(offer(1, search_price="1.00")))
    undo(second.batch)
    assert counts(awin(feed(offer(1, search_price="1.00")))) == (0, 1, 0, 0, 0)


def test_reports_over_what_staff_entered():
    entered(1)
    entered(2, net_proceeds=100, order_status="shipped")
    entered(3, order_status="cancelled")
    make("products.Product", style_code="DZ5485-612")
    takes_everything_back(stockx, stockx_report(sale(1), sale(2), sale(3), sale(4)))


def test_a_lot_that_was_sold_twice():
    """It came back and was sold again: both sales change, and with each the figures of the one lot."""
    first = entered(1, order_status="cancelled")
    entered(2, inventory=first.inventory, net_proceeds=Decimal("100.00"))
    takes_everything_back(
        stockx,
        stockx_report(sale(2, Sale_Date="2024-08-02 00:00:00 +00"), sale(1, Sale_Date="2024-08-01 00:00:00 +00")),
    )


def test_numbers_within_json_stay_as_they_are():
    entered(1)
    query("""UPDATE products.inventory SET external_ids = '{"weight": 1.10, "id": 12345678901234567890.123456789}'""")
    takes_everything_back(stockx, stockx_report(sale(1)))


def test_the_category_that_was_made_for_it():
    Category.objects.filter(slug__in=("other", "sneakers")).delete()
    takes_everything_back(stockx, stockx_report(sale(1), sale(2, Item="Air Jordan 1", Style="AA1111-100")))


def test_more_rows_than_stand_in_one_change(monkeypatch):
    monkeypatch.setattr("apps.integration.imports.changes.AT_ONCE", 2)
    monkeypatch.setattr("apps.integration.imports.awin.importer.AT_ONCE", 2)
    for number in range(1, 4):
        entered(number)
    takes_everything_back(stockx, stockx_report(*map(sale, range(1, 8))))
    awin(feed(*(offer(number, colour="rot") for number in range(1, 6))))
    takes_everything_back(awin, feed(*map(offer, range(1, 8))))


def test_imports_one_after_the_other_are_taken_back_one_after_the_other():
    states, batches = [state()], []
    for price in ("100.00", "110.00", "120.00"):
        batches.append(awin(feed(offer(1, search_price=price))).batch)
        states.append(state())
    with pytest.raises(LaterWork, match="later work rests on 1 row"):
        undo(batches[0])
    for batch in reversed(batches):
        states.pop()
        undo(batch)
        assert differences(states[-1], state()) == {}


def test_later_work_is_named_and_nothing_is_taken_back():
    batch = stockx(stockx_report(sale(1), sale(2))).batch
    Order.objects.filter(external_id=order_number(1)).update(notes="angerufen")
    before = state()
    with pytest.raises(LaterWork) as caught:
        undo(batch)
    said = [str(held) for held in caught.value.undone.held]
    assert any(order_number(1) in text and "was changed since" in text for text in said)
    assert differences(before, state()) == {}
    assert ImportBatch.objects.get(pk=batch.pk).status == "completed"
    assert len(undo(batch, dry_run=True).held) == len(said)
    assert differences(before, state()) == {}


def test_a_day_on_the_shelf_is_no_later_work():
    batch = stockx(stockx_report(sale(1))).batch
    query("ALTER TABLE products.inventory DISABLE TRIGGER trigger_calculate_inventory_analytics")
    query("UPDATE products.inventory SET shelf_life_days = coalesce(shelf_life_days, 0) + 1")
    query("ALTER TABLE products.inventory ENABLE TRIGGER trigger_calculate_inventory_analytics")
    assert undo(batch).is_whole


def test_partly_takes_back_what_no_later_work_rests_on():
    batch = stockx(stockx_report(sale(1), sale(2, Style="CP9366"))).batch
    Order.objects.filter(external_id=order_number(1)).update(notes="angerufen")
    undone = undo(batch, partly=True)
    assert Order.objects.get().external_id == order_number(1)
    assert Product.objects.get().style_code == "DZ5485-612"
    assert InventoryItem.objects.count() == 1
    assert undone.deleted[Order] == 1
    assert undone.held
    Order.objects.update(notes=None)  # what was in the way is gone: the rest follows
    assert undo(batch).is_whole
    assert not Product.objects.exists()
    with pytest.raises(IntakeError, match="taken back already"):
        undo(batch)
    assert not ImportChange.objects.exists()


@pytest.mark.parametrize(
    "later",
    [
        lambda: make("products.InventoryItem", product=Product.objects.get(), quantity=1),
        lambda: make("integration.PriceSource", product=Product.objects.get()),
        lambda: make("integration.AwinProduct", matched_product=Product.objects.get()),
        lambda: make("transactions.Order", inventory=InventoryItem.objects.get(), sale_price=10),
        lambda: make("platforms.StockXListing", inventory=InventoryItem.objects.get(), product=Product.objects.get()),
        lambda: Product.objects.update(name="Anders"),
        lambda: InventoryItem.objects.update(location="A1"),
    ],
)
def test_what_rests_on_it(later):
    batch = stockx(stockx_report(sale(1))).batch
    later()
    before = state()
    with pytest.raises(LaterWork):
        undo(batch)
    assert differences(before, state()) == {}


def test_what_staff_deleted_since_is_no_hindrance():
    before = state()
    batch = awin(feed(offer(1), offer(2))).batch
    AwinProduct.objects.filter(awin_product_id="1").delete()
    assert undo(batch).deleted[AwinProduct] == 1
    assert differences(before, state()) == {}


def test_a_changed_row_that_was_deleted_since_is_told():
    awin(feed(offer(1)))
    batch = awin(feed(offer(1, colour="rot"))).batch
    AwinProduct.objects.all().delete()
    with pytest.raises(LaterWork) as caught:
        undo(batch)
    assert "deleted since" in str(caught.value.undone.held[0])


def test_a_later_import_of_another_source_rests_on_the_product():
    batch = stockx(stockx_report(sale(1, Style="DM7866-200"))).batch
    second = alias(alias_report(alias_sale())).batch
    with pytest.raises(LaterWork, match="later work rests on"):
        undo(batch)
    undo(second)
    undo(batch)
    assert not Product.objects.exists()


def test_an_offer_that_was_enriched_since_stays():
    batch = awin(feed(offer(1), offer(2))).batch
    AwinProduct.objects.filter(awin_product_id="1").update(stockx_style_id="x")
    with pytest.raises(LaterWork):
        undo(batch)
    undo(batch, partly=True)
    assert AwinProduct.objects.get().awin_product_id == "1"
    assert AwinPriceHistory.objects.count() == 1


def test_price_history_of_before_survives():
    awin(feed(offer(1)))
    AwinProduct.objects.update(retail_price_cents=9900)
    batch = awin(feed(offer(1)), again=True).batch
    assert AwinPriceHistory.objects.count() == 3
    undo(batch)
    history = AwinPriceHistory.objects.order_by("recorded_at").values_list("price_cents", flat=True)
    assert list(history) == [13000, 9900]


def test_what_is_older_than_thirty_days_cannot_be_taken_back():
    batch = awin(feed(offer(1))).batch
    ImportChange.objects.update(created_at=BOUGHT)
    awin(feed(offer(2)))
    with pytest.raises(IntakeError, match="kept for 30 days"):
        undo(batch)


def test_what_stayed_is_taken_back_once_the_later_work_is_undone():
    before = state()
    first = awin(feed(offer(1), offer(2)))
    with_later_work = AwinProduct.objects.get(awin_product_id="1")
    AwinProduct.objects.filter(pk=with_later_work.pk).update(colour="rot")
    undo(first.batch, partly=True)
    AwinProduct.objects.filter(pk=with_later_work.pk).update(colour=with_later_work.colour)
    undo(first.batch)
    assert differences(before, state()) == {}


def test_partly_with_nothing_that_could_be_taken_back_forgets_nothing():
    first = awin(feed(offer(1)))
    AwinProduct.objects.update(colour="rot")
    with pytest.raises(LaterWork):
        undo(first.batch, partly=True)
    assert ImportChange.objects.filter(batch=first.batch).exists()


def test_a_file_that_was_taken_back_can_be_imported_although_it_was_read_twice():
    content = feed(offer(1))
    first = awin(content)
    awin(content, again=True)  # nothing to do
    undo(first.batch)
    assert counts(awin(content)) == (1, 0, 0, 0, 0)
