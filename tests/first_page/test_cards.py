"""What the first page says, to whom, and where its links lead."""

import datetime
import html
import re
from importlib import import_module

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.system.kept_tables import FOR_A_READER
from tests.opportunities.market import fees_today, pair, rate
from tests.support.cards import number, tables, titles, words
from tests.support.pages import text
from tests.support.rows import make
from tests.support.sql import asked, query

pytestmark = pytest.mark.django_db

BELOW = ["All tables", "Recent actions"]
QUERIES = 27  # whatever there is to show


def ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def lot(**values):
    return make("products.InventoryItem", **{"status": "in_stock", "purchase_date": ago(10), **values})


def links(response, card):
    """The addresses in a card with their texts, in order; the one behind its title says "Show all"."""
    part = text(response).split(f"<h2>{card}")[1].split("</section>")[0]
    return [(html.unescape(address), label) for address, label in re.findall(r'<a [^>]*href="([^"]+)">([^<]+)', part)]


class TestAnEmptyBusiness:
    def test_it_says_zero_and_shows_no_empty_card(self, page):
        response = page(role=Role.USER)
        assert titles(response) == ["Nothing here yet", "Find a product", "At a glance", *BELOW]
        assert "Pairs in stock 0 0 for over 90 days Money in stock 0 EUR" in words(response, "At a glance")

    def test_it_leads_to_the_first_rows_those_who_may_add_them(self, page):
        assert "/admin/products/inventoryitem/add/" in [address for address, _ in links(page(), "Nothing here yet")]
        assert "manage.py load_demo fills this database" in words(page(), "Nothing here yet")
        assert "Nothing here yet" not in titles(page(role=Role.READONLY))
        make("products.Product")
        assert "Nothing here yet" not in titles(page())

    def test_all_tables_stand_below(self, page):
        assert 'href="/admin/products/product/"' in text(page())


class TestToDo:
    def todo(self, page, role=Role.USER):
        return words(page(role=role), "To do")

    def test_pairs_to_send(self, page):
        make("transactions.Order", order_status="pending")
        make("transactions.Order", order_status="authenticated")
        make("transactions.Order", order_status="shipped")
        assert "2 pairs are sold and not sent yet." in self.todo(page)
        address, sentence = links(page(), "To do")[0]
        assert sentence == "2 pairs are sold and not sent yet."
        assert page(address).context["cl"].result_count == 2

    def test_payouts_that_are_late(self, page):
        make("transactions.Order", order_status="completed", payout_received=False, sold_at=ago(15))
        make("transactions.Order", order_status="completed", payout_received=False, sold_at=ago(13))
        make("transactions.Order", order_status="completed", payout_received=True, sold_at=ago(15))
        assert f"1 completed sale from before {ago(14):%-d %B} is waiting for the payout." in self.todo(page)
        (address,) = (address for address, sentence in links(page(), "To do") if "waiting for the payout" in sentence)
        assert page(address).context["cl"].result_count == 1

    def test_more_than_somebody_counts(self, page, monkeypatch):
        for module in ("apps.analytics.waiting", "apps.analytics.first_page.to_do"):
            monkeypatch.setattr(import_module(module), "COUNTED", 2)
        for _ in range(3):
            make("transactions.Order", order_status="pending")
        assert "over 2 pairs are sold and not sent yet." in self.todo(page)

    def test_lots_with_errors(self, page):
        lot(status="error")
        assert "1 lot is marked as an error." in self.todo(page)

    def test_match_questions(self, page):
        product = make("products.Product")
        for code, answer in (("A-1", {}), ("A-2", {}), ("A-3", {"answer": product}), ("A-4", {"is_none": True})):
            make("integration.MatchQuestion", code=code, doubt="several", **answer)
        assert "2 match questions are open." in self.todo(page)
        (address,) = (address for address, sentence in links(page(), "To do") if "match questions" in sentence)
        assert page(address).context["cl"].result_count == 2

    def test_admins_hear_that_no_job_is_started_any_more(self, page, settings):
        never, since = "No job was ever done: let a timer", f"No job has begun since {ago(1):%-d %B %Y, }"
        assert never in self.todo(page, role=Role.ADMIN)
        settings.DEBUG = True  # on the machine of who develops
        assert never not in self.todo(page, role=Role.ADMIN)
        settings.DEBUG = False
        make("system.Job", name="backup", began_at=ago(3))
        job = make("system.Job", name="alerts", began_at=ago(1))
        assert since in self.todo(page, role=Role.ADMIN)
        assert since not in self.todo(page, role=Role.USER)
        job.began_at = timezone.now()
        job.save()
        assert "No job" not in self.todo(page, role=Role.ADMIN)

    def test_sources_that_have_not_been_imported_for_long(self, page):
        for days, status in ((8, "completed"), (1, "failed")):
            make("integration.ImportBatch", source="awin", status=status, created_at=ago(days))
        for source, days in (("stockx", 34), ("alias", 36), ("prices", 8), ("manual", 90)):
            make("integration.ImportBatch", source=source, status="completed", created_at=ago(days))
        said = self.todo(page)
        assert f"Awin: last imported on {ago(8):%-d %B %Y}; what rests on it is as old." in said
        assert "Alias: last imported" in said
        assert "Prices: last imported" in said
        assert "StockX" not in said
        assert "Manual" not in said

    def test_the_default_password_concerns_admins_alone(self, page):
        User.objects.filter(username="admin").update(must_change_password=False)
        assert "admin still has the default password" in self.todo(page, Role.ADMIN)
        assert self.todo(page, Role.USER) == ""

    def test_a_default_password_that_was_changed_is_done(self, page):
        admin = User.objects.get(username="admin")
        assert "admin still has the default password" in self.todo(page, Role.ADMIN)
        admin.set_password("nine pairs in three boxes")
        admin.save()
        assert "default password" not in self.todo(page, Role.ADMIN)

    def test_partitions_that_run_out(self, page):
        assert "partitions" not in self.todo(page, Role.ADMIN)
        for back in range(2, 7):
            month = (ago(0).replace(day=1) + datetime.timedelta(days=31 * back)).strftime("%Y_%m")
            query(f"DROP TABLE IF EXISTS system.logs_{month}")
        cache.clear()  # a minute later
        assert "run manage.py partitions ensure." in self.todo(page, Role.ADMIN)


class TestStock:
    def test_each_number_leads_to_the_list_of_as_many_lots(self, page):
        for status, days in (("in_stock", 5), ("in_stock", 31), ("in_stock", 60), ("listed", 95), ("sold", 5)):
            lot(status=status, purchase_date=ago(days))
        lot(purchase_date=None)
        lot(quantity=0)
        lot(status="reserved", quantity=3, purchase_price=None)
        (table,) = tables(page(), "Stock by age")
        assert [row[0] for row in table[1:]] == ["In Stock", "Listed", "Reserved", "All"]
        assert [cell.split()[0] for cell in table[1][1:]] == ["1", "2", "\N{EN DASH}", "\N{EN DASH}", "1", "4"]
        cells = links(page(), "Stock by age")[1:]
        assert len(cells) == 13
        for address, pairs in cells:
            shown = page(address).context["cl"].result_list
            assert sum(row.quantity for row in shown) == int(pairs)
        assert "3 in 1 lot not known" in table[3]

    def test_ages_end_with_the_last_hour_of_their_last_day(self, page):
        lot(purchase_date=ago(31) + datetime.timedelta(minutes=5))
        lot(purchase_date=ago(91) + datetime.timedelta(minutes=5))
        (table,) = tables(page(), "Stock by age")
        assert [cell.split()[0] for cell in table[1][1:5]] == ["1", "\N{EN DASH}", "1", "\N{EN DASH}"]

    def test_the_list_sorts_by_days_on_the_shelf_the_oldest_first(self, page):
        young, old = lot(purchase_date=ago(3)), lot(purchase_date=ago(300))
        unknown = lot(purchase_date=None)
        response = page(links(page(), "Longest on the shelf")[0][0])
        assert response.context["cl"].result_list == [old, young, unknown]
        assert "300 days" in text(response)

    def test_an_unsold_lot_ages_though_nobody_writes_it(self, page):
        old = lot(purchase_date=ago(50))
        query("SET CONSTRAINTS ALL IMMEDIATE")
        query("ALTER TABLE products.inventory DISABLE TRIGGER trigger_calculate_inventory_analytics")
        query("UPDATE products.inventory SET shelf_life_days = 7 WHERE id = %s", old.pk)
        assert "50 days" in text(page("/admin/products/inventoryitem/"))
        assert number(tables(page(), "Longest on the shelf")[0][1][1]) == 50


class TestOpportunities:
    def offer(self, product, retail, resale, **values):
        common = {"product": product, "size": None, "in_stock": True, **values}
        make("integration.PriceSource", **common, source_type="awin", price_type="retail", price_cents=retail)
        make("integration.PriceSource", **common, source_type="stockx", price_type="resale", price_cents=resale)

    def test_the_best_of_each_product_after_fees(self, page):
        fees_today(seller_percent=10)
        good, better = make("products.Product", name="Good"), make("products.Product", name="Better")
        self.offer(good, 9_000, 12_000)
        self.offer(better, 9_000, 15_000)
        self.offer(better, 10_000, 15_000)
        (table,) = tables(page(), "Best opportunities now")
        assert [(row[0], row[3]) for row in table[1:]] == [
            ("Better", "45.00 EUR for Better: explain 50.0 %"),
            ("Good", "18.00 EUR for Good: explain 20.0 %"),
        ]

    def test_amounts_of_a_pair_in_two_currencies_have_their_own(self, page):
        fees_today()
        rate("USD", "1.25")
        retail, resale = pair(9_000, 15_000, resale={"currency": "USD"})
        response = page()
        (table,) = tables(response, "Best opportunities now")
        buy, sell, net = table[1][1:]
        assert (number(buy), number(sell), number(net)) == (90, 150, 30)
        assert "90.00 EUR" in buy
        assert "150.00 USD" in sell
        explained = reverse("admin:integration_opportunity_explain", args=[retail.pk, resale.pk])
        assert f'href="{explained}"' in text(response)

    def test_both_prices_of_an_opportunity_say_how_old_they_are(self, page):
        fees_today()
        old = datetime.datetime(2024, 9, 19, 12, tzinfo=datetime.UTC)
        lately = timezone.now() - datetime.timedelta(10)
        pair(1_000, 9_000, {"last_updated": old}, {"last_updated": lately})
        (table,) = tables(page(), "Best opportunities now")
        assert "seen 19 Sep 2024" in str(table)
        assert f"seen {lately.astimezone(datetime.UTC):%-d %b %Y}" in str(table)

    def test_while_prices_are_not_in_there_yet_the_card_says_so(self, page):
        fees_today()
        pair(9_000, 15_000)
        said = "Many prices have just changed"
        assert said not in text(page())
        made_up = f"SELECT gen_random_uuid() FROM generate_series(0, {FOR_A_READER})"
        query(f"INSERT INTO integration.stale_products (product_id) {made_up}")
        assert said in text(page())
        assert said not in text(page())

    def test_what_leaves_nothing_after_fees_is_not_shown(self, page):
        fees_today(seller_percent=50)
        pair(9_000, 15_000)
        assert "Best opportunities now" not in titles(page())


class TestImports:
    def test_those_that_failed_and_those_with_refused_rows(self, page):
        make("integration.ImportBatch", source="alias", status="failed", error_message="No header.", created_at=ago(3))
        make(
            "integration.ImportBatch",
            source="awin",
            status="completed",
            total_records=9,
            processed_records=7,
            error_records=2,
        )
        make("integration.ImportBatch", source="awin", status="completed", total_records=9, processed_records=9)
        make("integration.ImportBatch", source="stockx", status="failed", created_at=ago(31))
        said = words(page(), "Imports that failed")
        assert "2 of 9 rows refused." in said
        assert "No header." in said
        assert "StockX" not in said

    def test_what_a_file_said_is_text(self, page):
        make(
            "integration.ImportBatch",
            status="failed",
            source_file="<script>",
            error_message="<script>alert(1)</script>",
        )
        assert "<script>alert" not in text(page())


def test_names_are_text_wherever_they_stand(page):
    """In cards, charts and their titles: names come from feeds and from forms."""
    evil = "\"><script>alert('1')</script>"
    brand, platform = make("core.Brand", name=evil), make("core.Platform", name=evil)
    shoe = make("products.Product", name=evil, brand=brand)
    make("transactions.Order", inventory=lot(product=shoe, status="sold"), platform=platform, sold_at=ago(0))
    lot(product=shoe, location=evil)
    fees_today()
    TestOpportunities().offer(shoe, 9_000, 15_000, source_name=evil)
    response = page()
    shown = {"Brand trend", "Sales by brand", "Sales by platform", "Longest on the shelf", "Best opportunities now"}
    for card in shown:
        assert evil in words(response, card)
    assert "<script>alert" not in text(response)


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_the_figures(page, role):
    lot()
    assert {"At a glance", "Stock by age", "Longest on the shelf"} <= set(titles(page(role=role)))


def test_its_queries_do_not_grow_with_what_there_is(page):
    def ask():
        with CaptureQueriesContext(connection) as captured:
            page()
        return len(asked(captured))

    ask()
    before = ask()
    for day in range(12):
        sold = make("transactions.Order", sold_at=ago(day), inventory=lot(status="sold"), order_status="completed")
        make("integration.ImportBatch", status="failed")
        lot()
        TestOpportunities().offer(sold.inventory.product, 9_000, 15_000)
    assert before <= ask() <= QUERIES


def test_a_row_that_cannot_be_read_closes_its_own_card_and_no_other(page):
    lot(purchase_price=100)
    odd = lot()
    query("UPDATE products.inventory SET purchase_date = '-infinity' WHERE id = %s", odd.pk)
    response = page()
    assert "These figures cannot be shown" in words(response, "Not to be shown")
    assert "Pairs in stock 2" in words(response, "At a glance")
