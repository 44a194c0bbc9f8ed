"""The history of a row, and all that one person did, as staff see them."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.core.models import Brand, Supplier
from apps.products.models import InventoryItem
from soleflip.acting.telling import tell
from tests.support.pages import text
from tests.support.rows import make
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db


def history(client, row):
    opts = row._meta
    response = client.get(reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[row.pk]))
    assert response.status_code == 200
    return response


def told(client, row) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Who, what, and the columns with before and after, newest first."""
    events = history(client, row).context["events"]
    return [(event.who, event.what, [tuple(map(str, each)) for each in event.differences]) for event in events]


class TestTheHistoryOfARow:
    def test_what_a_person_changed_through_the_page(self, admin, people):
        brand = make("core.Brand", name="Before")
        admin.post(
            reverse("admin:core_brand_change", args=[brand.pk]),
            {"name": "After", "slug": brand.slug},
        )
        assert told(admin, brand)[0] == (people[Role.ADMIN].username, "changed", [("Name", "Before", "After")])

    def test_what_plain_sql_changed(self, admin):
        brand = make("core.Brand", name="Before")
        tell(connection, "", "", "")
        query("UPDATE core.brands SET name = 'After' WHERE id = %s", brand.pk)
        (who, what, differences), _ = told(admin, brand)
        assert who.endswith(f"as {value('SELECT session_user')}")
        assert (what, differences) == ("changed", [("Name", "Before", "After")])

    def test_money_choices_and_days_read_as_on_the_page(self, admin):
        lot = make("products.InventoryItem", purchase_price=Decimal("80.00"), status="in_stock")
        InventoryItem.objects.filter(pk=lot.pk).update(purchase_price=Decimal("1085.50"))
        assert ("Purchase price", "80.00 EUR", "1,085.50 EUR") in told(admin, lot)[0][2]

    def test_rows_that_it_named_are_called_by_their_names(self, admin):
        one, other = make("core.Supplier", name="Corner Shop"), make("core.Supplier", name="Sneaker Mile")
        account = make("core.SupplierAccount", supplier=one)
        query("UPDATE core.supplier_accounts SET supplier_id = %s WHERE id = %s", other.pk, account.pk)
        assert told(admin, account)[0][2] == [("Supplier", str(one), str(other))]

    def test_of_a_secret_only_that_there_is_another_one(self, admin):
        account = make("core.SupplierAccount", password_encrypted="first")
        account.password_encrypted = "second"
        account.save()
        (_, _, differences), _ = told(admin, account)
        assert [(before, after) for _, before, after in differences] == [("(secret)", "(secret)")]

    def test_a_row_that_was_dated_back(self, admin):
        brand = make("core.Brand")
        query("UPDATE core.brands SET created_at = '2001-01-01' WHERE id = %s", brand.pk)
        ((column, _, became),) = told(admin, brand)[0][2]
        assert (column, "2001" in became) == ("Created at", True)

    def test_whoever_claims_to_be_the_site_from_another_login_is_named_by_it(self, admin, people):
        brand = make("core.Brand")
        tell(connection, "web", "", str(people[Role.ADMIN].pk))
        query("UPDATE core.brands SET name = 'After' WHERE id = %s", brand.pk)
        query("ALTER TABLE system.audit_changesets DISABLE TRIGGER USER")
        query("UPDATE system.audit_changesets SET database_role = 'somebody' WHERE program = 'web'")
        assert told(admin, brand)[0][0] == f"{people[Role.ADMIN].username}, by web as somebody"

    def test_what_was_erased_is_said_to_be(self, admin):
        brand = make("core.Brand", name="Salomon")
        value("SELECT system.erase_audited(array_agg(id)) FROM system.audit_records WHERE row_id = %s", str(brand.pk))
        assert "What it said was erased." in text(history(admin, brand))

    def test_a_feed_says_why_it_has_none(self, admin):
        price = make("integration.PriceSource")
        assert "The audit trail leaves this table out. A feed" in text(history(admin, price))

    def test_whoever_may_see_the_row_may_see_its_history(self, clients):
        assert told(clients[Role.READONLY], make("core.Brand"))[0][1] == "added"

    def test_but_no_history_of_users(self, clients):
        user = make("accounts.User")
        assert clients[Role.READONLY].get(reverse("admin:accounts_user_history", args=[user.pk])).status_code == 403

    def test_a_value_that_the_column_cannot_have_any_more(self, admin):
        supplier = make("core.Supplier")
        query("UPDATE core.suppliers SET status = 'active', rating = NULL WHERE id = %s", supplier.pk)
        Supplier.objects.filter(pk=supplier.pk).update(founded_year=1999)
        assert ("Founded year", "-", "1999") in told(admin, supplier)[0][2]


class TestTheTrail:
    def test_all_that_one_person_did_on_one_day(self, admin):
        person = make("accounts.User", username="vera")
        tell(connection, "web", "a-request", str(person.pk))
        theirs = make("core.Brand")
        tell(connection, "web", "a-request", "")
        others = make("core.Brand")
        today = timezone.now().date()
        day = {"recorded_at__year": today.year, "recorded_at__month": today.month, "recorded_at__day": today.day}
        shown = text(admin.get(reverse("admin:system_auditrecord_changelist"), {"person": str(person.pk), **day}))
        assert str(theirs.pk) in shown
        assert str(others.pk) not in shown
        before = datetime.date(today.year - 1, 1, 1)
        nothing = {"recorded_at__year": before.year, "person": str(person.pk)}
        assert str(theirs.pk) not in text(admin.get(reverse("admin:system_auditrecord_changelist"), nothing))

    def test_a_row_that_is_gone_is_found_by_its_id(self, admin):
        brand = make("core.Brand", name="Gone with the wind")
        key = str(brand.pk)
        Brand.objects.filter(pk=key).delete()
        shown = text(admin.get(reverse("admin:system_auditrecord_changelist"), {"q": key}))
        assert "added" in shown.lower()
        assert "deleted" in shown.lower()

    def test_the_page_of_a_record_has_who_what_and_the_proof(self, admin):
        brand = make("core.Brand", name="Salomon")
        record, proof = query(
            "SELECT id, encode(hash, 'hex') FROM system.audit_records WHERE row_id = %s", str(brand.pk)
        )[0]
        shown = text(admin.get(reverse("admin:system_auditrecord_change", args=[record])))
        assert "Salomon" in shown
        assert proof in shown

    @pytest.mark.parametrize("page", ["auditrecord", "auditchangeset", "audithead"])
    def test_it_is_for_admins(self, page, clients):
        for role in (Role.USER, Role.READONLY):
            assert clients[role].get(reverse(f"admin:system_{page}_changelist")).status_code == 403
