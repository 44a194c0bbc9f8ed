"""What somebody tries who is logged in, or only has a link: forged keys, other tables, missing tokens, markup."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.models import Brand, SupplierAccount
from apps.products.models import InventoryItem
from apps.system.models import ConfigEntry
from soleflip.journal import note
from tests.support.pages import text
from tests.support.rows import make
from tests.support.sql import query as query_sql

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def user(clients):
    return clients[Role.USER]


class TestForgedKeys:
    @pytest.mark.parametrize("key", ["nonsense", "1", "../../etc/passwd", "' OR 1=1 --", "\x00", "%00", "é"])
    def test_a_key_that_is_none(self, admin, key):
        for page in ("change", "delete", "history"):
            address = f"/admin/core/brand/{key}/{page}/".replace("\x00", "%00")
            assert admin.get(address, follow=True).status_code in (200, 400, 404)

    def test_the_key_of_another_table(self, admin):
        other = make("core.Platform")
        response = admin.get(reverse("admin:core_brand_change", args=[other.pk]), follow=True)
        assert "Perhaps it was deleted?" in text(response)
        admin.post(reverse("admin:core_brand_delete", args=[other.pk]), {"post": "yes"})
        other.refresh_from_db()

    def test_an_action_on_the_keys_of_another_table(self, admin):
        other = make("core.Platform")
        chosen = {"action": "delete_selected", "_selected_action": [other.pk, "nonsense"], "post": "yes"}
        for keys in ([other.pk], ["nonsense"], [other.pk, "1"]):
            response = admin.post("/admin/core/brand/", {**chosen, "_selected_action": keys}, follow=True)
            assert response.status_code in (200, 400)
        other.refresh_from_db()

    def test_a_reference_to_what_is_of_another_table(self, admin):
        product = make("products.Product")
        platform = make("core.Platform")
        address = reverse("admin:products_product_change", args=[product.pk])
        response = admin.post(address, {"name": "x", "sku": "x", "category": platform.pk, "brand": "nonsense"})
        assert set(response.context["adminform"].form.errors) >= {"category", "brand"}

    def test_columns_that_the_page_does_not_offer_are_not_written(self, user):
        lot = make(InventoryItem)
        from tests.support.pages import send

        forged = {"id": str(make(InventoryItem).pk), "created_at_0": "2001-01-01", "created_at_1": "00:00"}
        assert send(user, reverse("admin:products_inventoryitem_change", args=[lot.pk]), **forged).status_code == 302
        before = lot.created_at
        lot.refresh_from_db()
        assert lot.created_at == before


class TestOtherTables:
    @pytest.mark.parametrize(
        ("app", "model", "field"),
        [
            ("admin", "logentry", "user"),
            ("accounts", "user", "id"),
            ("system", "configentry", "key"),
            ("auth", "permission", "content_type"),
            ("nonsense", "x", "y"),
            ("products", "inventoryitem", "nonsense"),
            ("products", "inventoryitem", "quantity"),
        ],
    )
    def test_choices_of_a_table_that_is_not_theirs(self, user, app, model, field):
        User.objects.create_user("hidden", "hidden@example.com")
        response = user.get(
            "/admin/autocomplete/", {"app_label": app, "model_name": model, "field_name": field, "term": "h"}
        )
        assert response.status_code in (403, 404)

    def test_choices_are_no_way_to_secrets(self, user):
        make(SupplierAccount, password_encrypted="hunter2 hunter2")
        address = "/admin/autocomplete/?app_label=core&model_name=accountpurchase&field_name=account"
        assert user.get(address).status_code == 200
        assert user.get(f"{address}&term=hunter2").json()["results"] == []

    @pytest.mark.parametrize("parameter", ["_to_field=password_encrypted", "_to_field=email", "_to_field=nonsense"])
    def test_popups_hand_out_keys_alone(self, user, parameter):
        make(SupplierAccount)
        response = user.get(f"/admin/core/supplieraccount/?_popup=1&{parameter}")
        assert response.status_code == 400

    @pytest.mark.parametrize(
        "query",
        [
            "password_encrypted__startswith=g",
            "password_encrypted=x",
            "supplier__api_key_encrypted__isnull=0",
            "purchases__ip_address__startswith=1",
            "password_encrypted__isnull=1",
        ],
    )
    def test_secrets_cannot_be_filtered_by(self, user, query):
        make(SupplierAccount, password_encrypted="hunter2 hunter2")
        response = user.get(f"/admin/core/supplieraccount/?{query}", follow=True)
        assert response.status_code in (200, 400)
        if response.status_code == 200 and "isnull" not in query:
            assert response.redirect_chain, "it is answered by the list without the filter"

    def test_settings_are_not_even_named(self, user):
        make(ConfigEntry, key="stockx.token")
        assert "stockx.token" not in text(user.get("/admin/"))
        for page in ("changelist", "add", "export"):
            assert user.get(reverse(f"admin:system_configentry_{page}")).status_code == 403

    def test_nobody_makes_themselves_an_admin(self, user, people):
        me = people[Role.USER]
        address = reverse("admin:accounts_user_change", args=[me.pk])
        assert user.post(address, {"username": me.username, "email": me.email, "role": "admin"}).status_code == 403
        me.refresh_from_db()
        assert me.role == Role.USER


@pytest.mark.parametrize(
    "post",
    [
        lambda rows: (reverse("admin:core_brand_merge") + f"?keep={rows[0].pk}&merge={rows[1].pk}", {}),
        lambda rows: (reverse("admin:core_brand_delete", args=[rows[0].pk]), {"post": "yes"}),
        lambda rows: (reverse("admin:core_supplieraccount_reveal", args=[rows[2].pk, "password_encrypted"]), {}),
        lambda rows: (
            "/admin/core/brand/",
            {"action": "delete_selected", "_selected_action": [rows[0].pk], "post": "y"},
        ),
        lambda rows: (reverse("admin:core_brand_change", args=[rows[0].pk]), {"name": "x", "slug": "x"}),
    ],
)
def test_a_form_of_another_site_is_refused(people, post):
    rows = [*Brand.objects.all()[:2], make(SupplierAccount, password_encrypted="hunter2 hunter2")]
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people[Role.ADMIN])
    address, form = post(rows)
    response = browser.post(address, form)
    assert response.status_code == 403
    assert "hunter2" not in text(response)
    assert Brand.objects.filter(pk__in=[row.pk for row in rows[:2]]).count() == 2


class TestMarkup:
    def test_names_are_text_wherever_they_stand(self, admin):
        first, second = (make(Brand, name=f"{n}{SCRIPT}", slug=f"s{n}") for n in (1, 2))
        product = make("products.Product", name=SCRIPT, brand=first)
        lot = make(InventoryItem, product=product, location=SCRIPT)
        pages = [
            admin.get("/admin/core/brand/"),
            admin.get(reverse("admin:core_brand_merge") + f"?keep={first.pk}&merge={second.pk}"),
            admin.get(reverse("admin:core_brand_delete", args=[first.pk])),
            admin.get(f"/admin/products/product/?brand__exact={first.pk}"),
            admin.post("/admin/products/inventoryitem/", {"action": "mark_lots_sold", "_selected_action": [lot.pk]}),
            admin.get(f"/admin/core/brand/?q={SCRIPT}"),
            admin.post(reverse("admin:core_brand_merge") + f"?keep={first.pk}&merge={second.pk}", follow=True),
        ]
        for page in pages:
            assert "alert(1)" in text(page)
            assert SCRIPT not in text(page)

    def test_choices_are_text(self, admin):
        make("products.Product", name=SCRIPT)
        address = "/admin/autocomplete/?app_label=products&model_name=inventoryitem&field_name=product"
        assert admin.get(address).headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "query", ["q=" + "a" * 5000, "q=%00", "o=9999.-1.x", "p=-1", "p=999999999999999999999", "e=1&_facets"]
)
@pytest.mark.parametrize("page", ["products_inventoryitem", "system_logentry", "integration_opportunity"])
def test_nonsense_in_the_address_is_no_error_page(admin, page, query):
    assert admin.get(reverse(f"admin:{page}_changelist") + f"?{query}", follow=True).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "created_at__year=99999",
        "created_at__year=x",
        "created_at__month=13&created_at__year=2026",
        "created_at__day=31",
    ],
)
def test_dates_that_are_none_are_no_error_page(admin, query):
    make(InventoryItem)
    assert admin.get(f"/admin/products/inventoryitem/?{query}", follow=True).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "created_at__year=9999",
        "created_at__year=9999&created_at__month=12",
        "created_at__year=99999999999999999999",
        "status__range=NaN",
        "status__range=2026-01-01",
        "_after=" + "W" * 4000,
        "_after=WyJcdTAwMDAiLCJ4Il0",
        "_after=WyJcdWQ4MDAiLCJ4Il0",
        "_after=W0luZmluaXR5LCJ4Il0",
    ],
)
def test_forged_filters_and_places_are_no_error_page(admin, query):
    query_sql("INSERT INTO core.brands (name, slug) SELECT 'n' || n, 's' || n FROM generate_series(1, 150) n")
    make(InventoryItem)
    for listing in ("/admin/products/inventoryitem/", "/admin/core/brand/"):
        assert admin.get(f"{listing}?{query}", follow=True).status_code in (200, 400)


@pytest.mark.parametrize("page", ["change", "delete"])
def test_an_empty_to_field_is_none(admin, page):
    brand = Brand.objects.first()
    assert admin.get(reverse(f"admin:core_brand_{page}", args=[brand.pk]) + "?_to_field=").status_code == 200


def test_a_version_sent_to_another_page_is_ignored(admin):
    account = make(SupplierAccount, password_encrypted="hunter2 hunter2")
    reveal = reverse("admin:core_supplieraccount_reveal", args=[account.pk, "password_encrypted"])
    assert admin.post(reveal, {"row_version": "1"}).status_code == 200


def test_what_the_log_says_of_users_and_settings_is_the_owners(clients):
    note("secrets", "boss revealed the value of stockx.token", user="boss")
    note("accounts", "password changed", user="boss")
    note("merge", "boss: Nike Inc. was merged into Nike.", user="boss")
    listing = "/admin/system/logentry/"
    for role, may_see in [(Role.ADMIN, True), (Role.USER, False), (Role.READONLY, False)]:
        exported = b"".join(clients[role].get(f"{listing}export/").streaming_content).decode()
        for seen in (text(clients[role].get(listing)), exported):
            assert ("stockx.token" in seen, "password changed" in seen) == (may_see, may_see)
            assert "merged into Nike" in seen
