"""Every change of a business table is recorded, by whatever means it came."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.urls import reverse

from apps.core.models import Brand, Supplier, SupplierAccount
from apps.system.audit.rules import NOT_AUDITED
from apps.system.privacy.rules import RULES
from soleflip.acting.telling import tell
from soleflip.postgres.fields import EncryptedTextField
from soleflip.postgres.names import plain_name
from tests.audit.trail import last_id, records_after, trail_of
from tests.support.rows import make, our_models
from tests.support.sql import query, value

pytestmark = pytest.mark.django_db


def table_of(model) -> str:
    return plain_name(model._meta.db_table)


class TestWhatIsRecorded:
    def test_a_new_row_with_all_that_it_has(self):
        brand = make("core.Brand", name="Salomon", slug="salomon")
        ((action, before, after),) = trail_of(brand)
        assert (action, before) == ("insert", None)
        assert after["name"] == "Salomon"
        assert set(after) == {field.column for field in Brand._meta.concrete_fields}

    def test_a_change_with_the_columns_that_it_touched(self):
        brand = make("core.Brand", name="Salomon")
        brand.name = "Solomon"
        brand.save()
        assert trail_of(brand)[1:] == [("update", {"name": "Salomon"}, {"name": "Solomon"})]

    def test_a_row_that_was_written_as_it_stood_is_not_told(self):
        brand = make("core.Brand")
        brand.save()
        query("UPDATE core.brands SET name = name, updated_at = now() + interval '1 day' WHERE id = %s", brand.pk)
        assert len(trail_of(brand)) == 1

    def test_null_and_back(self):
        supplier = make("core.Supplier", notes=None)
        for notes in ("pays late", None):
            Supplier.objects.filter(pk=supplier.pk).update(notes=notes)
        assert trail_of(supplier)[1:] == [
            ("update", {"notes": None}, {"notes": "pays late"}),
            ("update", {"notes": "pays late"}, {"notes": None}),
        ]

    def test_a_row_that_is_deleted_with_all_that_it_had(self):
        brand = make("core.Brand", name="Salomon")
        key = brand.pk
        brand.delete()
        brand.pk = key
        action, before, after = trail_of(brand)[-1]
        assert (action, before["name"], after) == ("delete", "Salomon", None)

    def test_rows_that_go_along_by_the_rules_of_the_database(self):
        account = make("core.SupplierAccount")
        query("DELETE FROM core.suppliers WHERE id = %s", account.supplier_id)
        assert [action for action, _, _ in trail_of(account)] == ["insert", "delete"]

    def test_a_row_whose_key_changed_went_and_came(self):
        brand = make("core.Brand")
        new_key = "11111111-2222-4333-8444-555555555555"
        query("UPDATE core.brands SET id = %s WHERE id = %s", new_key, brand.pk)
        assert trail_of(brand)[-1][0] == "delete"
        brand.pk = new_key
        assert [action for action, _, _ in trail_of(brand)] == ["insert"]

    def test_a_table_that_is_emptied(self):
        before = last_id()
        query("TRUNCATE core.brand_patterns")
        assert records_after(before) == [("core.brand_patterns", "truncate")]

    def test_a_figure_that_the_calendar_changes_is_no_reason_for_a_record_but_belongs_to_one(self):
        bought = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
        lot = make("products.InventoryItem", purchase_date=bought, purchase_price=Decimal("80.00"))
        query("UPDATE products.inventory SET shelf_life_days = 0 WHERE id = %s", lot.pk)  # which the trigger renews
        assert len(trail_of(lot)) == 1
        query("UPDATE products.inventory SET purchase_date = purchase_date - interval '9 days' WHERE id = %s", lot.pk)
        assert set(trail_of(lot)[1][2]) == {"purchase_date", "shelf_life_days"}


class TestByWhateverMeans:
    def test_plain_sql_over_many_rows(self):
        before = last_id()
        query("UPDATE core.categories SET name = name || ' (old)'")
        number = value("SELECT count(*) FROM core.categories")
        assert number > 0
        assert records_after(before) == [("core.categories", "update")] * number

    def test_copy(self):
        before = last_id()
        with connection.cursor() as cursor, cursor.copy("COPY core.brands (name, slug) FROM STDIN") as copy:
            for number in range(500):
                copy.write_row((f"Brand {number}", f"brand-{number}"))
        assert records_after(before) == [("core.brands", "insert")] * 500

    def test_bulk_operations_of_the_orm(self):
        before = last_id()
        brands = Brand.objects.bulk_create([Brand(name=f"Brand {n}", slug=f"brand-{n}") for n in range(3)])
        for brand in brands:
            brand.name += "!"
        Brand.objects.bulk_update(brands, ["name"])
        Brand.objects.filter(pk__in=[brand.pk for brand in brands]).delete()
        actions = ["insert"] * 3 + ["update"] * 3 + ["delete"] * 3
        assert records_after(before) == [("core.brands", action) for action in actions]

    def test_what_is_rolled_back_never_happened(self):
        before = last_id()
        with transaction.atomic():
            make("core.Brand")
            transaction.set_rollback(True)
        assert records_after(before) == []

    def test_values_are_told_in_utc_in_whatever_zone_the_session_is(self):
        query("SET LOCAL TimeZone = 'Asia/Tokyo'")
        lot = make("products.InventoryItem", purchase_date=datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.UTC))
        assert trail_of(lot)[0][2]["purchase_date"] == "2024-01-01T12:00:00+00:00"


class TestSecrets:
    def test_of_an_encrypted_column_it_is_told_that_there_is_another_value_and_nothing_of_it(self):
        account = make("core.SupplierAccount", password_encrypted="first secret")
        SupplierAccount.objects.filter(pk=account.pk).update(password_encrypted="second secret")
        (_, _, after), (_, before, later) = trail_of(account)
        assert "password_encrypted" not in after
        assert (before, later) == ({"password_encrypted": "(secret)"}, {"password_encrypted": "(secret)"})

    def test_of_a_password_neither(self):
        user = make("accounts.User")
        user.set_password("a long enough password")
        user.save()
        assert trail_of(user)[1][2] == {"hashed_password": "(secret)"}

    def test_each_encrypted_column_is_declared_a_secret(self):
        declared = """
            SELECT encode(tgargs, 'escape') FROM pg_trigger
             WHERE tgname = 'audit_insert' AND tgrelid = to_regclass(%s)"""
        encrypted = [
            (table_of(model), field.column)
            for model in our_models()
            for field in model._meta.concrete_fields
            if isinstance(field, EncryptedTextField)
        ]
        assert len(encrypted) == 4
        for table, column in encrypted:
            assert column in value(declared, table).split("\\")[0], (table, column)

    def test_so_is_each_column_that_the_rules_of_privacy_call_a_secret(self):
        declared = dict(query("""
            SELECT n.nspname || '.' || c.relname, split_part(encode(t.tgargs, 'escape'), '\\000', 1)
              FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE t.tgname = 'audit_insert'"""))  # fmt: skip
        secrets = [rule for rule in RULES if rule.is_secret and rule.table in declared]
        assert {rule.table for rule in secrets} == {"auth.users", "core.supplier_accounts"}
        for rule in secrets:
            assert rule.column in declared[rule.table].strip("{}").split(","), (rule.table, rule.column)


class TestWho:
    QUERY = """
        SELECT c.user_id::text, c.program, c.request_id, c.database_role = session_user
          FROM system.audit_changesets c
          JOIN system.audit_records r ON r.changeset_id = c.id AND r.recorded_at = c.recorded_at
         WHERE r.row_id = %s ORDER BY r.id"""

    def test_the_person_and_the_request_of_a_page(self, client):
        admin = make("accounts.User", role="admin", must_change_password=False)
        client.force_login(admin)
        brand = make("core.Brand", name="Before")
        response = client.post(
            reverse("admin:core_brand_change", args=[brand.pk]),
            {"name": "After", "slug": brand.slug, "_save": "Save"},
        )
        assert response.status_code == 302, response.context["adminform"].errors
        assert query(self.QUERY, str(brand.pk))[-1] == (str(admin.pk), "web", response["X-Request-ID"], True)

    def test_the_name_of_a_command(self):
        tell(connection, "import_awin", "", "")
        assert query(self.QUERY, str(make("core.Brand").pk)) == [(None, "import_awin", "", True)]

    @pytest.mark.parametrize("said", ["", "somebody", "1' OR '1'='1"])
    def test_what_is_no_user_is_nobody(self, said):
        tell(connection, "import_awin", "", said)
        assert query(self.QUERY, str(make("core.Brand").pk))[0][0] is None

    def test_two_people_in_one_transaction_have_a_changeset_each(self):
        one, two = make("accounts.User"), make("accounts.User")
        tell(connection, "web", "r1", str(one.pk))
        brand = make("core.Brand", name="A")
        tell(connection, "web", "r2", str(two.pk))
        Brand.objects.filter(pk=brand.pk).update(name="B")
        assert [row[0] for row in query(self.QUERY, str(brand.pk))] == [str(one.pk), str(two.pk)]


class TestWhichTables:
    def test_all_but_those_that_are_left_out_for_a_reason(self):
        audited = query("""
            SELECT n.nspname || '.' || c.relname FROM pg_trigger t
              JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE t.tgname IN ('audit_insert', 'audit_update', 'audit_delete', 'audit_truncate')
             GROUP BY 1 HAVING count(*) = 4""")
        assert {table for (table,) in audited} == {table_of(model) for model in our_models()} - set(NOT_AUDITED)

    def test_a_column_that_a_migration_adds_is_recorded_from_then_on(self):
        query("ALTER TABLE core.brand_patterns ADD COLUMN remark text")
        assert query("SELECT * FROM system.renew_audit()") == [("core.brand_patterns",)]
        assert query("SELECT * FROM system.renew_audit()") == []
        pattern = make("core.BrandPattern")
        query("UPDATE core.brand_patterns SET remark = 'seen' WHERE id = %s", pattern.pk)
        assert trail_of(pattern)[1] == ("update", {"remark": None}, {"remark": "seen"})

    def test_a_column_that_is_gone_is_forgotten(self):
        query("ALTER TABLE core.brand_patterns DROP COLUMN priority")
        assert query("SELECT * FROM system.renew_audit()") == [("core.brand_patterns",)]
