"""Lists: in one order from end to end however long, searched by indexes, and never more queries than a few."""

import re
import uuid

import pytest
from django.contrib import admin as django_admin
from django.contrib.admin.utils import get_fields_from_path
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.models import Brand
from apps.integration.models import ProfitOpportunity
from apps.products.models import InventoryItem, Product
from apps.system.models import LogEntry
from soleflip.admin.paging import COUNTED, Place, count_in_words, keys_of
from soleflip.admin.search import PART, column_and_lookup, found, words
from tests.support.databases import cloned_from_template, connected_to
from tests.support.pages import text
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

THOUSANDS = """
    INSERT INTO products.products (sku, name, style_code, ean, gtin, category_id)
    SELECT 'SKU-' || n, 'Name ' || md5(n::text), 'DZ' || n, n::text, n::text, (SELECT id FROM core.categories LIMIT 1)
      FROM generate_series(1, 3000) n;
    INSERT INTO products.product_style_codes (product_id, code) SELECT p.id, p.style_code FROM products.products p;
    INSERT INTO products.product_gtins (product_id, gtin)
    SELECT (SELECT id FROM products.products LIMIT 1), code
      FROM (SELECT lpad(n::text, 13, '0') AS code FROM generate_series(1, 30000) n) codes WHERE products.is_gtin(code);
    INSERT INTO integration.awin_products (awin_product_id, merchant_id, product_name, ean)
    SELECT n::text, 1, 'Name ' || md5(n::text), n::text FROM generate_series(1, 3000) n;
    INSERT INTO core.suppliers (name, slug, supplier_type, status)
    SELECT 'Name ' || md5(n::text), n::text, 'online', 'active' FROM generate_series(1, 3000) n;
    INSERT INTO public.sizes (value, region) VALUES ('42', 'EU');
    INSERT INTO products.inventory (product_id, size_id, quantity, status)
    SELECT p.id, s.id, 1, 'in_stock' FROM products.products p, public.sizes s;
    INSERT INTO transactions.orders (inventory_id, platform_id, sale_price, sold_at, external_id, stockx_order_number)
    SELECT i.id, (SELECT id FROM core.platforms LIMIT 1), 1, now(), i.id, i.id FROM products.inventory i;
    INSERT INTO platforms.stockx_listings (product_id, stockx_listing_id, stockx_product_id, ask_price)
    SELECT p.id, p.sku, p.sku, 1 FROM products.products p;
"""

LOG = "/admin/system/logentry/"
PAGE = 50  # rows


@pytest.fixture
def long_log():
    """More log lines than are counted, many of one moment, as an import writes them."""
    query(f"""INSERT INTO system.logs (level, component, message, created_at)
              SELECT 'INFO', 'import', 'line ' || n, '2026-03-14 12:00Z'::timestamptz - (n / 300) * interval '1 hour'
                FROM generate_series(1, {COUNTED + 250}) n""")
    query("ANALYZE system.logs")


def page(client, address):
    return client.get(address).context["cl"]


def keys(changelist):
    return [row.pk for row in changelist.result_list]


class TestLongLists:
    def test_the_count_is_an_estimate_and_says_so(self, admin, long_log):
        response = admin.get(LOG)
        assert response.context["cl"].is_estimate
        assert "about 10," in text(response)

    def test_next_leads_through_every_row_once_and_previous_back_again(self, admin, long_log):
        wanted = list(LogEntry.objects.order_by("-created_at", "-pk").values_list("pk", flat=True))
        seen, pages, here = [], [], page(admin, LOG)
        while True:
            seen += keys(here)
            pages.append(keys(here))
            if not here.next_link:
                break
            here = page(admin, LOG + here.next_link)
        assert seen == wanted
        for before in reversed(pages[:-1]):
            here = page(admin, LOG + here.previous_link)
            assert keys(here) == before
        assert not here.previous_link

    def test_the_last_page_is_one_click_away(self, admin, long_log):
        last = page(admin, LOG + page(admin, LOG).last_link)
        assert keys(last) == list(LogEntry.objects.order_by("-created_at", "-pk").values_list("pk", flat=True))[-PAGE:]
        assert not last.next_link

    def test_a_link_that_outlives_a_long_list_still_works(self, admin):
        query("INSERT INTO core.brands (name, slug) SELECT 'n' || n, 's' || n FROM generate_series(1, 150) n")
        last = page(admin, "/admin/core/brand/?_last=1")
        assert len(last.result_list) == PAGE
        assert len(page(admin, f"/admin/core/brand/{last.previous_link}").result_list) == PAGE

    def test_a_deep_page_reads_no_more_than_the_first(self, admin, long_log):
        """PostgreSQL's own count of the rows that it went through, not a time."""
        changelist = page(admin, LOG + page(admin, LOG).last_link)
        place = Place.of(changelist.result_list[0], changelist.keys)
        rows = place.behind(LogEntry.objects.all(), changelist.keys)[:PAGE]
        plan = rows.explain(analyze=True, timing=False)
        read = [int(n) for n in re.findall(r"actual rows=(\d+)", plan)]
        assert max(read) <= 700, plan  # a page, and those of the moment at which it begins
        assert "Seq Scan" not in plan

    def test_a_number_beyond_the_counted_pages_says_how_to_go_on(self, admin, long_log):
        response = admin.get(f"{LOG}?p=5000")
        assert response.status_code == 200
        assert "are reached with Next and Last" in text(response)
        assert len(response.context["cl"].result_list) == PAGE

    def test_filters_and_search_stay_on_the_way(self, admin, long_log):
        link = page(admin, f"{LOG}?level__exact=INFO&q=import").next_link
        assert "level__exact=INFO" in link
        assert "q=import" in link
        assert keys(page(admin, LOG + link))

    @pytest.mark.parametrize("place", ["x", "WyJhIl0", "bm9uc2Vuc2U", "W251bGwsIDFd", "%00"])
    def test_a_place_that_is_none_leads_to_the_first_page(self, admin, long_log, place):
        response = admin.get(f"{LOG}?_after={place}", follow=True)
        assert response.status_code == 200
        assert response.context["cl"].result_list

    def test_select_across_all_pages_is_not_offered_for_an_estimate(self, admin, long_log):
        assert "across all pages" not in text(admin.get(LOG))
        chosen = {"action": "export_chosen", "select_across": "1", "_selected_action": [LogEntry.objects.first().pk]}
        assert "narrow the list first" in text(admin.post(LOG, chosen, follow=True))


@pytest.mark.parametrize("order", ["last_enriched_at", "-last_enriched_at"])
def test_rows_without_a_value_have_their_place_in_the_order(order):
    import datetime

    moments = [datetime.datetime(2026, 1, day, tzinfo=datetime.UTC) for day in (1, 2, 2, 3)]
    for moment in [*moments, None, None]:
        make(Product, last_enriched_at=moment)
    rows = Product.objects.order_by(order, "-pk")
    order_keys = keys_of(rows)
    everything = list(rows)
    for position, row in enumerate(everything):
        place = Place.decoded(Place.of(row, order_keys).encoded(), order_keys)
        assert list(place.behind(rows, order_keys)) == everything[position + 1 :]
        backwards = [key.reversed() for key in order_keys]
        assert list(place.behind(rows, backwards)) == everything[:position][::-1]


@pytest.mark.parametrize(
    ("count", "is_estimate", "said"), [(7, False, "7"), (3020, False, "3,020"), (5_031_877, True, "about 5,030,000")]
)
def test_counts_in_words(count, is_estimate, said):
    assert count_in_words(count, is_estimate) == said


def searched():
    """The columns of large tables that some list is searched by: the table, and how it is looked up there."""
    known = set()
    for model, page in django_admin.site._registry.items():
        for lookup in page.search_fields:
            path, how = column_and_lookup(model, lookup)
            owner = get_fields_from_path(model, path)[-1].model
            is_large = django_admin.site._registry[owner].large or owner._meta.label == "core.Supplier"
            if is_large and owner._meta.managed:
                column = path.rpartition("__")[2]
                known.add((owner, column if how == PART else f"{column}__{how}"))
    return sorted(known, key=str)


class TestSearch:
    @pytest.fixture
    def catalog(self):
        nike = Brand.objects.get(slug="nike")
        jordan = make(Product, name="Air Jordan 1 Chicago", sku="JOR-1", style_code="DZ5485-612", brand=nike)
        size = make("products.Size", region="EU", value="42")
        lot = make("products.InventoryItem", product=jordan, size=size)
        make(Product, name="Dunk Low", sku="DUNK", ean="4006381333931")
        return jordan, lot

    @pytest.mark.parametrize("term", ["jordan", "chicago air", "dz5485", '"1 chi"', "JOR-1"])
    def test_a_product_is_found_by_part_of_its_name_or_codes(self, admin, catalog, term):
        rows = page(admin, f"{reverse('admin:products_product_changelist')}?q={term}").result_list
        assert [row.sku for row in rows] == ["JOR-1"]

    def test_an_ean_is_found_as_a_whole(self, admin, catalog):
        listing = reverse("admin:products_product_changelist")
        assert [row.sku for row in page(admin, f"{listing}?q=4006381333931").result_list] == ["DUNK"]
        assert not page(admin, f"{listing}?q=400638133393").result_list

    def test_a_sale_is_found_by_its_number_and_by_its_product(self, admin, catalog):
        _, lot = catalog
        make("transactions.Order", inventory=lot, external_id="ALIAS-77")
        listing = reverse("admin:transactions_order_changelist")
        assert len(page(admin, f"{listing}?q=alias-7").result_list) == 1
        assert len(page(admin, f"{listing}?q=chicago").result_list) == 1
        assert len(page(admin, f"{listing}?q=chicago alias").result_list) == 1, "each word where it is"
        assert not page(admin, f"{listing}?q=chicago stockx").result_list

    def test_what_stands_in_quotes_is_one_word(self):
        assert words("""air "jordan 1" 'low' """) == ["air", "jordan 1", "low"]


class TestSearchedColumns:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def some_thousands(cls, django_db_setup, django_db_blocker, own_name):
        """A database of its own with rows enough for the planner to prefer an index where there is one."""
        with django_db_blocker.unblock(), cloned_from_template(own_name("thousands")) as name, connected_to(name):
            query(THOUSANDS)
            query("VACUUM ANALYZE")
            yield

    @pytest.mark.parametrize(("model", "lookup"), searched(), ids=str)
    def test_every_column_that_is_searched_in_a_large_table_has_an_index(self, model, lookup):
        """PostgreSQL's plan finds the word by a condition of an index, not by a filter over rows."""
        query("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        word = str(uuid.uuid4()) if lookup.endswith("id__exact") else "DZ5485"
        plan = found(model._default_manager.order_by(), [lookup], word).explain()
        assert re.search(rf"Index Cond: .*{word}", plan), plan


class TestWhatIsShown:
    def test_money_percent_and_days_with_their_units(self, admin):
        bought = {"purchase_price": 1234.5, "purchase_date": "2026-03-01T00:00Z"}
        lot = make("products.InventoryItem", status="sold", **bought)
        make("transactions.Order", inventory=lot, net_proceeds=1300, sale_price=1400, sold_at="2026-03-22T00:00Z")
        row = text(admin.get(reverse("admin:products_inventoryitem_changelist")))
        assert "1,234.50 EUR" in row
        assert "5.31 %" in row
        assert "21 days" in row

    def test_an_amount_in_its_own_currency(self, admin):
        source = make("integration.PriceSource", price_cents=12345, currency="USD")
        assert "123.45 USD" in text(admin.get(reverse("admin:integration_pricesource_changelist")))
        (change,) = source.history.all()
        address = reverse("admin:integration_pricehistory_change", args=[change.pk])
        assert "123.45 USD" in text(admin.get(address))

    def test_a_status_is_a_word_in_a_colour(self, admin):
        make("products.InventoryItem", status="sold")
        assert '<span class="label good">Sold</span>' in text(admin.get("/admin/products/inventoryitem/"))

    def test_a_legacy_table_says_where_its_data_went(self, admin):
        assert "Sales are kept in transactions.orders now." in text(admin.get("/admin/transactions/legacytransaction/"))

    def test_text_of_a_feed_is_no_markup(self, admin):
        make("integration.AwinProduct", product_name="<script>alert(1)</script>", affiliate_link="javascript:alert(1)")
        (row,) = page(admin, "/admin/integration/awinproduct/").result_list
        for address in ("/admin/integration/awinproduct/", f"/admin/integration/awinproduct/{row.pk}/change/"):
            answer = text(admin.get(address))
            assert "<script>alert" not in answer
            assert 'href="javascript' not in answer


class TestNeighbours:
    def test_from_a_product_to_what_belongs_to_it(self, admin):
        product = make(Product, name="Dunk Low")
        lot = make("products.InventoryItem", product=product)
        make("products.InventoryItem")
        make("transactions.Order", inventory=lot)
        make("integration.PriceSource", product=product, price_cents=100)
        links = admin.get(reverse("admin:products_product_change", args=[product.pk])).context["neighbours"]
        counts = {link.title: link.count for link in links}
        assert counts["Inventory"] == counts["Sales"] == counts["Prices"] == counts["Price history"] == "1"
        for link in links:
            response = admin.get(link.address)
            assert response.status_code == 200
            if link.count != "0":
                assert len(response.context["cl"].result_list) == 1, link.title
            assert f"Only those of product {product}." in text(response)

    def test_every_link_of_every_page_leads_to_its_list(self, world, clients):
        for model, model_admin in django_admin.site._registry.items():
            for row in world.get(model, [])[:1]:
                if not getattr(model_admin, "neighbours", ()):
                    continue
                address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
                for link in clients["user"].get(address).context["neighbours"]:
                    response = clients["user"].get(link.address)
                    assert response.status_code == 200
                    assert str(len(response.context["cl"].result_list)) == link.count, link

    def test_other_tables_cannot_be_looked_into_by_the_address(self, admin, clients):
        for lookup in ("product__brand__slug__startswith", "supplier__api_key_encrypted__startswith", "nonsense"):
            response = clients["user"].get(f"/admin/products/inventoryitem/?{lookup}=a")
            assert response.status_code in (302, 400)


def test_the_view_of_opportunities_leads_to_the_prices(world, admin):
    opportunity = ProfitOpportunity.objects.first()
    page_text = text(admin.get("/admin/integration/opportunity/"))
    assert reverse("admin:integration_pricesource_change", args=[opportunity.retail_price_source_id]) in page_text


class TestFilters:
    LOTS = "/admin/products/inventoryitem/"

    @pytest.fixture
    def lots(self):
        for status, detail in [("sold", "outgoing"), ("sold", "packed"), ("listed", "packed")]:
            make("products.InventoryItem", status=status, detailed_status=detail)

    def choices(self, client, query=""):
        changelist = page(client, f"{self.LOTS}{query}")
        return [choice["display"] for spec in changelist.filter_specs for choice in spec.choices(changelist)]

    def test_each_choice_counts_its_rows(self, admin, lots):
        lots = InventoryItem.objects.all()
        for field, status in [("status", "sold"), ("status", "reserved"), ("detailed_status", "packed")]:
            count = lots.filter(**{field: status}).count()
            assert f"{status.capitalize()} ({count})" in self.choices(admin)

    def test_with_the_other_filters_as_they_are(self, admin, lots):
        shown = self.choices(admin, "?status__exact=sold")
        sold = InventoryItem.objects.filter(status="sold")
        assert f"Packed ({sold.filter(detailed_status='packed').count()})" in shown
        assert f"Listed ({InventoryItem.objects.filter(status='listed').count()})" in shown

    def test_a_second_filter_in_use_is_not_counted(self, admin, lots):
        shown = self.choices(admin, "?status__exact=sold&detailed_status__exact=packed")
        assert "Outgoing" in shown
        assert any(choice.startswith("Listed (") for choice in shown)

    def test_a_list_that_is_too_long_to_be_counted_has_no_numbers(self, admin, long_log):
        changelist = page(admin, LOG)
        assert "Info" in [c["display"] for spec in changelist.filter_specs for c in spec.choices(changelist)]

    def test_nor_has_a_filter_in_use_without_which_it_would_be_too_long(self, admin, long_log):
        """The list itself is short; counting what else it could be would read the whole log."""
        make("system.LogEntry", level="CRITICAL")
        changelist = page(admin, f"{LOG}?level__exact=CRITICAL")
        assert not changelist.is_estimate
        shown = [c["display"] for spec in changelist.filter_specs for c in spec.choices(changelist)]
        assert {"Info", "Critical"} <= set(shown)

    def test_rows_that_a_search_finds_stand_in_the_order_of_the_list(self, admin):
        names = ["Zoom 7", "Air 7", "Mid 7"]
        for name in [*names, "Low 8"]:
            make("products.Product", name=name)
        found = page(admin, "/admin/products/product/?q=7").result_list
        assert [row.name for row in found if row.name in [*names, "Low 8"]] == sorted(names)


@pytest.mark.parametrize("page_name", ["integration_opportunity", "analytics_brandtotal"])
def test_rows_of_several_keys_cannot_be_chosen(world, admin, page_name):
    listing = reverse(f"admin:{page_name}_changelist")
    assert "action-select" not in text(admin.get(listing))
    forged = {"action": "export_chosen", "_selected_action": ["('a', 'b')"]}
    assert admin.post(listing, forged, follow=True).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_more_rows_are_no_more_queries(admin, rows):
    for number in range(rows):
        make("transactions.Order", stockx_order_number=f"{number}")
    with CaptureQueriesContext(connection) as captured:
        assert len(page(admin, "/admin/transactions/order/").result_list) >= rows
    assert len(captured) <= 8
