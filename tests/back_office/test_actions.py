"""What people do with rows: list them, sell them, take them back, change an ask with a reason."""

from decimal import Decimal

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.models import Platform
from apps.platforms.models import ListingPriceChange
from apps.products.models import InventoryItem
from apps.transactions.models import Order
from tests.support.pages import errors, fields, send, text
from tests.support.rows import make

pytestmark = pytest.mark.django_db

LOTS = "/admin/products/inventoryitem/"
LISTINGS = "/admin/platforms/stockxlisting/"


@pytest.fixture
def lot():
    product = make("products.Product", name="Dunk Low")
    return make("products.InventoryItem", product=product, purchase_price=100, status="in_stock")


@pytest.fixture
def buyer(clients):
    return clients[Role.USER]


def act(client, page, action, rows, **answers):
    """Choose an action for the rows; with answers, answer its question too, as it was put."""
    values = {"action": action, "_selected_action": [row.pk for row in rows]}
    question = client.post(page, values, follow=True)
    return client.post(page, {**values, **put(question), **answers}, follow=True) if answers else question


def put(question):
    """The hidden part of a question's form."""
    return {name: value for name, value in fields(question).items() if name in ("seen", "answered")}


def sale(lot, price="150", payout="", number="", **more):
    platform = more.pop("platform", None) or Platform.objects.get(slug="ebay")
    when = {"sold_at_0": "2026-03-22", "sold_at_1": "10:00:00", "currency": "EUR", "platform": platform.pk}
    return {**when, f"price_{lot.pk}": price, f"payout_{lot.pk}": payout, f"number_{lot.pk}": number, **more}


class TestMarkListed:
    def test_it_asks_where_and_writes_it(self, buyer, lot):
        assert "Listed on" in text(act(buyer, LOTS, "mark_lots_listed", [lot]))
        response = act(buyer, LOTS, "mark_lots_listed", [lot], places=["listed_stockx", "listed_local"])
        assert "1 lot is listed on StockX, Local classifieds." in text(response)
        lot.refresh_from_db()
        assert (lot.status, lot.listed_stockx, lot.listed_alias, lot.listed_local) == ("listed", True, False, True)
        assert "StockX, local" in text(buyer.get(LOTS))

    def test_a_sold_lot_is_refused_and_none_is_changed(self, buyer, lot):
        sold = make("products.InventoryItem", status="sold")
        response = act(buyer, LOTS, "mark_lots_listed", [lot, sold], places=["listed_alias"])
        assert "is sold: mark it returned first." in text(response)
        lot.refresh_from_db()
        assert lot.status == "in_stock"

    def test_without_a_place_it_asks_again(self, buyer, lot):
        assert "This field is required." in text(act(buyer, LOTS, "mark_lots_listed", [lot], places=[]))


class TestMarkSold:
    def test_a_sale_with_its_figures(self, buyer, lot):
        response = act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot, "150", "132.50", "E-1"))
        assert "1 pair sold on eBay." in text(response)
        order = Order.objects.get(external_id="E-1")
        assert (order.inventory, order.net_proceeds, order.platform_fee) == (lot, Decimal("132.50"), Decimal("17.50"))
        assert order.net_profit == Decimal("32.50")
        lot.refresh_from_db()
        assert (lot.status, lot.roi_percentage) == ("sold", Decimal("32.50"))

    def test_without_a_payout_the_profit_stays_unknown(self, buyer, lot):
        act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot))
        order = Order.objects.get(inventory=lot)
        assert (order.net_proceeds, order.platform_fee, order.net_profit) == (None, None, None)

    def test_a_sale_in_another_currency_has_no_profit_in_euro(self, buyer, lot):
        act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot, "150", "130", currency="USD"))
        assert Order.objects.get(inventory=lot).net_profit is None

    def test_one_pair_of_several_becomes_a_lot_of_its_own(self, buyer, lot):
        InventoryItem.objects.filter(pk=lot.pk).update(quantity=3)
        act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot, "150", "130"))
        lot.refresh_from_db()
        assert (lot.quantity, lot.status) == (2, "in_stock")
        sold = Order.objects.get().inventory
        assert (sold.quantity, sold.status, sold.purchase_price) == (1, "sold", 100)
        assert sold.created_at == lot.created_at

    def test_on_stockx_the_listing_is_over(self, buyer, lot):
        listing = make("platforms.StockXListing", inventory=lot)
        act(
            buyer,
            LOTS,
            "mark_lots_sold",
            [lot],
            **sale(lot, platform=Platform.objects.get(slug="stockx"), number="5-5"),
        )
        listing.refresh_from_db()
        assert (listing.status, listing.is_active) == ("sold", False)
        order = Order.objects.get()
        assert (order.listing, order.stockx_order_number) == (listing, "5-5")

    def test_sold_elsewhere_the_listing_must_be_taken_down(self, buyer, lot):
        make("platforms.StockXListing", inventory=lot, stockx_listing_id="L-1")
        assert "Take down the StockX listing L-1" in text(act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot)))

    @pytest.mark.parametrize(
        ("answers", "sentence"),
        [
            ({"price": ""}, "This field is required."),
            ({"price": "0"}, "greater than or equal to 0.01"),
            ({"price": "100", "payout": "101"}, "No platform pays out more than the price."),
            ({"currency": "euro"}, "Three capital letters, such as EUR."),
            ({"platform": None}, "This field is required."),
        ],
    )
    def test_what_makes_no_sense_is_said_at_its_field(self, buyer, lot, answers, sentence):
        values = sale(lot, **{k: v for k, v in answers.items() if k != "platform"})
        if "platform" in answers:
            values["platform"] = ""
        assert sentence in text(act(buyer, LOTS, "mark_lots_sold", [lot], **values))
        assert not Order.objects.exists()

    def test_all_of_the_chosen_lots_or_none(self, buyer, lot):
        other = make("products.InventoryItem", status="in_stock")
        act(buyer, LOTS, "mark_lots_sold", [lot, other], **{**sale(lot, number="N"), **sale(other, number="N")})
        assert not Order.objects.exists(), "the number is taken by the first"
        lot.refresh_from_db()
        assert lot.status == "in_stock"

    def test_a_lot_is_sold_once(self, buyer, lot):
        act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot))
        assert "is sold already" in text(act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot)))
        assert Order.objects.count() == 1


class TestMarkReturned:
    def test_the_sale_is_cancelled_and_the_figures_follow(self, buyer, lot):
        act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot, "150", "130"))
        response = act(buyer, LOTS, "mark_lots_returned", [lot], reason="wrong size")
        assert "1 lot returned, 1 sale cancelled: wrong size." in text(response)
        lot.refresh_from_db()
        assert (lot.status, lot.roi_percentage) == ("returned", None)
        order = Order.objects.get()
        assert (order.order_status, order.notes) == ("cancelled", "Returned: wrong size")

    def test_what_was_not_sold_cannot_come_back(self, buyer, lot):
        assert "was not sold" in text(act(buyer, LOTS, "mark_lots_returned", [lot], reason="x"))


class TestChangeAsk:
    @pytest.fixture
    def listing(self):
        return make("platforms.StockXListing", ask_price=150, current_lowest_ask=140, current_highest_bid=120)

    def test_the_price_the_reason_and_the_market_are_remembered(self, buyer, listing):
        response = act(buyer, LISTINGS, "change_asks", [listing], price="139", reason="undercut")
        assert "is 139.00 EUR now (undercut)." in text(response)
        change = ListingPriceChange.objects.get(listing=listing)
        assert (change.old_price, change.new_price, change.change_reason) == (150, 139, "undercut")
        assert (change.market_lowest_ask, change.market_highest_bid) == (140, 120)
        listing.refresh_from_db()
        assert (listing.ask_price, listing.original_ask_price) == (139, 150)

    @pytest.mark.parametrize("answers", [{"price": "-1", "reason": "x"}, {"price": "10", "reason": ""}, {"price": "x"}])
    def test_no_price_without_a_reason(self, buyer, listing, answers):
        act(buyer, LISTINGS, "change_asks", [listing], **{"reason": "", **answers})
        assert not ListingPriceChange.objects.exists()

    def test_the_same_price_is_no_change(self, buyer, listing):
        act(buyer, LISTINGS, "change_asks", [listing], price="150", reason="again")
        assert not ListingPriceChange.objects.exists()

    def test_there_is_no_way_around_it(self, buyer, listing):
        address = reverse("admin:platforms_stockxlisting_change", args=[listing.pk])
        assert errors(send(buyer, address, ask_price="1")) == {}
        listing.refresh_from_db()
        assert listing.ask_price == 150

    def test_a_new_listing_begins_its_history(self, buyer):
        product = make("products.Product")
        values = {"product": product.pk, "stockx_listing_id": "L", "stockx_product_id": "P", "ask_price": "99"}
        address = reverse("admin:platforms_stockxlisting_add")
        assert buyer.post(address, {**values, "status": "active", "is_active": "on"}).status_code == 302
        change = ListingPriceChange.objects.get()
        assert (change.old_price, change.new_price) == (None, 99)


@pytest.mark.parametrize(
    ("page", "action"),
    [
        (LOTS, "mark_lots_listed"),
        (LOTS, "mark_lots_sold"),
        (LOTS, "mark_lots_returned"),
        (LISTINGS, "change_asks"),
        (LOTS, "delete_selected"),
    ],
)
def test_who_only_looks_cannot_act(clients, lot, page, action):
    make("platforms.StockXListing", inventory=lot)
    assert action not in text(clients[Role.READONLY].get(page))
    response = act(
        clients[Role.READONLY], page, action, [lot], places=["listed_alias"], price="1", reason="x", post="yes"
    )
    lot.refresh_from_db()
    assert lot.status == "in_stock"
    assert not ListingPriceChange.objects.exists()
    assert response.status_code == 200


def test_an_answer_is_for_a_hundred_rows_at_most(buyer):
    lots = [make("products.InventoryItem") for _ in range(101)]
    response = act(buyer, LOTS, "mark_lots_listed", lots, places=["listed_alias"])
    assert "Choose 100 rows at most: nothing was done." in text(response)


def test_what_was_done_stands_in_the_history_of_the_row(admin, lot):
    act(admin, LOTS, "mark_lots_listed", [lot], places=["listed_alias"])
    history = reverse("admin:products_inventoryitem_history", args=[lot.pk])
    assert "1 lot is listed on Alias." in text(admin.get(history))


class TestTwice:
    """A form that is sent again, by a double click or from a second window, acts once."""

    def test_a_sale_of_one_of_several_pairs(self, buyer, lot):
        InventoryItem.objects.filter(pk=lot.pk).update(quantity=3)
        chosen = {"action": "mark_lots_sold", "_selected_action": [lot.pk]}
        form = {**chosen, **put(buyer.post(LOTS, chosen)), **sale(lot)}
        assert "1 pair sold" in text(buyer.post(LOTS, form, follow=True))
        assert "Somebody has written these rows since" in text(buyer.post(LOTS, form, follow=True))
        assert Order.objects.count() == 1

    def test_from_a_list_that_no_longer_shows_the_lot(self, buyer, lot):
        listing = f"{LOTS}?status__exact=in_stock"
        chosen = {"action": "mark_lots_sold", "_selected_action": [lot.pk]}
        form = {**chosen, **put(buyer.post(listing, chosen)), **sale(lot)}
        buyer.post(listing, form)
        assert "Not all of the chosen rows are in this list any more" in text(buyer.post(listing, form, follow=True))
        assert Order.objects.count() == 1

    @pytest.mark.parametrize("slug", ["stockx", "ebay"])
    def test_an_order_number_that_is_taken_is_said_and_nothing_entered_is_lost(self, buyer, slug):
        platform = Platform.objects.get(slug=slug)
        first, second = (make("products.InventoryItem", status="in_stock") for _ in range(2))
        act(buyer, LOTS, "mark_lots_sold", [first], **sale(first, number="N-1", platform=platform))
        response = act(
            buyer, LOTS, "mark_lots_sold", [second], **sale(second, "151.5", number="N-1", platform=platform)
        )
        assert "already." in text(response)
        assert 'value="151.5"' in text(response)


class TestSalesOnTheirOwnPage:
    ADD = "/admin/transactions/order/add/"

    def values(self, lot, **more):
        when = {"sold_at_0": "2026-03-22", "sold_at_1": "10:00:00", "order_status": "pending"}
        platform = Platform.objects.get(slug="ebay").pk
        return {"inventory": lot.pk, "platform": platform, "sale_price": "150", "currency": "EUR", **when, **more}

    def test_a_sale_takes_its_lot_along_and_knows_its_figures(self, buyer, lot):
        lot.listed_stockx = True
        lot.save()
        assert buyer.post(self.ADD, self.values(lot, net_proceeds="130")).status_code == 302
        lot.refresh_from_db()
        assert (lot.status, lot.listed_stockx) == ("sold", False)
        order = Order.objects.get()
        assert (order.net_profit, order.roi, order.actual_margin) == (30, 30, 20)

    def test_what_is_sold_is_not_sold_again(self, buyer, lot):
        buyer.post(self.ADD, self.values(lot))
        assert "is sold already" in errors(buyer.post(self.ADD, self.values(lot)))["inventory"][0]
        assert Order.objects.count() == 1

    def test_nor_put_back_into_stock_by_hand(self, buyer, lot):
        buyer.post(self.ADD, self.values(lot))
        address = reverse("admin:products_inventoryitem_change", args=[lot.pk])
        assert "mark it returned" in errors(send(buyer, address, status="in_stock"))["status"][0]

    @pytest.mark.parametrize(
        ("day", "reason"), [("2199-01-01", "in the future"), ("2001-01-01", "before it was bought")]
    )
    def test_a_day_that_cannot_be(self, buyer, lot, day, reason):
        InventoryItem.objects.filter(pk=lot.pk).update(purchase_date="2026-03-01T00:00Z")
        assert reason in errors(buyer.post(self.ADD, self.values(lot, sold_at_0=day)))["inventory"][0]
        assert reason in text(act(buyer, LOTS, "mark_lots_sold", [lot], **{**sale(lot), "sold_at_0": day}))

    def test_a_cancelled_sale_is_revived_only_while_the_pair_is_here(self, buyer, lot):
        buyer.post(self.ADD, self.values(lot))
        first = reverse("admin:transactions_order_change", args=[Order.objects.get().pk])
        act(buyer, LOTS, "mark_lots_returned", [lot], reason="too small")
        buyer.post(self.ADD, self.values(lot))
        assert "is sold already" in errors(send(buyer, first, order_status="pending"))["inventory"][0]

    def test_figures_that_an_import_wrote_stay_while_nothing_changes_that_they_rest_on(self, buyer, lot):
        order = make("transactions.Order", inventory=lot, net_proceeds=130, net_profit=29)
        send(buyer, reverse("admin:transactions_order_change", args=[order.pk]), notes="by the import")
        order.refresh_from_db()
        assert (order.net_profit, order.notes) == (29, "by the import")

    def test_another_lot_on_a_sale_is_sold_instead(self, buyer, lot):
        buyer.post(self.ADD, self.values(lot))
        other = make("products.InventoryItem", status="in_stock")
        address = reverse("admin:transactions_order_change", args=[Order.objects.get().pk])
        send(buyer, address, inventory=other.pk)
        other.refresh_from_db()
        assert other.status == "sold"
        assert "is still marked sold" in text(buyer.get(LOTS))

    def test_a_payout_that_comes_later_completes_the_figures(self, buyer, lot):
        buyer.post(self.ADD, self.values(lot))
        order = Order.objects.get()
        assert order.net_profit is None
        send(buyer, reverse("admin:transactions_order_change", args=[order.pk]), net_proceeds="120")
        order.refresh_from_db()
        assert (order.net_profit, order.roi) == (20, 20)


def test_a_sale_in_dollars_does_not_call_the_cost_dollars(buyer, lot):
    act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot, "150", "130", currency="USD"))
    assert Order.objects.get().original_buy_price is None


def test_a_returned_pair_takes_its_profit_back(buyer, lot):
    act(buyer, LOTS, "mark_lots_sold", [lot], **sale(lot, "150", "130"))
    act(buyer, LOTS, "mark_lots_returned", [lot], reason="too small")
    order = Order.objects.get()
    assert (order.net_profit, order.roi, order.net_proceeds) == (None, None, 130)


@pytest.mark.parametrize("status", ["error", "reserved"])
def test_what_is_set_aside_is_not_listed(buyer, status):
    lot = make("products.InventoryItem", status=status)
    act(buyer, LOTS, "mark_lots_listed", [lot], places=["listed_alias"])
    lot.refresh_from_db()
    assert lot.status == status


def test_the_ask_of_a_listing_that_is_over_stays(buyer):
    listing = make("platforms.StockXListing", ask_price=150, is_active=False, status="sold")
    assert "is over" in text(act(buyer, LISTINGS, "change_asks", [listing], price="1", reason="x"))


def test_a_new_listing_shows_at_its_lot(buyer, lot):
    values = {"product": lot.product.pk, "inventory": lot.pk, "stockx_listing_id": "L", "stockx_product_id": "P"}
    more = {"ask_price": "99", "status": "active", "is_active": "on"}
    assert buyer.post(reverse("admin:platforms_stockxlisting_add"), {**values, **more}).status_code == 302
    lot.refresh_from_db()
    assert (lot.status, lot.listed_stockx) == ("listed", True)
