"""Forms: saving what is shown changes nothing, and what the database would refuse is a sentence at its field."""

import pytest
from django.contrib import admin
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from soleflip.admin import FullAdmin
from soleflip.constraints import Check
from tests.database.test_checks import REFUSED
from tests.support.pages import errors, fields, send, text
from tests.support.rows import NOON, make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

WRITABLE = [
    model
    for model, page in admin.site._registry.items()
    if isinstance(page, FullAdmin) and model._meta.label != "accounts.User"
]


def page_of(row, page="change"):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[row.pk])


def content(row):
    """The row as the database has it, without when it was changed."""
    values = type(row)._base_manager.filter(pk=row.pk).values().get()
    return {name: value for name, value in values.items() if name != "updated_at"}


@pytest.mark.parametrize(
    ("model", "role"),
    [
        pytest.param(model, role, id=f"{model._meta.label}-{role}")
        for model in WRITABLE
        for role in (Role.ADMIN, Role.USER)
        if role == Role.ADMIN or model._meta.label != "system.ConfigEntry"  # which is not theirs to see
    ],
)
def test_saving_what_is_shown_changes_nothing(model, role, world, clients):
    for row in world[model]:
        before = content(row)
        response = send(clients[role], page_of(row))
        assert errors(response) == {}
        assert response.status_code == 302
        assert content(row) == before


BY_ACTION = ("platforms.StockXListing", "ask_price")  # see test_actions.py
# Its form writes the code as it has to be: see tests/products/test_codes_pages.py.
MENDED = "chk_product_style_codes_code"


def in_forms():
    """Every example of a broken CHECK that can be entered on a page: constraint, row, values."""
    pages = {model._meta.label: page for model, page in admin.site._registry.items() if isinstance(page, FullAdmin)}
    for constraint, label, values in REFUSED:
        page = pages.get(label)
        entered = {name.removesuffix("_id") for name in values}
        if page and entered <= set(_entered(page)) and constraint != MENDED:
            yield pytest.param(constraint, page.model, values, id=f"{constraint}-{values}")


def _entered(page):
    for _, options in page.fieldsets:
        for line in options["fields"]:
            names = [line] if isinstance(line, str) else line
            yield from (name for name in names if name not in page.computed and (page.opts.label, name) != BY_ACTION)


def as_entered(model, values):
    """The values as the fields of a form take them."""
    for name, value in values.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.DateTimeField):
            moment = field.to_python(value)
            yield f"{name}_0", f"{moment:%Y-%m-%d}"
            yield f"{name}_1", f"{moment:%H:%M:%S}"
        elif isinstance(field, models.DateField):
            yield name, f"{field.to_python(value):%Y-%m-%d}"
        else:
            yield name, "" if value is None else value


@pytest.mark.parametrize(("constraint", "model", "values"), list(in_forms()))
def test_a_broken_rule_is_a_sentence_at_its_field(constraint, model, values, admin):
    row = make(model)
    rule = next(c for c in model._meta.constraints if c.name == constraint)
    sentence = rule.sentence_for(model) if isinstance(rule, Check) else rule.get_violation_error_message()
    assert constraint not in sentence, "it has a plain sentence"
    values = {name.removesuffix("_id"): row.pk if value == "ITSELF" else value for name, value in values.items()}
    response = send(admin, page_of(row), **dict(as_entered(model, values)))
    found = errors(response)
    assert found, "it is not saved"
    # A value that is none of the choices has Django's own sentence, at its field.
    assert sentence in text(response) or set(values) & set(found)


class TestTwoPeopleAtOneRow:
    def test_the_second_one_is_told_and_nothing_is_lost(self, admin, clients):
        listing = make("platforms.StockXListing", variant_id="old")
        address = page_of(listing)
        opened = fields(admin.get(address))
        send(clients[Role.USER], address, variant_id="by the first")
        response = admin.post(address, {**opened, "variant_id": "by the second"})
        assert "Somebody changed this row while you had it open" in text(response)
        assert "Variant ID: by the first." in text(response)
        listing.refresh_from_db()
        assert listing.variant_id == "by the first"
        assert admin.post(address, {**fields(response), "variant_id": "again"}).status_code == 200, "not by insisting"
        assert send(admin, address, variant_id="by the second").status_code == 302
        listing.refresh_from_db()
        assert listing.variant_id == "by the second"

    def test_a_change_by_another_program_counts_too(self, admin):
        price = make("integration.PriceSource")
        opened = fields(admin.get(page_of(price)))
        with transaction.atomic():  # as another transaction would
            query("UPDATE integration.price_sources SET price_cents = 7700 WHERE id = %s", price.pk)
        response = admin.post(page_of(price), {**opened, "source_name": "Shop"})
        assert "Somebody changed this row" in text(response)
        assert "77.00 EUR" in text(response)

    def test_only_what_was_changed_is_written(self, admin):
        product = make("products.Product")
        with CaptureQueriesContext(connection) as captured:
            send(admin, page_of(product), description="Suede")
        (update,) = [q["sql"] for q in captured if q["sql"].startswith('UPDATE "products"')]
        assert '"description"' in update
        assert '"name"' not in update


class TestWhatTriggersCompute:
    def test_it_is_shown_and_cannot_be_entered(self, admin):
        lot = make("products.InventoryItem", purchase_price=100)
        response = send(admin, page_of(lot), roi_percentage="99", shelf_life_days="1")
        assert response.status_code == 302
        lot.refresh_from_db()
        assert lot.roi_percentage is None
        page = text(admin.get(page_of(lot)))
        assert "ROI" in page
        assert 'name="roi_percentage"' not in page


def test_help_texts_and_fieldsets_speak_to_staff(admin):
    page = text(admin.get(page_of(make("products.InventoryItem"))))
    assert "Cost of one pair without VAT (net), in EUR" in page
    assert "Where it is listed" in page


class TestWhatPeopleType:
    def lot(self, **values):
        return make("products.InventoryItem", **values)

    def test_a_date_without_a_time_is_noon(self, admin):
        lot = self.lot()
        assert send(admin, page_of(lot), purchase_date_0="2026-03-14", purchase_date_1="").status_code == 302
        lot.refresh_from_db()
        assert lot.purchase_date == NOON

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1066-10-14"])
    def test_a_year_that_is_a_slip_of_the_finger(self, admin, settings, day):
        settings.TIME_ZONE = "Europe/Berlin"
        found = errors(send(admin, page_of(self.lot()), purchase_date_0=day, purchase_date_1="00:00"))
        assert "Enter a year between" in found["purchase_date"][0]

    @pytest.mark.parametrize("code", ["abc", "1234567890123", "4006381333932", "400638133393", "\u0664006381333931"])
    def test_an_ean_with_a_wrong_digit(self, admin, code):
        assert "check digit" in errors(send(admin, page_of(make("products.Product")), ean=code))["ean"][0]

    @pytest.mark.parametrize("code", ["4006381333931", "036000291452", "96385074"])
    def test_an_ean_as_printed(self, admin, code):
        assert send(admin, page_of(make("products.Product")), ean=code).status_code == 302

    def test_vat_is_what_the_gross_price_has_more(self, admin):
        lot = self.lot()
        send(admin, page_of(lot), purchase_price="151.26", gross_purchase_price="180")
        lot.refresh_from_db()
        assert float(lot.vat_amount) == 28.74
        found = errors(send(admin, page_of(lot), purchase_price="100", gross_purchase_price="50"))
        assert found["gross_purchase_price"] == ["With VAT it cannot be less than without."]

    @pytest.mark.parametrize("text", ["9" * 5000, "[" * 100_000, '{"a":' * 3000, "nonsense", '"\\u0000"'])
    def test_json_that_is_none(self, admin, text):
        assert send(admin, page_of(make("core.Supplier")), tags=text).status_code == 200

    def test_a_secret_is_not_lost_without_a_word(self, admin):
        account = make("core.SupplierAccount", password_encrypted="the old one")
        found = errors(send(admin, page_of(account), password_encrypted="the new one", expiry_month="13"))
        assert found["password_encrypted"][0].startswith("Type it again")


class TestRowsThatOtherProgramsWrote:
    @pytest.mark.parametrize("moment", ["infinity", "-infinity", "0044-03-15 BC"])
    def test_a_time_that_python_cannot_hold_is_a_sentence(self, admin, moment):
        job = make("integration.AwinEnrichmentJob")
        query("UPDATE integration.awin_enrichment_jobs SET started_at = %s WHERE id = %s", moment, job.pk)
        response = admin.get("/admin/integration/awinenrichmentjob/", follow=True)
        assert response.status_code == 200
        assert "outside of the years 1 to 9999" in text(response)

    def test_a_number_that_is_none_is_shown_as_such(self, admin):
        multiplier = make("pricing.BrandMultiplier")
        query("UPDATE pricing.brand_multipliers SET multiplier_value = 'NaN' WHERE id = %s", multiplier.pk)
        assert "not a number" in text(admin.get("/admin/pricing/brandmultiplier/"))
