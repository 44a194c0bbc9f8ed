"""gdpr_export writes down everything that is held on a person, and nothing of anybody else."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.system.privacy.rule import Whose
from tests.privacy.canaries import Planted
from tests.support.rows import make

pytestmark = pytest.mark.usefixtures("committed")  # all is read as of one moment, in a transaction of its own


def gdpr_export(tmp_path, *people, **options) -> tuple[dict, str]:
    """What the two files say."""
    call_command("gdpr_export", *map(str, people), output=tmp_path, verbosity=0, stdout=StringIO(), **options)
    (told,), (page,) = tmp_path.glob("*.json"), tmp_path.glob("*.html")
    assert {told.stat().st_mode & 0o777, page.stat().st_mode & 0o777} == {0o600}
    return json.loads(told.read_text()), page.read_text()


@pytest.mark.parametrize("whose", [whose for whose in Whose if whose != Whose.ANYBODY])
def test_each_column_that_erasing_would_empty_is_told_with_purpose_law_and_time(tmp_path, whose):
    planted = Planted(whose)
    own = [row.pk for row in planted.rows if row._meta.model_name not in ("supplierevent", "accountpurchase")]
    told, page = gdpr_export(tmp_path, *own)
    items = {
        f"{row['table']}.{item['column']}": item
        for person in told["people"] for row in person["rows"] for item in row["held"]
    }  # fmt: skip
    for word, rule in planted.canaries.items():
        item = items[f"{rule.table}.{rule.column}"]
        assert item["purpose"] == rule.purpose
        assert item["basis"] == rule.basis
        if rule.is_secret:
            assert item["value"] == "held, not shown"
            assert word not in page
        elif item["value"] == word:
            assert word in page
    assert "viewport" in page
    assert not re.search("<(link|script|img)|(src|href|url)=", page), "the page needs nothing but itself"


def test_secrets_are_said_to_be_held_and_are_not_shown(tmp_path):
    account = make(
        "core.SupplierAccount", email="kim@piep.example", password_encrypted="geheim-1", payment_method_token="tok-1"
    )
    told, page = gdpr_export(tmp_path, account.pk)
    text = json.dumps(told) + page
    assert "held, not shown" in text
    assert not [word for word in ("geheim-1", "tok-1", "gAAAA") if word in text]


def told_of(person: dict, table: str) -> dict[str, str]:
    return {item["column"]: item["value"] for row in person["rows"] if row["table"] == table for item in row["held"]}


def test_the_whole_of_a_row_is_told_also_what_no_rule_is_about(tmp_path):
    kim = make("core.Supplier", supplier_type="individual", name="Kim Kanari", rating="4.5", credit_limit="1200",
               api_key_encrypted="geheim-2")  # fmt: skip
    order = make("transactions.Order", external_id="A-1234567", sale_price="149.50")
    told, page = gdpr_export(tmp_path, kim.pk, "A-1234567")
    seller, buyer = told["people"]
    told_of_kim = told_of(seller, "core.suppliers")
    assert (told_of_kim["rating"], told_of_kim["credit_limit"]) == ("4.50", "1200.00")
    assert told_of_kim["api_key_encrypted"] == "held, not shown"
    sale = told_of(buyer, "transactions.orders")
    assert sale["sale_price"] == "149.50"
    assert sale["sold_at"].startswith("2026-03-14")
    assert sale["inventory_id"] == f"{order.inventory} ({order.inventory_id})"
    assert order.inventory.product.name in page
    assert "geheim-2" not in page
    assert "gAAAA" not in page


def test_of_a_shop_only_the_contact_is_told(tmp_path):
    shop = make("core.Supplier", supplier_type="retailer", contact_person="Kim Kanari", rating="4.5")
    told, _ = gdpr_export(tmp_path, shop.pk)
    assert told_of(told["people"][0], "core.suppliers") == {"contact_person": "Kim Kanari"}


def test_what_others_wrote_is_told_by_the_lines_that_mention_the_person(tmp_path):
    make("products.InventoryItem", notes="From Kim Kanari, two pairs\nOwes money to Olga Other")
    told, page = gdpr_export(tmp_path, "Kim Kanari")
    said = {mention["table"]: mention["said"] for mention in told["people"][0]["mentions"]}
    assert said == {
        "products.inventory": ["From Kim Kanari, two pairs"],
        "system.audit_records": ["notes: From Kim Kanari, two pairs"],
    }
    assert "Olga" not in page


def test_what_the_trail_tells_of_rows_that_are_deleted(tmp_path):
    account = make("core.SupplierAccount", email="kim@piep.example")
    account.address_line_1 = "Piepgasse 7"
    account.save()
    make("core.AccountPurchase", account=account, ip_address="203.0.113.99")
    key = str(account.pk)
    account.purchases.all().delete()
    account.delete()
    (told, _), (by_mail, _) = (gdpr_export(tmp_path, asked) for asked in (key, "kim@piep.example"))
    for each in (told, by_mail):
        (person,) = each["people"]
        assert person["id"] == key
        assert {"address_line_1": "Piepgasse 7"} in [change["after"] for change in person["audit_trail"]]
        assert "203.0.113.99" in [change["before"].get("ip_address") for change in person["audit_trail"]]


def test_until_when_a_voucher_stays(tmp_path):
    order = make("transactions.Order", external_id="A-1234567")
    told, page = gdpr_export(tmp_path, "A-1234567")
    (item,) = [item for item in told["people"][0]["rows"][0]["held"] if item["column"] == "external_id"]
    assert item["stays_until"] == f"{order.sold_at.year + 8}-12-31"
    assert "Stays until 2034-12-31 (voucher, AO § 147 / UStG § 14b)" in page


def test_what_is_written_by_somebody_is_text_on_the_page(tmp_path):
    supplier = make("core.Supplier", contact_person="<script>alert(1)</script> Kim", name="Shop")
    _, page = gdpr_export(tmp_path, supplier.pk)
    assert "<script>" not in page


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="is no folder"):
        call_command("gdpr_export", "admin", output=tmp_path / "none")
