"""Two brands or products become one: every reference moves, or nothing does."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.models import Brand
from apps.integration.models import PriceHistory, PriceSource
from apps.products.models import Product, Size
from apps.system.models import LogEntry
from soleflip.admin.merging import Merge
from soleflip.admin.references import references
from tests.support.pages import text
from tests.support.rows import make
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db


def merge_page(kept, gone):
    opts = kept._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_merge") + f"?keep={kept.pk}&merge={gone.pk}"


@pytest.fixture
def brands():
    return Brand.objects.get(slug="nike"), make(Brand, name="NIKE Inc.", slug="nike-inc")


@pytest.fixture
def products():
    return make(Product, name="Dunk Low", ean=None), make(Product, name="Dunk low (dup)", ean="4006381333931")


@pytest.mark.parametrize("pair", ["brands", "products"])
def test_every_reference_of_every_table_moves(pair, request):
    kept, gone = request.getfixturevalue(pair)
    moved = []
    for field in references(type(gone)):
        moved.append((field, make(field.model, **{field.name: gone})))
    assert len(moved) >= 8
    Merge(kept, gone).run()
    for field, row in moved:
        row.refresh_from_db()
        assert getattr(row, field.attname) == getattr(kept, field.target_field.attname), field
    assert not type(gone).objects.filter(pk=gone.pk).exists()


def test_by_the_catalog_no_foreign_key_is_forgotten():
    """The database knows all foreign keys to products; the merge must know the same."""
    known = value(
        "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 "
        "AND confrelid = 'products.products'::regclass"
    )
    assert len(list(references(Product))) == known - 1  # the monthly sales follow the lots by themselves


class TestTwins:
    def test_a_price_that_both_have_is_merged_with_its_history(self, products):
        kept, gone = products
        size = make(Size, region="EU", value="42")
        offer = {"source_type": "stockx", "source_product_id": "sx", "size": size, "price_type": "resale"}
        mine = make(PriceSource, product=kept, **offer, price_cents=100, source_name=None)
        other = make(PriceSource, product=gone, **offer, price_cents=200, source_name="StockX")
        alone = make(PriceSource, product=gone, **{**offer, "source_product_id": "only there"}, price_cents=300)
        Merge(kept, gone).run()
        assert set(PriceSource.objects.filter(product=kept)) == {mine, alone}
        history = PriceHistory.objects.filter(price_source=mine).order_by("price_cents")
        assert [change.price_cents for change in history] == [100, 200, 200], "and that it changed by the merge"
        mine.refresh_from_db()
        assert (mine.price_cents, mine.source_name) == (200, "StockX"), "what was written last holds"
        assert not PriceSource.objects.filter(pk=other.pk).exists()

    def test_a_price_without_size_has_its_twin_without_size(self, products):
        kept, gone = products
        for product in products:
            make(PriceSource, product=product, source_type="awin", source_product_id="a", size=None, price_cents=1)
        Merge(kept, gone).run()
        assert PriceSource.objects.filter(product=kept).count() == 1

    def test_a_size_that_both_brands_have_is_merged_and_lots_keep_their_size(self, brands):
        kept, gone = brands
        label = {"region": "US", "value": "9", "gender": "men", "category": None}
        mine, other = make(Size, brand=kept, **label), make(Size, brand=gone, **label)
        lot = make("products.InventoryItem", size=other)
        Merge(kept, gone).run()
        lot.refresh_from_db()
        assert lot.size == mine
        assert list(Size.objects.filter(value="9", region="US")) == [mine]


def test_what_the_kept_one_does_not_know_it_takes_from_the_other(products):
    kept, gone = products
    Merge(kept, gone).run()
    kept.refresh_from_db()
    assert (kept.name, kept.ean) == ("Dunk Low", "4006381333931")


def test_all_or_nothing(products):
    kept, gone = products
    lot = make("products.InventoryItem", product=gone)
    query("""CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'no'; END $$""")
    query("CREATE TRIGGER refuse BEFORE DELETE ON products.products EXECUTE FUNCTION pg_temp.refuse()")
    with pytest.raises(IntegrityError):
        Merge(kept, gone).run()
    lot.refresh_from_db()
    assert lot.product == gone


class TestThePage:
    def test_from_the_list_over_the_preview_to_the_kept_row(self, admin, brands):
        kept, gone = brands
        make(Product, brand=gone)
        chosen = {"action": "merge_chosen", "_selected_action": [kept.pk, gone.pk]}
        response = admin.post(reverse("admin:core_brand_changelist"), chosen)
        assert response.status_code == 302
        page = admin.get(merge_page(kept, gone))
        assert "<strong>NIKE Inc.</strong> goes" in text(page)
        assert ("products", 1, 0) in [tuple(move) for move in page.context["moves"]]
        assert Brand.objects.filter(pk=gone.pk).exists(), "a preview changes nothing"
        done = admin.post(merge_page(kept, gone), follow=True)
        assert "NIKE Inc. was merged into Nike." in text(done)
        assert kept.products.count() == 1
        line = LogEntry.objects.get(component="merge")
        assert line.details["moved"] == {"products": 1}

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_takes_exactly_two(self, admin, number):
        keys = list(Brand.objects.values_list("pk", flat=True)[:number])
        listing = reverse("admin:core_brand_changelist")
        response = admin.post(listing, {"action": "merge_chosen", "_selected_action": keys}, follow=True)
        assert "Choose exactly two rows" in text(response)

    @pytest.mark.parametrize(
        "keys", ["", "?keep=x&merge=y", "?keep={nike}&merge={nike}", "?keep={nike}&merge={product}"]
    )
    def test_forged_keys_lead_back_to_the_list(self, admin, brands, products, keys):
        address = reverse("admin:core_brand_merge") + keys.format(nike=brands[0].pk, product=products[0].pk)
        for response in (admin.get(address, follow=True), admin.post(address, follow=True)):
            assert "Choose two rows of the list to merge." in text(response)

    @pytest.mark.parametrize("role", [Role.USER, Role.READONLY])
    def test_who_may_not_delete_may_not_merge(self, clients, brands, role):
        assert clients[role].get(merge_page(*brands)).status_code == 403
        assert clients[role].post(merge_page(*brands)).status_code == 403
        assert "merge_chosen" not in text(clients[role].get(reverse("admin:core_brand_changelist")))
