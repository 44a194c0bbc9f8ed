"""Products are recognised by their names, once more as often as one likes, and what somebody has set stays."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.models import Brand, BrandPattern, Category
from apps.products import recognising
from apps.products.models import Product
from tests.support.pages import text
from tests.support.rows import make

pytestmark = pytest.mark.django_db

PAGE = "/admin/products/product/"


@pytest.fixture
def run(capsys):
    """Runs the command: what it says."""

    def say(*arguments):
        call_command("recognise_products", *arguments)
        return capsys.readouterr().out

    return say


def product(name, brand=None, category="other") -> Product:
    brand = brand and Brand.objects.get(slug=brand)
    return make("products.Product", name=name, brand=brand, category=Category.objects.get(slug=category))


def state() -> dict[str, tuple]:
    """Brand and category by name."""
    rows = Product.objects.order_by("name").values_list("name", "brand__slug", "category__slug")
    return {name: (brand, category) for name, brand, category in rows}


def written() -> list[tuple]:
    """All products, with where they lie: what is written anew lies elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text, p::text FROM products.products p ORDER BY id")
        return cursor.fetchall()


def test_brand_and_category_are_filled_and_the_rest_is_named(run):
    for name in ("Nike Dunk Low", "Air Jordan 4", "Jordan Hoodie", "Salomon XT-6", "Vans x Puma"):
        product(name)
    said = run()
    assert state() == {
        "Air Jordan 4": ("jordan", "sneakers"),
        "Jordan Hoodie": ("jordan", "apparel"),
        "Nike Dunk Low": ("nike", "sneakers"),
        "Salomon XT-6": (None, "other"),
        "Vans x Puma": (None, "other"),
    }
    assert "Brands that were recognised: Jordan 2, Nike 1." in said
    assert "Categories that were recognised: Apparel 1, Sneakers 2." in said
    assert "Still without a brand: 2, such as Salomon XT-6, Vans x Puma" in said
    assert "Still in Other: 2, such as Salomon XT-6, Vans x Puma" in said


def test_what_somebody_has_set_stays(run):
    product("Nike Dunk Low", "vans", "collectibles")
    product("Nike Dunk High", "vans")
    product("Nike Dunk Mid", None, "electronics")
    run()
    assert state() == {
        "Nike Dunk High": ("vans", "sneakers"),
        "Nike Dunk Low": ("vans", "collectibles"),
        "Nike Dunk Mid": ("nike", "electronics"),
    }


def test_what_somebody_sets_meanwhile_stays():
    row, done = product("Nike Dunk Low", "vans", "collectibles"), recognising.Recognised()
    recognising._give(done, done.brands, [row.pk], brand=Brand.objects.get(slug="nike"))
    recognising._give(done, done.categories, [row.pk], category=Category.objects.get(slug="sneakers"))
    assert state() == {"Nike Dunk Low": ("vans", "collectibles")}
    assert (done.changed, done.brands.total(), done.categories.total()) == (set(), 0, 0)


def test_the_change_is_dated_and_nothing_else_is_written(run):
    changed, unknown = product("Nike Dunk Low"), product("Salomon XT-6")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE products.products SET updated_at = '2020-01-01'")
    run()
    changed.refresh_from_db()
    unknown.refresh_from_db()
    assert (changed.updated_at.year > 2020, unknown.updated_at.year) == (True, 2020)


def test_again_it_changes_nothing(run):
    product("Nike Dunk Low")
    product("Salomon XT-6")
    run()
    before = written()
    assert "Nothing was to be changed." in run()
    assert written() == before


def test_a_dry_run_says_the_same_and_changes_nothing(run):
    product("Nike Dunk Low")
    Category.objects.filter(slug="sneakers").delete()
    before = written()
    said = run("--dry-run")
    assert written() == before
    assert not Category.objects.filter(slug="sneakers").exists()
    assert said.replace("A dry run: nothing was changed.\n", "") == run()


def test_an_empty_catalog(run):
    assert "Still without a brand: 0\n" in run()


def test_a_pattern_that_cannot_be_used_is_named_and_stops_nothing(run):
    product("Nike Dunk Low")
    BrandPattern.objects.create(
        brand=Brand.objects.get(slug="vans"), pattern_type="regex", pattern="(a+)+$", priority=1
    )
    assert 'The regex "(a+)+$" of Vans was skipped.' in run()
    assert state() == {"Nike Dunk Low": ("nike", "sneakers")}


def test_more_products_than_are_written_at_once(run, monkeypatch):
    monkeypatch.setattr(recognising, "AT_ONCE", 2)
    for number in range(5):
        product(f"Nike Dunk Low {number}")
    run()
    assert set(state().values()) == {("nike", "sneakers")}


def test_the_number_of_queries_does_not_grow_with_the_products(run):
    def queries(products):
        for number in range(products):
            product(f"Nike Dunk Low {products}-{number}")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            run()
        return len(seen)

    assert queries(2) == queries(30)


class TestInTheList:
    @pytest.fixture
    def browser(self, client, settings):
        settings.SECURE_SSL_REDIRECT = False

        def of(role):
            client.force_login(User.objects.create_user(f"a-{role}", f"{role}@example.com", role=role))
            return client

        return of

    def act(self, client, *products):
        values = {"action": "recognise_products", "_selected_action": [row.pk for row in products]}
        return client.post(PAGE, values, follow=True)

    def test_the_chosen_products_are_recognised_and_no_others(self, browser):
        chosen = product("Nike Dunk Low")
        product("Air Jordan 4")
        response = self.act(browser(Role.USER), chosen)
        assert "Recognised 1 brand and 1 category." in text(response)
        assert state() == {"Air Jordan 4": (None, "other"), "Nike Dunk Low": ("nike", "sneakers")}

    def test_the_history_of_a_product_says_it(self, browser):
        chosen, unknown = product("Nike Dunk Low"), product("Salomon XT-6")
        client = browser(Role.USER)
        self.act(client, chosen, unknown)
        assert "Brand and category by its name." in text(client.get(f"{PAGE}{chosen.pk}/history/"))
        assert "Brand and category by its name." not in text(client.get(f"{PAGE}{unknown.pk}/history/"))

    def test_who_may_not_change_products_is_not_offered_it(self, browser):
        chosen = product("Nike Dunk Low")
        client = browser(Role.READONLY)
        assert "recognise_products" not in client.get(PAGE).content.decode()
        self.act(client, chosen)
        assert state() == {"Nike Dunk Low": (None, "other")}
