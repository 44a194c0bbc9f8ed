"""retention run lets go what is over its time, and nothing that is not."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from apps.system.audit.verifying import verify
from apps.system.models import LogEntry
from apps.system.privacy.ageing import aged_rows
from apps.system.privacy.rule import Whose
from apps.system.privacy.rules import RULES
from apps.system.retention import RULES as BY_MONTH
from soleflip.postgres.names import plain_name
from tests.privacy.canaries import Planted, in_dump
from tests.support.dumps import dump
from tests.support.rows import make
from tests.support.sql import query, value

YOUNG = timezone.now() - datetime.timedelta(days=20)
OLD = timezone.now() - datetime.timedelta(days=1_500)  # beyond three years, within eight
ANCIENT = timezone.now() - datetime.timedelta(days=4_800)  # beyond ten


def retention(**options) -> str:
    output = StringIO()
    call_command("retention", "run", verbosity=0, stdout=output, **options)
    return output.getvalue()


def test_rows_and_months_are_kept_for_as_long_as_the_table_of_the_rules_says():
    for rule in RULES:
        if rule.table in BY_MONTH and rule.table == "system.logs":
            assert BY_MONTH[rule.table].months == rule.keep.months
    assert set(aged_rows()) == {
        "django_admin_log", "django_session", "integration.import_changes", "integration.import_records",
    }  # fmt: skip


def test_rows_of_imports(committed):
    for moment in (YOUNG, OLD):
        record = make("integration.ImportRecord")
        query("UPDATE integration.import_records SET created_at = %s WHERE id = %s", moment, record.pk)
    assert "1 rows of integration.import_records gone." in retention()
    assert value("SELECT count(*) FROM integration.import_records WHERE created_at < now() - interval '1 year'") == 0
    assert value("SELECT count(*) FROM integration.import_records") == 1


def test_of_a_sale_first_the_city_and_then_the_number_of_the_voucher(committed):
    young, old, ancient = (
        make("transactions.Order", sold_at=moment, buyer_destination_city=f"Piepstadt {moment.year}",
             external_id=f"N-{moment.year}-1", notes="for Kim Kanari")
        for moment in (YOUNG, OLD, ANCIENT)
    )  # fmt: skip
    retention()
    for order in (young, old, ancient):
        order.refresh_from_db()
    assert young.buyer_destination_city
    assert (old.buyer_destination_city, old.notes, old.external_id) == (None, None, f"N-{OLD.year}-1")
    assert (ancient.buyer_destination_city, ancient.external_id) == (None, None)
    assert ancient.sale_price == 150


def test_the_change_itself_leaves_no_copy_in_the_trail_which_stays_proven(committed):
    order = make("transactions.Order", sold_at=OLD, buyer_destination_city="Piepstadt")
    retention()
    assert value("SELECT count(*) FROM system.audit_records WHERE row_id = %s AND before::text LIKE '%%Piepstadt%%'",
                 str(order.pk)) == 0  # fmt: skip
    assert [finding for month in verify() for finding in month.findings] == []


def test_who_sold_a_lot_goes_with_the_voucher_unless_it_is_a_shop(committed):
    kim = make("core.Supplier", supplier_type="individual", name="Kim Kanari", status="closed")
    shop = make("core.Supplier", supplier_type="retailer", name="Foot Shop")
    lots = {
        (name, moment): make("products.InventoryItem", supplier=supplier, legacy_supplier=name, purchase_date=moment)
        for name, supplier in (("K. Kanari", kim), ("Kim Kanari", None), ("Foot shop", None), ("The Foot Shop", shop))
        for moment in (OLD, ANCIENT)
    }
    assert "2 values of products.inventory.supplier gone." in retention()
    for lot in lots.values():
        lot.refresh_from_db()
    left = {key for key, lot in lots.items() if lot.legacy_supplier}
    assert set(lots) - left == {("K. Kanari", ANCIENT), ("Kim Kanari", ANCIENT)}
    for lot in (lots["K. Kanari", ANCIENT], lots["Kim Kanari", ANCIENT]):
        told = query("SELECT before::text, after::text FROM system.audit_records WHERE row_id = %s", str(lot.pk))
        assert told
        assert "Kanari" not in str(told)
    assert [finding for month in verify() for finding in month.findings] == []
    assert "products.inventory" not in retention()


def test_the_trail_forgets_who_was_mentioned_after_three_years_and_the_seller_of_a_lot_with_the_voucher(committed):
    """Also of rows that are deleted, of which nothing else tells."""
    named = make("products.InventoryItem", notes="from Kim Kanari", legacy_supplier=None)
    sold = make("products.InventoryItem", notes="from Kim Kanari", legacy_supplier="Kim Kanari")
    quiet = make("products.InventoryItem", notes=None, location=None, external_ids=None, legacy_supplier=None)
    shoe = make("products.Product", description="as Kim Kanari says", enrichment_data=None)
    keys = {name: str(row.pk) for name, row in {"named": named, "sold": sold, "quiet": quiet, "shoe": shoe}.items()}
    for lot in (named, sold, quiet):
        lot.delete()

    def told_after(years: int) -> set[str]:
        """Whose records say anything yet, so many years later."""
        moment = timezone.now() - datetime.timedelta(days=years * 366)
        with transaction.atomic():  # by force: nobody else writes the trail anew
            query("ALTER TABLE system.audit_records DISABLE TRIGGER USER")
            query("UPDATE system.audit_records SET recorded_at = %s", moment)
            query("ALTER TABLE system.audit_records ENABLE TRIGGER USER")
        retention()
        records = query("SELECT DISTINCT row_id FROM system.audit_records WHERE erased_at IS NULL")
        told = {key for (key,) in records}
        return {name for name, key in keys.items() if key in told}

    assert told_after(2) == {"named", "sold", "quiet", "shoe"}
    assert told_after(4) == {"sold", "quiet"}
    assert told_after(9) == {"quiet"}


def test_a_seller_of_whom_nothing_was_ever_bought_goes_three_years_after_the_end_of_business(committed):
    """There is no voucher whose years could be counted."""
    about = {"supplier_type": "individual", "city": "Piepstadt", "tax_id": "DE123456789", "last_order_date": None}
    closed = make("core.Supplier", name="Kim Kanari", status="closed", closure_date=OLD.date(), **about)
    others = {
        "closed lately": make("core.Supplier", status="closed", closure_date=YOUNG.date(), **about),
        "still there": make("core.Supplier", status="active", **about),
        "sold something": make("core.Supplier", status="closed", closure_date=OLD.date(), **about),
    }
    make("products.InventoryItem", supplier=others["sold something"], purchase_date=OLD)
    retention()
    closed.refresh_from_db()
    assert (closed.city, closed.tax_id, closed.name) == (None, None, f"erased-{closed.pk.hex[-12:]}")
    for supplier in others.values():
        supplier.refresh_from_db()
    assert [name for name, supplier in others.items() if supplier.city != "Piepstadt"] == []


@pytest.mark.parametrize(
    ("whose", "over", "still"),
    [
        (Whose.SUPPLIER, {"status": "closed", "closure_date": OLD.date()}, {"status": "active"}),
        (Whose.HOLDER, {"account_status": "inactive", "last_used_at": OLD}, {"account_status": "active"}),
        (Whose.USER, {"is_active": False, "last_login": OLD}, {"is_active": True, "last_login": OLD}),
    ],
)  # fmt: skip
def test_people_whose_business_with_us_has_ended(committed, whose, over, still):
    gone, there = Planted(whose, moment=ANCIENT), Planted(whose, moment=ANCIENT)
    for planted, values in ((gone, over), (there, still)):
        type(planted.person)._base_manager.filter(pk=planted.person.pk).update(**values)
    retention()
    own = plain_name(type(gone.person)._meta.db_table)
    text = dump(committed, "--data-only", "--inserts")
    closed = [word for word, rule in gone.canaries.items() if rule.table == own and rule.is_over != "false"]
    assert in_dump(text, closed) == []
    assert there.person._meta.model._base_manager.get(pk=there.person.pk).email.startswith("Canary.Q")


def test_a_dry_run_counts_the_same_and_changes_nothing(committed):
    make("transactions.Order", sold_at=OLD, buyer_destination_city="Piepstadt")
    before = dump(committed, "--data-only").replace("setval", "")
    would = retention(dry_run=True)
    after = dump(committed, "--data-only")
    assert "1 values of transactions.orders.buyer_destination_city would go." in would
    assert [line for line in after.splitlines() if "Piepstadt" in line] == [
        line for line in before.splitlines() if "Piepstadt" in line
    ]
    assert "1 values of transactions.orders.buyer_destination_city gone." in retention()
    line = LogEntry.objects.get(component="retention")
    assert line.details["values of transactions.orders.buyer_destination_city"] == 1


def test_nothing_to_do(committed):
    assert retention().endswith("Nothing else is over its time.\n")
