"""Whoever is erased is nowhere in a dump of the database any more, outside of the vouchers that are named."""

import datetime
import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.integration.imports.undo import LaterWork, undo
from apps.integration.models import ImportBatch
from apps.system.audit.verifying import verify
from apps.system.models import LogEntry
from apps.system.privacy.rule import Whose
from tests.privacy.canaries import Planted, images_of, in_dump
from tests.support.command_line import manage
from tests.support.dumps import dump
from tests.support.rows import make
from tests.support.sql import query, value

KINDS = [whose for whose in Whose if whose != Whose.ANYBODY]
A_YEAR_AGO = datetime.datetime.now(datetime.UTC).replace(month=1, day=1) - datetime.timedelta(days=200)


def gdpr_erase(*people, **options) -> str:
    output = StringIO()
    call_command("gdpr_erase", *map(str, people), interactive=False, verbosity=0, stdout=output, **options)
    return output.getvalue()


def plant(whose: Whose, **options) -> tuple[Planted, ImportBatch]:
    """A person with rows, their history, mentions everywhere, an import that changed them, log lines and a session."""
    planted = Planted(whose, **options)
    batch = make("integration.ImportBatch", status="completed", source="manual")
    for row in planted.rows:
        images_of(row, batch)
    planted.mention_everywhere()
    planted.log_lines()
    if whose == Whose.USER:
        planted.log_in()
    return planted, batch


@pytest.mark.parametrize("whose", KINDS)
def test_nothing_of_a_person_is_left(committed, whose):
    planted, _ = plant(whose)
    words = [*planted.canaries, *(["canary-in-a-session"] if whose == Whose.USER else [])]
    before = dump(committed, "--data-only", "--inserts")
    assert set(planted.canaries) <= set(in_dump(before, words))
    said = gdpr_erase(*[row.pk for row in planted.rows if row._meta.label in OWN])
    assert in_dump(dump(committed, "--data-only", "--inserts"), words) == []
    assert planted.left() == []
    assert in_dump(said, words) == []
    assert "stays until" not in said
    if whose == Whose.USER:
        assert value("SELECT count(*) FROM django_session") == 0


OWN = {
    "core.Supplier", "core.SupplierAccount", "accounts.User",
    "transactions.Order", "transactions.LegacyTransaction", "platforms.LegacyStockXOrder",
}  # fmt: skip


@pytest.mark.parametrize("whose", [Whose.SUPPLIER, Whose.HOLDER, Whose.BUYER])
def test_what_tax_law_asks_for_stays_and_is_named_with_its_day(committed, whose):
    planted, _ = plant(whose, moment=A_YEAR_AGO)
    said = gdpr_erase(*[row.pk for row in planted.rows if row._meta.label in OWN])
    text = dump(committed, "--data-only", "--inserts")
    (lot,) = query(
        "SELECT supplier, concat_ws(' ', notes, location, external_ids) FROM products.inventory WHERE notes <> ''"
    )
    assert lot[0] in planted.canaries
    assert f"products.inventory.supplier in 1 row stays until {A_YEAR_AGO.year + 8}-12-31 (voucher" in said
    assert in_dump(lot[1], planted.canaries) == []
    text = "\n".join(line for line in text.splitlines() if not line.startswith("INSERT INTO products.inventory"))
    kept = in_dump(text, planted.canaries)
    assert kept
    for word in kept:
        rule = planted.canaries[word]
        assert rule.keep.law, f"{rule.table}.{rule.column} has no law that keeps it"
        until = A_YEAR_AGO.year + rule.keep.years
        assert f"{rule.table}.{rule.column} in 1 row stays until {until}-12-31 ({rule.keep.law})" in said
    for table in ("system.logs", "system.audit_records", "integration.import_records", "integration.import_changes"):
        assert in_dump(_of_table(text, table), planted.canaries) == [], table


def _of_table(text: str, table: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.startswith(f"INSERT INTO {table}"))


def test_the_trail_still_proves_that_nothing_was_altered(committed):
    planted, _ = plant(Whose.SUPPLIER)
    gdpr_erase(planted.person.pk)
    assert [finding for month in verify() for finding in month.findings] == []
    assert value("SELECT count(*) FROM system.audit_records WHERE row_id = %s AND erased_at IS NOT NULL",
                 str(planted.person.pk)) >= 3  # fmt: skip


def test_a_dry_run_says_the_same_and_changes_nothing(committed):
    planted, _ = plant(Whose.HOLDER)
    before = dump(committed, "--data-only", "--inserts")
    would = gdpr_erase(planted.person.pk, dry_run=True)
    assert _without_sequences(dump(committed, "--data-only", "--inserts")) == _without_sequences(before)
    did = gdpr_erase(planted.person.pk)
    assert would.replace("would be erased", "erased").replace("A dry run: nothing was changed.\n", "") == did


def _without_sequences(text: str) -> list[str]:
    return [line for line in text.splitlines() if "setval" not in line]


def test_erasing_once_more_finds_nothing(committed):
    planted, _ = plant(Whose.BUYER)
    gdpr_erase(planted.person.pk)
    assert "nothing is held any more" in gdpr_erase(planted.person.pk)


def test_the_log_says_that_somebody_was_erased_and_not_who(committed):
    planted, _ = plant(Whose.HOLDER)
    gdpr_erase(planted.person.pk)
    line = LogEntry.objects.get(component="privacy")
    assert (line.source_table, line.source_id) == ("core.supplier_accounts", planted.person.pk)
    assert line.message.startswith("Erased a person: account holder, ")
    assert line.details["counts"]["core.supplier_accounts.email"] == 1
    assert in_dump(f"{line.message} {line.details}", planted.canaries) == []


def test_an_import_that_changed_the_row_leaves_it_and_says_so(committed):
    planted, batch = plant(Whose.SUPPLIER)
    assert "Taking back an import that changed these rows leaves them" in gdpr_erase(planted.person.pk)
    with pytest.raises(LaterWork) as refused:
        undo(batch)
    assert "was changed since" in str(refused.value.undone.held[0])


class TestUsers:
    def test_cannot_log_in_and_is_still_the_one_whom_the_trail_names(self, committed):
        user = Planted(Whose.USER).person
        gdpr_erase(user.username)
        user.refresh_from_db()
        assert not user.is_active
        assert not user.has_usable_password()
        assert user.username == f"erased-{user.pk.hex[-12:]}"

    def test_the_last_admin_stays(self, committed):
        with pytest.raises(CommandError, match=r"Nothing was erased\. .*last active admin"):
            gdpr_erase("admin")
        assert value("SELECT username FROM auth.users") == "admin"

    def test_a_name_that_is_a_word_is_replaced_where_programs_write_it_and_nowhere_else(self, committed):
        make("accounts.User", username="anna", email="a@piep.example")
        make("system.LogEntry", message="anna: exported 3 sales from /admin/anna/", details={"user": "Anna", "n": 1})
        note = make("products.InventoryItem", notes="Anna Karenina edition").pk
        gdpr_erase("anna")
        (message, details) = query("SELECT message, details::text FROM system.logs WHERE message LIKE '%exported%'")[0]
        assert message.startswith("erased-")
        assert message.endswith(": exported 3 sales from /admin/anna/")
        assert '"user": "erased-' in details
        assert '"n": 1' in details
        assert value("SELECT notes FROM products.inventory WHERE id = %s", note) == "Anna Karenina edition"


class TestSuppliers:
    def test_a_shop_stays_and_its_contact_goes(self, committed):
        shop = make("core.Supplier", supplier_type="retailer", name="Foot Shop", city="Berlin", notes="ask Kim",
                    contact_person="Kim Kanari", email="kim@piep.example")  # fmt: skip
        gdpr_erase("kim@piep.example")
        shop.refresh_from_db()
        assert (shop.name, shop.city) == ("Foot Shop", "Berlin")
        assert (shop.contact_person, shop.email, shop.notes) == (None, None, None)

    def test_an_address_from_before_is_looked_for_too(self, committed):
        shop = make("core.Supplier", supplier_type="retailer", email="old@piep.example")
        make("system.LogEntry", message="mail to OLD@piep.example failed")
        shop.email = "new@piep.example"
        shop.save()
        gdpr_erase("new@piep.example")
        assert in_dump(dump(committed, "--data-only"), ["old@piep.example", "new@piep.example"]) == []

    @pytest.mark.parametrize("asked", ["Tina Titel", "Dr. Tina Titel", "DE123456789", "DE 123 456 789"])
    def test_titles_of_a_name_and_blanks_in_a_number_make_no_difference(self, committed, asked):
        tina = make("core.Supplier", supplier_type="individual", name="Titel, Dr. Tina",
                    contact_person="Dr. Tina Titel", vat_number="DE 123 456 789", last_order_date=None)  # fmt: skip
        lot = make("products.InventoryItem", notes="Tina Titel, VAT DE123456789", external_ids={"vat": "DE 123456789"})
        gdpr_erase(asked)
        tina.refresh_from_db(), lot.refresh_from_db()
        word = f"erased-{tina.pk.hex[-12:]}"
        assert (tina.name, tina.contact_person, tina.vat_number) == (word, None, None)
        assert (lot.notes, lot.external_ids) == (f"{word}, VAT {word}", {"vat": word})

    def test_who_is_named_by_a_lot_in_its_text_alone_has_sold_it(self, committed):
        """Older lots have no supplier but the text; the voucher has to name the seller all the same."""
        kim = make("core.Supplier", supplier_type="individual", name="Kim Kanari", city="Piepstadt",
                   email="kim@piep.example", last_order_date=None)  # fmt: skip
        lot = make("products.InventoryItem", legacy_supplier="KIM Kanari", purchase_date=A_YEAR_AGO)
        said = gdpr_erase(kim.pk)
        kim.refresh_from_db(), lot.refresh_from_db()
        assert (kim.name, kim.city, kim.email) == ("Kim Kanari", "Piepstadt", None)
        assert lot.legacy_supplier == "KIM Kanari"
        assert f"core.suppliers.city in 1 row stays until {A_YEAR_AGO.year + 8}-12-31 (voucher" in said


class TestFormerNames:
    @pytest.fixture
    def ada(self, committed):
        """Ada Altmann, then Neumann, then Adele Drittmann: no record of the trail says Ada Neumann."""
        ada = make("core.SupplierAccount", first_name="Ada", last_name="Altmann", email="ada@piep.example")
        for name, value_ in (("last_name", "Neumann"), ("last_name", "Drittmann"), ("first_name", "Adele")):
            setattr(ada, name, value_)
            ada.save()
        return ada

    def test_each_first_name_is_looked_for_with_each_last_name(self, ada):
        lot = make("products.InventoryItem", notes="Ada Neumann, Altmann, Ada; adele drittmann; Adele Neumann; Ada")
        gdpr_erase(ada.pk)
        lot.refresh_from_db()
        word = f"erased-{ada.pk.hex[-12:]}"
        assert lot.notes == f"{word}, {word}; {word}; {word}; Ada"

    def test_a_deleted_row_is_found_by_one_of_them(self, ada):
        key = str(ada.pk)
        ada.delete()
        assert key in gdpr_erase("Ada Neumann")
        assert value("SELECT count(*) FROM system.audit_records WHERE row_id = %s AND erased_at IS NULL", key) == 0


class TestWhoIsMeant:
    def test_a_name_of_two_people_erases_nobody(self, committed):
        one = make("core.Supplier", contact_person="Kim Kanari", email="one@piep.example")
        two = make("core.SupplierAccount", first_name="Kim", last_name="Kanari", email="two@piep.example")
        with pytest.raises(CommandError, match="may be 2 people") as refused:
            gdpr_erase("kim kanari")
        assert str(one.pk) in str(refused.value)
        assert str(two.pk) in str(refused.value)
        assert value("SELECT count(*) FROM core.suppliers WHERE contact_person = 'Kim Kanari'") == 1
        gdpr_erase(one.pk, two.pk)
        assert in_dump(dump(committed, "--data-only"), ["Kim Kanari", "one@piep.example", "two@piep.example"]) == []

    def test_a_namesake_keeps_what_is_theirs(self, committed):
        one, two = (make("core.Supplier", supplier_type="retailer", contact_person="Kim Kanari") for _ in range(2))
        lot = make("products.InventoryItem", notes="from Kim Kanari")
        gdpr_erase(one.pk)
        two.refresh_from_db(), lot.refresh_from_db()
        assert (two.contact_person, lot.notes) == ("Kim Kanari", "from Kim Kanari")
        assert value("SELECT count(*) FROM system.audit_records WHERE row_id = %s AND erased_at IS NOT NULL",
                     str(two.pk)) == 0  # fmt: skip
        gdpr_erase(one.pk, also=["Kim Kanari"])
        lot.refresh_from_db()
        assert lot.notes == f"from erased-{one.pk.hex[-12:]}"

    @pytest.mark.parametrize("stored", ["Kanari, Kim", 'Kim "Kiki" Kanari'])
    def test_a_name_with_a_comma_or_quotes_goes_from_json_too(self, committed, stored):
        shop = make("core.Supplier", supplier_type="retailer", contact_person=stored)
        make("products.InventoryItem", external_ids={"from": f"{stored} (by mail)"})
        make("integration.ImportRecord", source_data={"Seller": stored.upper()})
        gdpr_erase(shop.pk)
        words = [stored, json.dumps(stored)[1:-1]]
        assert in_dump(dump(committed, "--data-only", "--inserts"), words) == []

    @pytest.mark.parametrize("asked", ["0170/123 45 67", "Dr. Kim Kanari", "Kanari, Kim"])
    def test_whose_row_it_is_is_found_however_it_is_written(self, committed, asked):
        shop = make("core.Supplier", supplier_type="retailer", contact_person="Kim Kanari", phone="+49 170 1234567")
        shop.contact_person = "Dr. Kim Kanari"
        shop.save()
        gdpr_erase(asked)
        shop.refresh_from_db()
        assert (shop.contact_person, shop.phone) == (None, None)

    def test_all_accounts_with_one_e_mail_address_are_one_person(self, committed):
        for _ in range(3):
            make("core.SupplierAccount", email="kim@piep.example")
        gdpr_erase("Kim@piep.example")
        assert in_dump(dump(committed, "--data-only"), ["kim@piep.example"]) == []

    def test_a_buyer_who_is_only_named_in_notes(self, committed):
        order = make(
            "transactions.Order", notes="Buyer: kim@piep.example, wants a second pair", external_id="A-1234567"
        )
        gdpr_erase("kim@piep.example")
        order.refresh_from_db()
        assert order.notes is None
        assert order.external_id == "A-1234567"

    def test_one_who_has_no_row_of_their_own_and_is_mentioned(self, committed):
        make("products.InventoryItem", notes="Bought together with Kim\n Kanari")
        assert "products.inventory.notes (mentions): 1 erased" in gdpr_erase("Kim Kanari")
        assert value("SELECT notes FROM products.inventory") == "Bought together with erased"

    def test_further_words_that_name_the_person(self, committed):
        shop = make("core.Supplier", supplier_type="retailer", contact_person="Kim Kanari")
        lot = make("products.InventoryItem", notes="from Kimmy, call 0170/1234567")
        gdpr_erase(shop.pk, also=["kimmy", "+49 170 1234567"])
        lot.refresh_from_db()
        assert re.fullmatch(r"from erased-\w{12}, call erased-\w{12}", lot.notes)

    def test_where_nobody_is_there_to_ask(self, committed):
        user = make("accounts.User")
        asked = manage("gdpr_erase", str(user.pk), database=committed)
        assert (asked.returncode, "say --noinput" in asked.stderr, "Traceback" in asked.stderr) == (1, True, False)
        no = manage("gdpr_erase", str(user.pk), database=committed, stdin="no\n")
        assert no.stderr.strip() == "CommandError: That is not yes. Nothing was erased."
        assert manage("gdpr_erase", str(user.pk), database=committed, stdin="yes\n").returncode == 0

    @pytest.mark.parametrize("text", ["nobody", "5e6f0b0a-0000-4000-8000-000000000000"])
    def test_nobody(self, committed, text):
        with pytest.raises(CommandError, match="Nobody is found by"):
            gdpr_erase(text)


class TestDeletedRows:
    """The trail tells of rows that are deleted, also where a record of them does not name anybody."""

    SECRETS = ("kim@piep.example", "Piepgasse 7", "0170 7654321", "203.0.113.99", "Piepser 5.0")

    @pytest.fixture
    def account(self, committed):
        account = make("core.SupplierAccount", email="kim@piep.example")
        account.address_line_1, account.phone_number = "Piepgasse 7", "0170 7654321"
        account.save()
        make("core.AccountPurchase", account=account, ip_address="203.0.113.99", user_agent="Piepser 5.0")
        return account

    def told(self) -> list[str]:
        text = "".join(f"{before} {after}" for before, after in query("SELECT before, after FROM system.audit_records"))
        return in_dump(text, self.SECRETS)

    def test_a_purchase_that_was_deleted_before(self, account):
        account.purchases.all().delete()
        assert "203.0.113.99" in self.told()
        gdpr_erase(account.pk)
        assert self.told() == []

    @pytest.mark.parametrize("asked", ["Kim@piep.example", "0170/765 43 21", "id"])
    def test_an_account_that_was_deleted_with_its_purchases(self, account, asked):
        key = str(account.pk)
        account.purchases.all().delete()
        account.delete()
        assert set(self.told()) == set(self.SECRETS)
        gdpr_erase(key if asked == "id" else asked)
        assert self.told() == []
        assert "nothing is held any more" in gdpr_erase(key)
        assert [finding for month in verify() for finding in month.findings] == []

    def test_an_account_of_one_who_has_another(self, account):
        other = make("core.SupplierAccount", email="kim@piep.example")
        account.purchases.all().delete()
        account.delete()
        gdpr_erase(other.pk)
        assert self.told() == []

    def test_a_namesake_who_is_deleted_is_somebody_else(self, committed):
        gone = make("core.Supplier", supplier_type="retailer", contact_person="Kim Kanari", phone="0170 7654321")
        there = make("core.Supplier", supplier_type="retailer", contact_person="Kim Kanari")
        gone.phone = "0170 7654322"
        gone.save()
        key = gone.pk
        gone.delete()
        gdpr_erase(there.pk)
        assert value("SELECT count(*) FROM system.audit_records WHERE row_id = %s AND action = 'update'"
                     " AND before ->> 'phone' = '0170 7654321'", str(key)) == 1  # fmt: skip

    @pytest.mark.parametrize(("kind", "is_left"), [("retailer", True), ("individual", False)])
    def test_of_a_shop_the_trail_goes_on_telling_the_address(self, committed, kind, is_left):
        supplier = make("core.Supplier", supplier_type=kind, email="kim@piep.example")
        supplier.address_line1 = "Piepgasse 7"
        supplier.save()
        make("core.SupplierEvent", supplier=supplier, event_title="Piepser 5.0")
        supplier.events.all().delete()
        supplier.delete()
        gdpr_erase("kim@piep.example")
        left = value(
            "SELECT count(*) FROM system.audit_records WHERE action = 'update' AND after::text LIKE '%%Piepg%%'"
        )
        assert left == is_left
        assert ("Piepser 5.0" in self.told()) == is_left
