"""GTINs and style codes in the back office: typed as they stand on a box, found by, and kept when products merge."""

import pytest
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.products.models import Product, ProductGTIN, ProductStyleCode
from tests.support.pages import browser_of, errors, send, text
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

EAN = "4006381333931"
UPC = "036000291452"
GTINS = reverse("admin:products_productgtin_add")
STYLE_CODES = reverse("admin:products_productstylecode_add")


@pytest.fixture(autouse=True)
def plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def person():
    return browser_of(User.objects.create_user("buyer", "buyer@example.com", role=Role.USER))


@pytest.fixture
def product():
    return make(Product, name="Air Jordan 1 Chicago", sku="JOR-1", style_code="DZ5485-612")


def result(client, page, term):
    return client.get(reverse(f"admin:products_{page}_changelist"), {"q": term}).context["cl"].result_list


class TestTyping:
    @pytest.mark.parametrize(
        "typed", ["fd2596 107", "FD2596.107", " fd2596-107 ", "FD2596 - 107", "FD2596\N{EN DASH}107"]
    )
    def test_a_style_code_is_kept_as_codes_are_compared(self, person, product, typed):
        assert errors(person.post(STYLE_CODES, {"product": product.pk, "code": typed})) == {}
        assert [row.code for row in product.style_codes.all()] == ["FD2596-107"]

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("FD2596-107/FD2596-108", "Code must be capital letters and digits, with single dashes between"),
            ("FD2596#107", "Code must be capital letters and digits, with single dashes between"),
            ("???", "This field is required."),
            ("", "This field is required."),
        ],
    )
    def test_what_is_not_one_style_code_is_refused_at_its_field(self, person, product, typed, sentence):
        refused = errors(person.post(STYLE_CODES, {"product": product.pk, "code": typed}))
        assert list(refused) == ["code"]
        assert sentence in refused["code"][0]
        assert not ProductStyleCode.objects.exists()

    def test_a_style_code_that_the_product_has_is_refused(self, person, product):
        make(ProductStyleCode, product=product, code="FD2596-107")
        refused = errors(person.post(STYLE_CODES, {"product": product.pk, "code": "fd2596 107"}))
        assert "There is already one" in str(refused)

    @pytest.mark.parametrize("typed", [EAN, "4 006381 333931", "4006381-333931", f" {EAN} "])
    def test_a_gtin_is_kept_as_its_digits(self, person, product, typed):
        size = make("products.Size", region="EU", value="42")
        assert errors(person.post(GTINS, {"product": product.pk, "gtin": typed, "size": size.pk})) == {}
        assert [(row.gtin, row.size) for row in product.gtins.all()] == [(EAN, size)]

    @pytest.mark.parametrize("typed", ["4006381333932", "400638133393", "4006381333931234567", "EAN"])
    def test_a_wrong_check_digit_or_length_is_refused_with_the_rule(self, person, product, typed):
        said = errors(person.post(GTINS, {"product": product.pk, "gtin": typed}))["gtin"]
        assert any("with the right check digit" in sentence or "at most 14" in sentence for sentence in said)
        assert not ProductGTIN.objects.exists()

    @pytest.mark.parametrize("typed", [UPC, f"0{UPC}", f"00{UPC}"])
    def test_a_gtin_is_on_one_product_only_with_zeros_before_it_or_not(self, person, product, typed):
        make(ProductGTIN, product=make(Product), gtin=UPC)
        refused = errors(person.post(GTINS, {"product": product.pk, "gtin": typed}))
        assert "This GTIN is known already" in str(refused)

    def test_a_code_can_be_corrected(self, person, product):
        row = make(ProductStyleCode, product=product, code="FD2596-107")
        send(person, reverse("admin:products_productstylecode_change", args=[row.pk]), code="fd2596 108")
        row.refresh_from_db()
        assert row.code == "FD2596-108"


class TestFromTheProduct:
    def page(self, client, product):
        return client.get(reverse("admin:products_product_change", args=[product.pk]))

    def test_its_codes_are_counted_and_one_click_away(self, person, product):
        make(ProductGTIN, product=product)
        make(ProductGTIN)
        for code in ("FD2596-107", "FD2596-108"):
            make(ProductStyleCode, product=product, code=code)
        links = {link.title: link for link in self.page(person, product).context["neighbours"]}
        assert (links["GTINs"].count, links["Further style codes"].count) == ("1", "2")
        shown = person.get(links["Further style codes"].address).context["cl"].result_list
        assert [row.code for row in shown] == ["FD2596-107", "FD2596-108"]

    @pytest.mark.parametrize("title", ["Add a GTIN", "Add a style code"])
    def test_a_code_is_added_with_the_product_filled_in(self, person, product, title):
        (address,) = (tool["address"] for tool in self.page(person, product).context["tools"] if tool["title"] == title)
        assert f'<option value="{product.pk}" selected>' in text(person.get(address))

    def test_who_only_looks_is_not_asked_to_add(self, product):
        reader = browser_of(User.objects.create_user("reader", "reader@example.com", role=Role.READONLY))
        assert self.page(reader, product).context["tools"] == []


class TestSearch:
    @pytest.fixture(autouse=True)
    def codes(self, product):
        make(Product, name="Another")
        make(ProductStyleCode, product=product, code="FD2596-107")
        make(ProductGTIN, product=product, gtin=UPC)

    @pytest.mark.parametrize("term", ["fd2596", "FD2596-107", "2596 jordan", UPC, f"0{UPC}", f"00{UPC}", UPC[1:]])
    def test_a_product_is_found_by_any_of_its_codes(self, person, product, term):
        assert list(result(person, "product", term)) == [product]

    @pytest.mark.parametrize("term", [UPC[:-1], f"{UPC}1", f"00{UPC}1", f"{UPC}'", "FD2596-108"])
    def test_but_by_no_other(self, person, term):
        assert list(result(person, "product", term)) == []

    @pytest.mark.parametrize("term", ["fd2596", UPC])
    def test_so_is_a_lot_of_it(self, person, product, term):
        lot = make("products.InventoryItem", product=product)
        make("products.InventoryItem")
        assert list(result(person, "inventoryitem", term)) == [lot]

    def test_codes_are_found_by_themselves_and_by_their_product(self, person, product):
        for term in (f"0{UPC}", "chicago", "JOR-1"):
            assert [row.gtin for row in result(person, "productgtin", term)] == [UPC]
        for term in ("2596", "chicago"):
            assert [row.code for row in result(person, "productstylecode", term)] == ["FD2596-107"]


class TestMerging:
    @pytest.fixture
    def admin(self):
        return browser_of(User.objects.create_user("boss", "boss@example.com", role=Role.ADMIN))

    def merge(self, client, kept, gone):
        address = f"{reverse('admin:products_product_merge')}?keep={kept.pk}&merge={gone.pk}"
        assert "was merged into" in text(client.post(address, follow=True))

    def known(self, product):
        return {
            code for _, code in query("SELECT kind, code FROM products.known_codes WHERE product_id = %s", product.pk)
        }

    def test_the_codes_of_the_other_move_and_what_both_have_stands_once(self, admin, product):
        gone = make(Product, style_code="DZ5485-612", sku="DUP")
        for row in (product, gone):
            make(ProductStyleCode, product=row, code="FD2596-107", source=None)
        make(ProductStyleCode, product=gone, code="FD2596-108")
        moved = make(ProductGTIN, product=gone, gtin=EAN)
        self.merge(admin, product, gone)
        assert sorted(row.code for row in product.style_codes.all()) == ["FD2596-107", "FD2596-108"]
        assert list(product.gtins.all()) == [moved]

    def test_whatever_named_either_names_the_one_that_stays(self, admin):
        kept = make(Product, sku="KEPT-1", style_code="DZ5485-612", ean=EAN, gtin=None)
        gone = make(Product, sku="GONE-1", style_code="FD2596 107/fd2596-108", ean=UPC, gtin="96385074")
        named = self.known(kept) | self.known(gone)
        self.merge(admin, kept, gone)
        assert self.known(kept) == named
        assert len(named) == 6
        assert {row.source for row in kept.style_codes.all()} == {"merged: GONE-1"}

    def test_also_an_article_number_that_stood_for_a_style_code(self, admin):
        kept, gone = make(Product, sku="CP9366", style_code=""), make(Product, sku="GONE-1", style_code="FD2596-107")
        self.merge(admin, kept, gone)
        assert self.known(kept) == {"CP9366", "FD2596-107"}

    def test_what_is_no_code_is_not_made_one(self, admin, product):
        Product.objects.filter(pk=product.pk).update(ean=EAN)
        self.merge(admin, product, make(Product, sku="SHOE", style_code="", ean="4006381333932"))
        assert self.known(product) == {"DZ5485-612", f"0{EAN}"}
        assert not ProductGTIN.objects.exists()
